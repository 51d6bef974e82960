using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>The door on the loopback interface, for the AWS CLI, boto3, Terraform. It listens on 127.0.0.1 only.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    // A request still on its way after this is cut off.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private const int LargestBody = 16 * 1024 * 1024;

    private readonly LocalCloud cloud;
    private readonly HttpListener listener;
    private readonly TimeProvider time;
    private readonly Task serving;
    private readonly HashSet<Task> inFlight = [];
    private readonly Lock gate = new();

    private SandboxServer(LocalCloud cloud, HttpListener listener, int port, TimeProvider time)
    {
        this.cloud = cloud;
        this.listener = listener;
        this.time = time;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        serving = Task.Run(ServeAsync);
    }

    /// <summary>What AWS_ENDPOINT_URL is to be set to.</summary>
    public Uri Address { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="cloud">Who answers.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="time">The clock, for the bound on stopping.</param>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public static SandboxServer Start(LocalCloud cloud, int port, TimeProvider time)
    {
        // HttpListener cannot choose a port itself; between finding one and taking it, another process may be quicker.
        for (var attempt = 1; ; attempt++)
        {
            var chosen = port == 0 ? FreePort() : port;
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{chosen}/"));
            try
            {
                listener.Start();
                return new SandboxServer(cloud, listener, chosen, time);
            }
            catch (HttpListenerException) when (port == 0 && attempt < 10)
            {
                listener.Close();
            }
        }
    }

    /// <summary>Serves until <paramref name="cancel"/>, then lets requests on their way finish, within a bound.</summary>
    public static async Task RunAsync(LocalCloud cloud, int port, TimeProvider time, CancellationToken cancel)
    {
        await using var server = Start(cloud, port, time);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] waiting;
        lock (gate)
        {
            waiting = [.. inFlight];
        }

        try
        {
            await Task.WhenAll(waiting).WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // Cut off by the close below.
        }

        listener.Close();
        await serving;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                Follow(Task.Run(() => AnswerAsync(context)));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed while it waited; the loop's condition tells whether for good.
            }
        }
    }

    private void Follow(Task answer)
    {
        lock (gate)
        {
            inFlight.Add(answer);
        }

        _ = answer.ContinueWith(
            done =>
            {
                lock (gate)
                {
                    inFlight.Remove(done);
                }
            },
            TaskScheduler.Default);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var answer = await ReadAsync(context.Request) is { } request ? await cloud.AnswerAsync(request) : null;
            await WriteAsync(context.Response, answer);
        }
        catch (Exception fault) when (fault is IOException or HttpListenerException or ObjectDisposedException or ProtocolViolationException)
        {
            // The caller has hung up.
            context.Response.Abort();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of the sandbox's own: the caller is told, as nobody else is there to be.
            await WriteAsync(context.Response, Failure(fault));
        }
    }

    private static WireResponse Failure(Exception fault) => new()
    {
        Status = 500,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain; charset=utf-8" },
        Body = Encoding.UTF8.GetBytes($"This is a fault of the sandbox, please report it: {fault}"),
    };

    private static async Task<WireRequest?> ReadAsync(HttpListenerRequest request)
    {
        if (request.ContentLength64 > LargestBody)
        {
            return null;
        }

        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var raw = request.RawUrl ?? "/";
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return new WireRequest
        {
            Method = request.HttpMethod,
            Path = mark < 0 ? raw : raw[..mark],
            Query = mark < 0 ? "" : raw[(mark + 1)..],
            Headers = request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            RequestId = Guid.NewGuid().ToString(),
        };
    }

    private static async Task WriteAsync(HttpListenerResponse response, WireResponse? answer)
    {
        response.StatusCode = answer?.Status ?? 413;
        foreach (var (name, value) in answer?.Headers ?? new Dictionary<string, string>())
        {
            response.Headers[name] = value;
        }

        response.ContentLength64 = answer?.Body.Length ?? 0;
        await response.OutputStream.WriteAsync(answer?.Body ?? default);
        response.Close();
    }
}
