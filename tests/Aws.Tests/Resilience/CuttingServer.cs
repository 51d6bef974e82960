using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

/// <summary>What a server does to one connection.</summary>
internal enum Manner
{
    /// <summary>Closes before it has read a byte.</summary>
    CutUnread,

    /// <summary>Reads the whole request, then closes.</summary>
    CutRead,

    /// <summary>Answers half, then closes.</summary>
    CutHalfway,

    /// <summary>Answers.</summary>
    Answer,
}

/// <summary>A TCP server on loopback that treats each connection, in order, as told.</summary>
internal sealed class CuttingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public CuttingServer(string body, params Manner[] manners)
    {
        _listener.Start();
        Url = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync(body, manners);
    }

    public Uri Url { get; }

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync(string body, Manner[] manners)
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            var manner = manners[Math.Min(Connections++, manners.Length - 1)];
            if (manner != Manner.CutUnread)
            {
                await ReadAsync(client.GetStream());
            }

            if (manner is Manner.CutHalfway or Manner.Answer)
            {
                var bytes = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
                await client.GetStream().WriteAsync(manner == Manner.Answer ? bytes : bytes.AsMemory(0, bytes.Length / 2), _stop.Token);
            }
            else
            {
                client.Client.LingerState = new(enable: true, seconds: 0);
            }
        }
    }

    private async Task ReadAsync(NetworkStream stream)
    {
        var (read, buffer) = (new StringBuilder(), new byte[4096]);
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            read.Append(Encoding.ASCII.GetString(buffer, 0, count));
            var text = read.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (end >= 0 && text.Length - end - 4 >= Length(text)))
            {
                return;
            }
        }
    }

    private static int Length(string text)
    {
        const string header = "Content-Length: ";
        var start = text.IndexOf(header, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(text[(start + header.Length)..text.IndexOf('\r', start)], null);
    }
}
