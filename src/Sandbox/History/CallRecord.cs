using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.History;

/// <summary>One call as CloudTrail records it.</summary>
/// <remarks>CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element", read 2026-11.</remarks>
internal static class CallRecord
{
    private static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Calls on data, which the event history leaves out: CloudTrail User Guide, "Logging data events", read 2026-11.
    private static readonly HashSet<(string Service, string Operation)> onData =
    [
        ("s3", "GetObject"), ("s3", "PutObject"), ("s3", "HeadObject"), ("s3", "DeleteObject"), ("s3", "DeleteObjects"), ("s3", "GetObjectTagging"), ("s3", "ListObjectsV2"),
        ("s3", "ListObjectVersions"), ("s3", "HeadBucket"), ("sns", "Publish"), ("sqs", "SendMessage"), ("sqs", "ReceiveMessage"), ("sqs", "DeleteMessage"), ("sqs", "SendMessageBatch"),
        ("dynamodb", "GetItem"), ("dynamodb", "PutItem"), ("dynamodb", "UpdateItem"), ("dynamodb", "DeleteItem"), ("dynamodb", "Query"), ("dynamodb", "Scan"),
    ];

    /// <summary>The line.</summary>
    /// <param name="wire">The service.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="request">As it came.</param>
    /// <param name="call">Who called, and where.</param>
    /// <param name="asked">What was asked; null where it could not be read.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="now">When.</param>
    public static string Line(IWireService wire, string operation, WireRequest request, Call call, IShape? asked, WireResponse answer, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, plain))
        {
            var source = $"{wire.SigningName}.amazonaws.com";
            var parameters = asked is null ? (JsonElement?)null : CallParameters.Of(wire.Service, asked);
            json.WriteStartObject();
            json.WriteString("eventVersion", "1.11");
            WriteIdentity(json, call, CredentialScope.Of(request)?.AccessKeyId, now);
            json.WriteString("eventTime", now.UtcDateTime);
            json.WriteString("eventSource", source);
            json.WriteString("eventName", EventName(wire.Service, operation));
            json.WriteString("awsRegion", call.Region);
            json.WriteString("sourceIPAddress", "127.0.0.1");
            json.WriteString("userAgent", request.Headers.GetValueOrDefault("User-Agent") ?? "unknown");
            if (answer.Status >= 300)
            {
                json.WriteString("errorCode", ErrorCode.Of(answer));
            }

            json.WritePropertyName("requestParameters");
            WriteParameters(json, parameters);
            json.WriteNull("responseElements");
            json.WriteString("requestID", request.RequestId);
            json.WriteString("eventID", Guid.NewGuid());
            json.WriteBoolean("readOnly", !OperationNames.IsWrite(wire.Service, operation));
            WriteResources(json, source, parameters, call.AccountId);
            json.WriteString("eventType", "AwsApiCall");
            json.WriteBoolean("managementEvent", !onData.Contains((wire.Service, operation)));
            json.WriteString("recipientAccountId", call.AccountId);
            json.WriteString("eventCategory", onData.Contains((wire.Service, operation)) ? "Data" : "Management");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    // S3 is recorded under other names than its API has: real records have these for buckets, public detections those for accounts (2026-11).
    private static string EventName(string service, string operation) => (service, operation) switch
    {
        ("s3", "GetPublicAccessBlock" or "PutPublicAccessBlock" or "DeletePublicAccessBlock") => operation.Replace("PublicAccess", "BucketPublicAccess", StringComparison.Ordinal),
        ("s3control", "GetPublicAccessBlock" or "PutPublicAccessBlock" or "DeletePublicAccessBlock") => operation.Replace("PublicAccess", "AccountPublicAccess", StringComparison.Ordinal),
        _ => operation,
    };

    private static void WriteIdentity(Utf8JsonWriter json, Call call, string? accessKeyId, DateTimeOffset now)
    {
        json.WriteStartObject("userIdentity");
        var parts = call.PrincipalArn.Split(':', 6);
        var resource = parts.Length == 6 ? parts[5].Split('/') : [];
        json.WriteString("type", resource is ["assumed-role", ..] ? "AssumedRole" : resource is ["user", ..] ? "IAMUser" : "Unknown");
        json.WriteString("principalId", call.PrincipalId);
        json.WriteString("arn", call.PrincipalArn);
        json.WriteString("accountId", call.AccountId);
        json.WriteString("accessKeyId", accessKeyId);
        if (resource is ["assumed-role", var role, ..])
        {
            json.WriteStartObject("sessionContext");
            json.WriteStartObject("sessionIssuer");
            json.WriteString("type", "Role");
            json.WriteString("principalId", call.PrincipalId.Split(':')[0]);
            json.WriteString("arn", $"arn:aws:iam::{call.AccountId}:role/{role}");
            json.WriteString("accountId", call.AccountId);
            json.WriteString("userName", role);
            json.WriteEndObject();
            json.WriteStartObject("attributes");
            json.WriteString("creationDate", now.UtcDateTime);
            json.WriteString("mfaAuthenticated", "false");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else if (resource is ["user", .., var user])
        {
            json.WriteString("userName", user);
        }

        json.WriteEndObject();
    }

    // Without parameters CloudTrail says null, not an empty object.
    private static void WriteParameters(Utf8JsonWriter json, JsonElement? parameters)
    {
        if (parameters is { } there && there.EnumerateObject().Any())
        {
            there.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteResources(Utf8JsonWriter json, string source, JsonElement? parameters, string accountId)
    {
        var named = parameters is { } there ? CalledResource.In(source, there).Where(resource => ArnOf(resource) is not null).ToList() : [];
        if (named.Count == 0)
        {
            return;
        }

        json.WriteStartArray("resources");
        foreach (var resource in named)
        {
            json.WriteStartObject();
            json.WriteString("accountId", accountId);
            if (resource.Type is { } type)
            {
                json.WriteString("type", type);
            }

            json.WriteString("ARN", ArnOf(resource));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? ArnOf(CalledResource resource) => resource.Name.StartsWith("arn:", StringComparison.Ordinal) ? resource.Name
        : resource.Type == "AWS::S3::Bucket" ? $"arn:aws:s3:::{resource.Name}"
        : null;
}
