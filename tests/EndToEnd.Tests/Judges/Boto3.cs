using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>AWS's SDK for Python: one process for many calls, and paginators of its own.</summary>
public sealed class Boto3(Desk desk, AwsAccess access)
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs a script that finds <c>boto3</c> and <c>answer(value)</c> defined, and returns the value it answered.</summary>
    /// <param name="script">Python; dates in the answer become text.</param>
    /// <param name="arguments">The script's <c>sys.argv[1:]</c>.</param>
    public async Task<JsonElement> Run(string script, params string[] arguments)
    {
        var python = Judge.Require("python3", "install Python 3 with boto3");
        var whole = $"import sys, json, boto3\ndef answer(value): print(json.dumps(value, default=str))\n{script}";
        using var running = RunningProgram.Start(python, ["-c", whole, .. arguments], desk.EnvironmentFor(access), desk.Folder);
        return (await running.Wait(limit, TestContext.Current.CancellationToken)).ExpectExitCode(0).Json();
    }
}
