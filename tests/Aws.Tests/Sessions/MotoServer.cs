using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>One <c>moto_server</c> for the tests of a class, on a free loopback port. A machine without it fails the tests.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;

    public Uri Url { get; private set; } = new("http://127.0.0.1:1");

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        Url = new($"http://127.0.0.1:{port}");
        _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("moto_server did not start");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await AnswersAsync(port, TimeSpan.FromSeconds(60));
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AnswersAsync(int port, TimeSpan bound)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(start) < bound && _process is { HasExited: false })
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
