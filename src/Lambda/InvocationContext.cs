using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda;

/// <summary>One invocation, for its handler.</summary>
internal sealed class InvocationContext(Invocation invocation, DateTimeOffset deadline, FunctionEnvironment environment, FunctionLog log, TimeProvider time) : ILambdaContext
{
    /// <summary>The invocation's log, with fields and correlation ids.</summary>
    public FunctionLog Log => log;

    /// <summary>X-Ray's header; null where the invocation is not traced.</summary>
    public string? TraceId => invocation.TraceId;

    /// <summary>When Lambda ends the invocation.</summary>
    public DateTimeOffset Deadline => deadline;

    /// <inheritdoc/>
    public string AwsRequestId => invocation.RequestId;

    /// <inheritdoc/>
    public IClientContext? ClientContext => field ??= CallingApp.Read(invocation.ClientContext);

    /// <inheritdoc/>
    public string FunctionName => environment.FunctionName;

    /// <inheritdoc/>
    public string FunctionVersion => environment.FunctionVersion;

    /// <inheritdoc/>
    public ICognitoIdentity? Identity => field ??= CallingIdentity.Read(invocation.CognitoIdentity);

    /// <inheritdoc/>
    public string InvokedFunctionArn => invocation.InvokedFunctionArn ?? "";

    /// <inheritdoc/>
    public ILambdaLogger Logger => log;

    /// <inheritdoc/>
    public string LogGroupName => environment.LogGroupName;

    /// <inheritdoc/>
    public string LogStreamName => environment.LogStreamName;

    /// <inheritdoc/>
    public int MemoryLimitInMB => environment.MemoryLimitInMB;

    /// <inheritdoc/>
    public TimeSpan RemainingTime => deadline - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
