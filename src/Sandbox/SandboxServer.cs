using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>The door on the loopback interface, for the AWS CLI, boto3, Terraform. It listens on 127.0.0.1 only, and answers to every host name.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    // A request still on its way after this is cut off.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private readonly LocalCloud cloud;
    private readonly TcpListener listener;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource cutOff = new();
    private readonly Task serving;
    private readonly HashSet<Task> connections = [];
    private readonly Lock gate = new();

    private SandboxServer(LocalCloud cloud, TcpListener listener, TimeProvider time)
    {
        this.cloud = cloud;
        this.listener = listener;
        this.time = time;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        serving = Task.Run(ServeAsync);
    }

    /// <summary>What AWS_ENDPOINT_URL is to be set to.</summary>
    public Uri Address { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="cloud">Who answers.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="time">The clock, for the bound on stopping.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static SandboxServer Start(LocalCloud cloud, int port, TimeProvider time)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new SandboxServer(cloud, listener, time);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
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
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        Task[] waiting;
        lock (gate)
        {
            waiting = [.. connections];
        }

        try
        {
            await Task.WhenAll(waiting).WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            await cutOff.CancelAsync();
            await Task.WhenAll(waiting);
        }

        stopping.Dispose();
        cutOff.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Follow(await listener.AcceptTcpClientAsync(stopping.Token));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The caller hung up, or the door closes; the loop's condition tells which.
            }
        }
    }

    private void Follow(TcpClient caller)
    {
        var connection = Task.Run(() => ConnectionAsync(caller));
        lock (gate)
        {
            connections.Add(connection);
        }

        _ = connection.ContinueWith(
            done =>
            {
                lock (gate)
                {
                    connections.Remove(done);
                }
            },
            TaskScheduler.Default);
    }

    private async Task ConnectionAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                caller.NoDelay = true;
                var connection = new HttpConnection(caller.GetStream());
                while (connection.IsOpen && !stopping.IsCancellationRequested)
                {
                    await AnswerAsync(connection);
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The caller has hung up, or the door closes.
            }
        }
    }

    private async Task AnswerAsync(HttpConnection connection)
    {
        WireRequest? request;
        try
        {
            request = await connection.ReadAsync(stopping.Token, cutOff.Token);
        }
        catch (InvalidDataException fault)
        {
            connection.Close();
            await connection.WriteAsync("GET", Plain(400, $"This is no request: {fault.Message}."), cutOff.Token);
            return;
        }

        if (request is null)
        {
            connection.Close();
            return;
        }

        WireResponse answer;
        try
        {
            answer = await cloud.AnswerAsync(request);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of the sandbox's own: the caller is told, as nobody else is there to be.
            answer = Plain(500, $"This is a fault of the sandbox, please report it: {fault}");
        }

        await connection.WriteAsync(request.Method, answer, cutOff.Token);
    }

    private static WireResponse Plain(int status, string text) => new()
    {
        Status = status,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain; charset=utf-8" },
        Body = Encoding.UTF8.GetBytes(text),
    };
}
