using System.Text.RegularExpressions;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary><c>baseline sandbox</c> in a process of its own, its landing zone in a file on the desk.</summary>
public sealed partial class SandboxServer : IDisposable
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(30);

    private readonly RunningProgram running;
    private Uri? endpoint;

    /// <summary>Starts it.</summary>
    /// <param name="desk">Where the landing zone is kept.</param>
    /// <param name="state">The file's name on the desk; a file that does not exist is an account without an organization.</param>
    public SandboxServer(Desk desk, string state = "sandbox.json") =>
        // Port 0: it takes a free one itself. One chosen here could be another test's sandbox by the time it listens.
        running = new BaselineTool(desk).Start("sandbox", "--port", "0", "--state", desk.At(state));

    /// <summary>Where it listens, and keys of the management account's administrator.</summary>
    public AwsAccess Access => new() { Endpoint = endpoint ?? throw new InvalidOperationException("wait until the sandbox is ready") };

    /// <summary>Waits until it has said where it listens.</summary>
    public async Task Ready()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(startLimit);
        while (endpoint is null)
        {
            Assert.False(running.HasEnded || bound.IsCancellationRequested, $"the sandbox did not start\n{running.Output}\n{running.Errors}");
            var said = ListeningLine().Match(running.Output + running.Errors);
            endpoint = said.Success ? new Uri(said.Groups[1].Value) : null;
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => running.Dispose();

    [GeneratedRegex(@" at (http://127\.0\.0\.1:\d+/)")]
    private static partial Regex ListeningLine();
}
