using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>The Lambda runtime API on a loopback port, as a function's process sees it. It depends on nothing else here, so that other test projects can link this file.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _gone = new();
    private readonly Channel<(string Head, byte[] Payload)> _queue = Channel.CreateUnbounded<(string, byte[])>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> _open = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Answer> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstNext = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private int _nexts;

    public RuntimeApi()
    {
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>What AWS_LAMBDA_RUNTIME_API is to be set to.</summary>
    public string Address { get; }

    /// <summary>Completes when the function asks for its first invocation.</summary>
    public Task FirstNext => _firstNext.Task;

    /// <summary>How often the function asked for an invocation.</summary>
    public int Nexts => Volatile.Read(ref _nexts);

    /// <summary>What the function told of its failed init.</summary>
    public Task<Answer> InitError => _initError.Task;

    /// <summary>A status to answer a path with instead of what it would get; null for none. 0 closes the connection.</summary>
    public Func<string, int?> Refuse { get; set; } = _ => null;

    /// <summary>Hands an invocation to the function and gives what it answers.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="deadline">When its time is over.</param>
    /// <param name="headers">Instead of, or besides, those that every invocation has; null leaves one out.</param>
    public Task<Answer> InvokeAsync(string payload, DateTimeOffset deadline, params (string Name, string? Value)[] headers)
    {
        var id = Guid.NewGuid().ToString();
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Lambda-Runtime-Aws-Request-Id"] = id,
            ["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:123456789012:function:echo",
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        var answered = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[all["Lambda-Runtime-Aws-Request-Id"] ?? id] = answered;
        _queue.Writer.TryWrite((string.Concat(all.Where(each => each.Value is not null).Select(each => $"{each.Key}: {each.Value}\r\n")), Encoding.UTF8.GetBytes(payload)));
        return answered.Task;
    }

    /// <summary>Closes the port and every connection, as when the environment goes.</summary>
    public void HangUp() => _gone.Cancel();

    public async ValueTask DisposeAsync()
    {
        HangUp();
        await _serving;
        _listener.Dispose();
        _gone.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync(_gone.Token);
                connections.Add(Task.Run(() => ConnectionAsync(caller)));
            }
        }
        catch (OperationCanceledException)
        {
            _listener.Stop();
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectionAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                caller.NoDelay = true;
                using var stream = new BufferedStream(caller.GetStream());
                while (await ReadAsync(stream) is { } request)
                {
                    var (status, head, body) = await AnswerAsync(request);
                    if (status == 0)
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} .\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{head}\r\n"), _gone.Token);
                    await stream.WriteAsync(body, _gone.Token);
                    await stream.FlushAsync(_gone.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The function has gone, or we have.
            }
        }
    }

    private async Task<(int Status, string Head, byte[] Body)> AnswerAsync(Request request)
    {
        var path = request.Path["/2018-06-01/runtime/".Length..];
        if (path == "invocation/next")
        {
            Interlocked.Increment(ref _nexts);
            _firstNext.TrySetResult();
        }

        if (Refuse(path) is { } forced)
        {
            return (forced, "", """{"errorMessage":"refused by the test","errorType":"Test"}"""u8.ToArray());
        }

        switch (path.Split('/'))
        {
            case ["invocation", "next"] when request.Method == "GET":
                var (head, payload) = await _queue.Reader.ReadAsync(_gone.Token);
                return (200, head, payload);
            case ["init", "error"] when request.Method == "POST":
                _initError.TrySetResult(request.ToAnswer(isError: true));
                return (202, "", """{"status":"OK"}"""u8.ToArray());
            case ["invocation", var id, "response" or "error"] when request.Method == "POST" && _open.TryRemove(Uri.UnescapeDataString(id), out var answered):
                answered.SetResult(request.ToAnswer(isError: path.EndsWith("/error", StringComparison.Ordinal)));
                return (202, "", """{"status":"OK"}"""u8.ToArray());
            default:
                return (400, "", """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"""u8.ToArray());
        }
    }

    private async Task<Request?> ReadAsync(BufferedStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _gone.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(each => each[0], each => each[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _gone.Token);
        return new(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers, body);
    }

    private sealed record Request(string Method, string Path, Dictionary<string, string> Headers, byte[] Body)
    {
        public Answer ToAnswer(bool isError) => new(isError, Encoding.UTF8.GetString(Body), Headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type"), Headers.GetValueOrDefault("Content-Type"));
    }
}

/// <summary>What a function posted for an invocation, or for its init.</summary>
internal sealed record Answer(bool IsError, string Text, string? ErrorType, string? ContentType)
{
    /// <summary>The body, read as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
}
