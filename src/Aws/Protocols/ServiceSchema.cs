namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>A service's wire facts.</summary>
internal sealed record ServiceSchema
{
    /// <summary>The name of the model: <c>sso-admin</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The service id of AWS: <c>SSO Admin</c>. <c>AWS_ENDPOINT_URL_SSO_ADMIN</c> follows from it.</summary>
    public required string ServiceId { get; init; }

    /// <summary>How the service speaks.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The version of the API: <c>2020-07-20</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The first label of the host name.</summary>
    public required string EndpointPrefix { get; init; }

    /// <summary>The name in the signature's scope.</summary>
    public required string SigningName { get; init; }

    /// <summary>What comes before the dot in <c>X-Amz-Target</c> (awsJson); null elsewhere.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>The XML namespace of answers (awsQuery) and requests (restXml); null elsewhere.</summary>
    public string? XmlNamespace { get; init; }

    /// <summary>What every request says it accepts; null for nothing. API Gateway answers in HAL, with other names, unless it is asked for JSON (aws-sdk-go's customization, read 2026-11).</summary>
    public string? Accept { get; init; }

    /// <summary>True for a JSON service that spoke awsQuery before (SQS): a header of its errors carries the code of that time, which clients go by.</summary>
    public bool QueryCompatible { get; init; }

    /// <summary>The query parameters that choose among operations of the same path (S3), of operations too that no model has here.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>The endpoint of each partition where the service has only one; empty for a regional service.</summary>
    public IReadOnlyList<GlobalEndpoint> GlobalEndpoints { get; init; } = [];
}

/// <summary>The one endpoint of a service in a partition.</summary>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c>, …</param>
/// <param name="Host">The host name.</param>
/// <param name="SigningRegion">The region to sign for.</param>
internal readonly record struct GlobalEndpoint(string Partition, string Host, string SigningRegion);
