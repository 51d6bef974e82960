using System.Net;
using System.Text;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Answers every call with one error of AWS's JSON protocol, HTTP 400.</summary>
public sealed class RefusingServer : IAsyncDisposable
{
    private readonly HttpListener listener;
    private readonly byte[] answer;
    private readonly Task serving;

    /// <summary>Listens at once on a free loopback port.</summary>
    /// <param name="answer">The body, <c>__type</c> and message, as AWS writes it.</param>
    public RefusingServer(string answer)
    {
        this.answer = Encoding.UTF8.GetBytes(answer);
        (listener, var address) = Loopback.Listen();
        Access = new() { Endpoint = address };
        serving = Serve();
    }

    /// <summary>Where it listens.</summary>
    public AwsAccess Access { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = 400;
                context.Response.ContentType = "application/x-amz-json-1.1";
                context.Response.Headers["x-amzn-RequestId"] = "00000000-0000-4000-8000-000000000000";
                await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
