using SecretScoops.Governance.EndToEnd.Tests.Blueprints;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>A moto that <c>deploy/deploy</c> can work on: what blueprints need of it, and <c>lessons.py</c>.</summary>
public sealed class DeployCloud : IAsyncLifetime
{
    /// <summary>The folder of the templates and the program.</summary>
    public static string Folder => Path.Combine(BaselineTool.RepositoryRoot(), "deploy");

    /// <summary>The server; started when the first test of the class begins.</summary>
    public MotoServer Moto { get; } = new() { Taught = BlueprintCloud.Script("stand-ins.py") + BlueprintCloud.Script("removals.py") + Script("lessons.py") };

    /// <summary>A Python script of this folder.</summary>
    public static string Script(string name) => File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Deploying", name));

    /// <summary>Forgets everything, and makes what the baseline would have made: organization, units, accounts, bus, topics, the bucket for access logs.</summary>
    /// <param name="desk">Where Python runs.</param>
    public async Task Furnish(Desk desk)
    {
        await Moto.Empty();
        _ = await new Boto3(desk, Moto.Access).Run(Script("furnish.py"), Folder);
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => Moto.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Moto.DisposeAsync();
}
