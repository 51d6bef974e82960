using System.Net.Sockets;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary><c>baseline sandbox</c> in a process of its own, its landing zone in a file on the desk.</summary>
public sealed class SandboxServer : IDisposable
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(30);

    private readonly int port = WireTap.FreePort();
    private readonly RunningProgram running;

    /// <summary>Starts it.</summary>
    /// <param name="desk">Where the landing zone is kept.</param>
    /// <param name="state">The file's name on the desk; a file that does not exist is an account without an organization.</param>
    public SandboxServer(Desk desk, string state = "sandbox.json") =>
        running = new BaselineTool(desk).Start("sandbox", "--port", $"{port}", "--state", desk.At(state));

    /// <summary>Where it listens, and keys of the management account's administrator.</summary>
    public AwsAccess Access => new() { Endpoint = new Uri($"http://127.0.0.1:{port}/") };

    /// <summary>Waits until it takes connections.</summary>
    public async Task Ready()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(startLimit);
        while (!await Listens(bound.Token))
        {
            Assert.False(running.HasEnded || bound.IsCancellationRequested, $"the sandbox did not start\n{running.Output}\n{running.Errors}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => running.Dispose();

    private async Task<bool> Listens(CancellationToken cancellation)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
