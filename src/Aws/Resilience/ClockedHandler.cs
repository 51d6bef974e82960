using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Stands before all that the SDK does for a call of ours, and has it measured: what its caller waits for is more than the wire.</summary>
internal sealed class ClockedHandler : PipelineHandler
{
    /// <inheritdoc/>
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
        executionContext.RequestContext.ClientConfig.HttpClientFactory is CallScope scope
            ? scope.Pipelines.Clock.MeasureAsync(() => base.InvokeAsync<T>(executionContext))
            : base.InvokeAsync<T>(executionContext);
}
