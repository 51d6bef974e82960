using System.Text.Json;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary>Calls a handler once, as Lambda would, with a quarter of an hour to go.</summary>
internal static class OneInvocation
{
    /// <summary>Its answer.</summary>
    public static Task<ReadOnlyMemory<byte>> RunAsync(FunctionHandler handler, ReadOnlyMemory<byte> payload, TimeProvider time, CancellationToken cancellationToken)
    {
        var environment = FunctionEnvironment.Read(_ => null);
        var invocation = new Invocation { RequestId = Guid.NewGuid().ToString(), Payload = payload, DeadlineMs = null, InvokedFunctionArn = null, TraceId = null, ClientContext = null, CognitoIdentity = null };
        return handler(payload, new(invocation, time.GetUtcNow().AddMinutes(15), environment, new FunctionLog(LogLines.Process), time), cancellationToken);
    }
}

/// <summary>For printing what a handler answered.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementJson : JsonSerializerContext;
