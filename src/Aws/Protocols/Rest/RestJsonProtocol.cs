using SecretScoops.Governance.Aws.Protocols.Json;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>restJson1.</summary>
/// <remarks>Smithy 2.0, "AWS restJson1 protocol".</remarks>
internal sealed class RestJsonProtocol : RestProtocol
{
    /// <summary>The protocol.</summary>
    public static readonly RestJsonProtocol Instance = new();

    /// <inheritdoc/>
    protected override string ContentType => "application/json";

    /// <inheritdoc/>
    protected override byte[] Document(string root, string? space, Action<ShapeWriter> content) => JsonShapeWriter.Object(writer => content(writer));

    /// <inheritdoc/>
    protected override byte[] Document(Member member, IShape value) => JsonShapeWriter.Object(value);

    /// <inheritdoc/>
    protected override void ReadDocument(byte[] body, IShape shape) => JsonBody.Read(body, shape);

    /// <inheritdoc/>
    protected override WireError ReadErrorBody(ResponseParts response) => JsonBody.Error(response);

    /// <inheritdoc/>
    protected override byte[] ErrorBody(ServiceSchema service, ResponseParts response, string code, string message, IShape? members, string requestId)
    {
        response.Headers["x-amzn-ErrorType"] = code;
        return JsonBody.ErrorBody(code, message, members);
    }
}
