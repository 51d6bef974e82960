using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Lambda.Tests;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>
/// What Lambda is to whoever invokes: an address for functions, behind it as many environments as there are invocations at once, each the real executable with a runtime API of its own.
/// When one dies over an invocation, that one fails as Lambda says it, and the next gets a new environment.
/// </summary>
internal sealed class FunctionService : IAsyncDisposable
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(5);

    private readonly HttpListener listener;
    private readonly ConcurrentBag<FunctionProcess> idle = [];
    private readonly ConcurrentDictionary<FunctionProcess, string> busy = [];
    private readonly ConcurrentQueue<JsonNode> invocations = [];
    private readonly ConcurrentDictionary<Task, bool> serving = [];
    private readonly Task accepting;

    public FunctionService()
    {
        (listener, Address) = Loopback.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>Starts a function's process under a runtime API, with variables of its own; said before the first invocation.</summary>
    public required Func<RuntimeApi, (string Name, string Value)[], RunningProgram> Start { get; set; }

    /// <summary>Where functions are invoked: a POST of the event to it and the function's name.</summary>
    public Uri Address { get; }

    /// <summary>Of the function, beside those that every one has.</summary>
    public (string Name, string Value)[] Variables { get; set; } = [];

    /// <summary>Every event that was handed over.</summary>
    public IReadOnlyList<JsonNode> Invocations => [.. invocations];

    /// <summary>Whether any works.</summary>
    public bool IsBusy => !busy.IsEmpty;

    /// <summary>SIGKILL to the process that works on an event with this text in it.</summary>
    public void KillOver(string text)
    {
        foreach (var process in busy.Where(each => each.Value.Contains(text, StringComparison.Ordinal)).Select(each => each.Key))
        {
            process.Kill();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await accepting;
        await Task.WhenAll(serving.Keys);
        foreach (var process in idle)
        {
            await process.DisposeAsync();
        }
    }

    private async Task AcceptAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var served = ServeAsync(context);
            serving[served] = true;
            _ = served.ContinueWith(done => serving.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var payload = await reader.ReadToEndAsync();
        invocations.Enqueue(JsonNode.Parse(payload)!);
        var (failed, text) = await InvokeAsync(payload);
        if (failed)
        {
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        }

        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }

    // An environment whose variables are those of yesterday is of no use: as in Lambda, another configuration begins anew.
    private async Task<FunctionProcess?> WarmAsync()
    {
        while (idle.TryTake(out var warm))
        {
            if (ReferenceEquals(warm.Variables, Variables))
            {
                return warm;
            }

            await warm.DisposeAsync();
        }

        return null;
    }

    private async Task<(bool Failed, string Text)> InvokeAsync(string payload)
    {
        var process = await WarmAsync() ?? new FunctionProcess(Variables, api => Start(api, Variables));
        busy[process] = payload;
        var answer = await process.InvokeAsync(payload, longest);
        busy.TryRemove(process, out _);
        if (answer is null)
        {
            await process.DisposeAsync();
            return (true, """{"errorType":"Runtime.ExitError","errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed"}""");
        }

        idle.Add(process);
        return (answer.IsError, answer.Text);
    }
}

/// <summary>One environment of a function.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly RuntimeApi api = new();
    private readonly RunningProgram running;
    private readonly Task<Finished> ended;

    /// <param name="variables">That it is started with.</param>
    /// <param name="start">Starts it.</param>
    public FunctionProcess((string Name, string Value)[] variables, Func<RuntimeApi, RunningProgram> start)
    {
        Variables = variables;
        running = start(api);
        ended = running.Wait(TimeSpan.FromMinutes(10), CancellationToken.None);
    }

    /// <summary>That it was started with.</summary>
    public (string Name, string Value)[] Variables { get; }

    /// <summary>What it answers; null when it died over it.</summary>
    public async Task<Answer?> InvokeAsync(string payload, TimeSpan limit)
    {
        var answer = api.InvokeAsync(payload, DateTimeOffset.UtcNow + limit);
        return await Task.WhenAny(answer, ended).WaitAsync(limit) == answer ? await answer : null;
    }

    public void Kill() => running.Kill();

    public async ValueTask DisposeAsync()
    {
        running.Dispose();
        await api.DisposeAsync();
    }
}
