using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Blueprints;

/// <summary>What docs/blueprints.md says is so: its commands are run as printed, one after another, and it hides nothing of what is not tried.</summary>
public sealed partial class DocumentTests(BlueprintCloud cloud) : IClassFixture<BlueprintCloud>, IDisposable
{
    // Ten stacks are deployed by the AWS CLI, which takes some seconds for each.
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    private readonly Desk desk = new();

    private static string Document => File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "docs", "blueprints.md"));

    [Fact]
    public async Task Its_commands_deploy_an_environment_and_take_it_away()
    {
        Judge.Require("aws", "pip install awscli");
        await cloud.Moto.Empty();
        var commands = string.Join('\n', Block().Matches(Document).Select(block => block.Groups[1].Value));
        Assert.Contains("aws cloudformation deploy", commands, StringComparison.Ordinal);
        var environment = desk.EnvironmentFor(cloud.Moto.Access);

        using var running = RunningProgram.Start(Judge.Require("bash", "install bash"), ["-euo", "pipefail", "-c", commands], environment, BaselineTool.RepositoryRoot());
        (await running.Wait(limit, TestContext.Current.CancellationToken)).ExpectExitCode(0);

        var left = await new AwsCli(desk, cloud.Moto.Access).Call("cloudformation", "describe-stacks");
        Assert.Equal(0, left.GetProperty("Stacks").GetArrayLength());
        var credentials = await new AwsCli(desk, cloud.Moto.Access).Call("ssm", "get-parameter", "--name", "/shop/dev/credentials");
        Assert.Equal("SecureString", credentials.GetProperty("Parameter").GetProperty("Type").GetString());
    }

    [Fact]
    public void It_names_every_blueprint_and_all_that_moto_cannot_make() =>
        Assert.All(
            Directory.EnumerateFiles(BlueprintCloud.Templates, "*.yaml").Select(Path.GetFileName).Concat(LifeTests.StoodInFor),
            name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    // Not "sh": those are commands of our own tool, which DocumentsTests runs.
    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
