using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Stands where the SDK's retry handler stood: Polly for clients of ours, the SDK's own behaviour for others (those that it makes itself for credentials).</summary>
/// <param name="foreign">The policy of the handler that this one replaces.</param>
internal sealed class ResilienceHandler(RetryPolicy foreign) : RetryHandler(foreign)
{
    /// <inheritdoc/>
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
        executionContext.RequestContext.ClientConfig.HttpClientFactory is CallScope scope
            ? CallAsync<T>(executionContext, scope)
            : base.InvokeAsync<T>(executionContext);

    private async Task<T> CallAsync<T>(IExecutionContext execution, CallScope scope)
        where T : AmazonWebServiceResponse, new()
    {
        // The one implementation of the interface; its token is what the HTTP handler passes on, so that each attempt has its own.
        var request = (RequestContext)execution.RequestContext;
        var pipelines = scope.Pipelines;
        var call = new Call(scope, request.ClientConfig.AuthenticationServiceName, request.ClientConfig.ServiceId, OperationOf(request.RequestName), pipelines.Time);
        var pending = AnswerLog.Expect();
        try
        {
            // As one type for all: natively compiled, Polly's generic methods are made up anew for each type of response, which was a third of a process's first fix.
            var response = await pipelines.MakeAsync<AmazonWebServiceResponse>(
                call,
                async attempt =>
                {
                    request.CancellationToken = attempt;
                    if (call.Attempts > 1)
                    {
                        Rewind(request.Request);
                    }

                    return await InnerHandler.InvokeAsync<T>(execution);
                },
                request.CancellationToken);
            var ended = call.Ended("OK", response?.ResponseMetadata?.RequestId);
            pipelines.Trace.Add(ended);
            pending?.Answered(ended);
            return (T)response!;
        }
        catch (Exception e)
        {
            call.Failed().TravelWith(e);
            pipelines.Trace.Add(call.Ended(OutcomeOf(e), (e as AmazonServiceException)?.RequestId));
            throw;
        }
    }

    private static string OutcomeOf(Exception exception) => exception switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } answered => answered.ErrorCode,
        ConnectionException connection => $"Connection{connection.Trouble}",
        OperationCanceledException => "Cancelled",
        _ => exception.GetType().Name,
    };

    private static string OperationOf(string requestName) =>
        requestName.EndsWith("Request", StringComparison.Ordinal) ? requestName[..^"Request".Length] : requestName;

    private static void Rewind(IRequest request)
    {
        if (request.ContentStream is { CanSeek: true } stream && request.OriginalStreamPosition >= 0)
        {
            stream.Position = request.OriginalStreamPosition;
        }
    }
}
