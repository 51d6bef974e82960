using SecretScoops.Governance.Aws.Protocols;

namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>One AWS service at the wire. The generated <c>XWireService</c> classes are its implementations; the doors choose among them.</summary>
internal interface IWireService
{
    /// <summary>The service as the models name it: <c>organizations</c>, <c>sso-admin</c>, <c>s3</c>.</summary>
    string Service { get; }

    /// <summary>The service in a signature's credential scope. Not unique in AWS: <c>s3</c> is both S3 and S3 Control.</summary>
    string SigningName { get; }

    /// <summary>The first label of the service's host name: <c>organizations</c> in <c>organizations.us-east-1.amazonaws.com</c>.</summary>
    string EndpointPrefix { get; }

    /// <summary>True where requests name the operation (target or action), so that the service can be told without a signature; false where method and path do, which many services share.</summary>
    bool IsNamedInRequest { get; }

    /// <summary>True where the request names an operation of this service (by target, action, or method and path).</summary>
    bool Accepts(WireRequest request);

    /// <summary>The operation that the request names (<c>CreatePolicy</c>), or null where it names none of this service.</summary>
    string? OperationOf(WireRequest request);

    /// <summary>
    /// Parses, validates, calls the operation and writes its answer. A <see cref="WireException"/> becomes the protocol's error answer;
    /// anything else is a fault of the sandbox and passes through.
    /// </summary>
    /// <param name="request">As it came.</param>
    /// <param name="call">Who calls, and where.</param>
    /// <param name="understood">Told what is asked, once that could be read.</param>
    WireResponse Invoke(WireRequest request, Call call, Action<IShape>? understood = null);

    /// <summary>The protocol's error answer, for refusals before the operation runs: throttling, expired credentials, a guardrail's deny.</summary>
    WireResponse Refuse(WireRequest request, WireException refusal);
}
