using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>A call as the wire shows it.</summary>
/// <param name="Service">As AWS signs it: <c>organizations</c>, <c>sso</c>, <c>identitystore</c>, <c>sts</c>.</param>
/// <param name="Operation">The API's name of it.</param>
/// <param name="Body">The request's body; equal bodies of one operation ask for the same thing.</param>
/// <param name="Caller">The key and the region that it is signed with: the same question in another account or region is another.</param>
public sealed record WireCall(string Service, string Operation, string Body, string Caller)
{
    private static readonly string[] reads = ["List", "Describe", "Get", "AssumeRole", "BatchGet", "GET ", "POST /get", "POST /list"];

    /// <summary>Whether it may change something.</summary>
    public bool IsWrite => !reads.Any(prefix => Operation.StartsWith(prefix, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => $"{Service}:{Operation}";
}

/// <summary>Stands between the tool and an emulator: notes every call, and can do something between its being carried out and its being answered.</summary>
public sealed partial class WireTap : IAsyncDisposable
{
    private readonly HttpListener listener;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly Uri behind;
    private readonly Lock gate = new();
    private readonly List<WireCall> calls = [];
    private readonly ConcurrentDictionary<Task, bool> passing = [];
    private readonly Task serving;

    /// <summary>Listens on a free loopback port at once.</summary>
    public WireTap(AwsAccess behind)
    {
        this.behind = behind.Endpoint;
        (listener, Endpoint) = Loopback.Listen();
        Access = behind with { Endpoint = Endpoint };
        serving = Serve();
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>As the access to what is behind, through here.</summary>
    public AwsAccess Access { get; }

    /// <summary>Called when a call was carried out and before its answer is sent; the answer is lost when it says false.</summary>
    public Func<WireCall, bool> Answer { get; set; } = _ => true;

    /// <summary>What passed since the last asking.</summary>
    public IReadOnlyList<WireCall> Taken()
    {
        lock (gate)
        {
            List<WireCall> taken = [.. calls];
            calls.Clear();
            return taken;
        }
    }

    /// <summary>Ends it. What it had taken is carried out by then, and nothing it had not taken ever will be.</summary>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
        await Task.WhenAll(passing.Keys);
        client.Dispose();
    }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var pass = Pass(context);
                passing[pass] = true;
                _ = pass.ContinueWith(ended => passing.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Pass(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            var call = CallOf(context.Request, body);
            lock (gate)
            {
                calls.Add(call);
            }

            using var request = Copy(context.Request, body);
            using var answer = await client.SendAsync(request);
            var content = await answer.Content.ReadAsByteArrayAsync();
            if (!Answer(call))
            {
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            if (answer.Headers.TryGetValues("x-amzn-errortype", out var error))
            {
                context.Response.Headers["x-amzn-errortype"] = error.First();
            }

            context.Response.ContentLength64 = content.Length;
            await context.Response.OutputStream.WriteAsync(content);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or HttpRequestException)
        {
            // The tool was killed, or the emulator stopped: nobody waits for this answer.
            context.Response.Abort();
        }
    }

    private HttpRequestMessage Copy(HttpListenerRequest original, string body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(original.HttpMethod), new Uri(behind, original.RawUrl)) { Content = new StringContent(body) };
        copy.Content.Headers.Clear();
        foreach (var name in original.Headers.AllKeys.OfType<string>().Where(name => name is not ("Host" or "Content-Length" or "Connection" or "Expect")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, original.Headers[name]))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, original.Headers[name]);
            }
        }

        return copy;
    }

    private static WireCall CallOf(HttpListenerRequest request, string body)
    {
        var signed = SignedService().Match(request.Headers["Authorization"] ?? "");
        var service = signed.Success ? signed.Groups["service"].Value : "unsigned";
        var operation = request.Headers["X-Amz-Target"]?.Split('.')[^1]
            ?? (QueryAction().Match(body) is { Success: true } action ? action.Groups[1].Value : $"{request.HttpMethod} {request.RawUrl}");
        return new(service, operation, body, signed.Groups["caller"].Value);
    }

    [GeneratedRegex(@"Credential=(?<caller>[^/]+/\d+/[^/]+)/(?<service>[^/]+)/")]
    private static partial Regex SignedService();

    [GeneratedRegex(@"(?:^|&)Action=(\w+)")]
    private static partial Regex QueryAction();
}
