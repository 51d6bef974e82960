namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>S3 Control: restXml, told from S3, as which it signs, by the account's id in a header or before the host name.</summary>
internal sealed class S3ControlProtocol : RestXmlProtocol
{
    /// <summary>The protocol.</summary>
    public static new readonly S3ControlProtocol Instance = new();

    private const string AccountHeader = "x-amz-account-id";

    /// <summary>True where the request is for S3 Control; no request for S3 names an account.</summary>
    public static bool IsMeant(RequestParts request) => request.Headers.ContainsKey(AccountHeader) || AccountOfHost(request) is not null;

    /// <inheritdoc/>
    public override bool Names(OperationSchema operation, RequestParts request) => IsMeant(request) && base.Names(operation, request);

    /// <inheritdoc/>
    public override void ReadRequest(OperationSchema operation, RequestParts request, IShape input)
    {
        if (AccountOfHost(request) is { } accountId)
        {
            request.Headers.TryAdd(AccountHeader, accountId);
        }

        base.ReadRequest(operation, request, input);
    }

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId) =>
        S3Protocol.Signed(base.WriteResponse(operation, output, requestId), requestId);

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId) =>
        S3Protocol.Signed(base.WriteError(service, status, code, message, members, requestId), requestId);

    // 111122223333.s3-control.eu-west-1.amazonaws.com; bucket names may be twelve digits as well.
    private static string? AccountOfHost(RequestParts request) =>
        request.Headers.TryGetValue("Host", out var host) && host.IndexOf('.', StringComparison.Ordinal) == 12 && host[..12].All(char.IsAsciiDigit)
        && (host[13..].StartsWith("s3-control", StringComparison.Ordinal) || request.Path.StartsWith("/v20180820/", StringComparison.Ordinal))
            ? host[..12]
            : null;
}
