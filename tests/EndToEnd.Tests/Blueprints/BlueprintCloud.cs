using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Blueprints;

/// <summary>A moto that whole blueprints can be deployed to: <c>stand-ins.py</c> and <c>removals.py</c> say what it is taught, and why.</summary>
public sealed class BlueprintCloud : IAsyncLifetime
{
    /// <summary>The folder of the templates.</summary>
    public static string Templates => Path.Combine(BaselineTool.RepositoryRoot(), "deploy", "blueprints");

    /// <summary>The server; started when the first test of the class begins.</summary>
    public MotoServer Moto { get; } = new() { Taught = Script("stand-ins.py") + Script("removals.py") };

    /// <summary>A Python script of this folder.</summary>
    public static string Script(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => Moto.InitializeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Moto.DisposeAsync();

    private static string Folder => Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Blueprints");
}
