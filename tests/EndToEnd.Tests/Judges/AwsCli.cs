using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>The AWS CLI: what a person would look with, and knows nothing of us.</summary>
public sealed class AwsCli(Desk desk, AwsAccess access)
{
    // A call takes 0.6 s here, most of it Python's start; two cores may be busy with six test processes.
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs <c>aws ARGUMENTS</c> and reads its answer; any error of AWS fails the test.</summary>
    public async Task<JsonElement> Call(params string[] arguments) => (await Try(arguments)).ExpectExitCode(0).Json();

    /// <summary>Runs <c>aws ARGUMENTS</c>; the caller looks at the exit code (an error from AWS is 255 in version 1, 254 in 2).</summary>
    public async Task<Finished> Try(params string[] arguments)
    {
        var environment = desk.EnvironmentFor(access);
        environment["AWS_PAGER"] = "";
        using var running = RunningProgram.Start(Judge.Require("aws", "pip install awscli"), [.. arguments, "--output", "json"], environment, desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }
}
