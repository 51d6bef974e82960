using System.Diagnostics;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Judges;

/// <summary>Runs a program of somebody else against the sandbox. One that is not installed fails the test.</summary>
internal static class Tool
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs to the end, within a bound.</summary>
    public static async Task<(int Exit, string Output, string Errors)> Run(SandboxServer server, string program, IEnumerable<string> arguments, string? input = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in Surroundings(server))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, (await output).TrimEnd(), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // No profile, proxy or metadata service of the machine's may have a say.
    private static IEnumerable<(string Name, string? Value)> Surroundings(SandboxServer server) =>
    [
        ("AWS_ENDPOINT_URL", server.Address.ToString()), ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", null),
        ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_PROFILE", null), ("AWS_CONFIG_FILE", "/dev/null"), ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_MAX_ATTEMPTS", "1"), ("AWS_PAGER", ""), ("NO_PROXY", "127.0.0.1"), ("no_proxy", "127.0.0.1"),
    ];
}
