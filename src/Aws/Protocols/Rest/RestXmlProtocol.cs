using SecretScoops.Governance.Aws.Protocols.Xml;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>restXml.</summary>
/// <remarks>Smithy 2.0, "AWS restXml protocol".</remarks>
internal class RestXmlProtocol : RestProtocol
{
    /// <summary>The protocol.</summary>
    public static readonly RestXmlProtocol Instance = new();

    /// <inheritdoc/>
    protected override string ContentType => "application/xml";

    /// <inheritdoc/>
    protected override byte[] Document(string root, string? space, Action<ShapeWriter> content) =>
        XmlShapeWriter.Document(root, space, (_, writer) => content(writer));

    /// <inheritdoc/>
    protected override byte[] Document(Member member, IShape value) =>
        XmlShapeWriter.Document(member.WireName, member.Namespace, (_, writer) => writer.Content(value));

    /// <inheritdoc/>
    protected override void ReadDocument(byte[] body, IShape shape) => new XmlShapeReader([XmlBody.Root(body)]).Members(shape);

    /// <inheritdoc/>
    protected override WireError ReadErrorBody(ResponseParts response) => XmlBody.Error(response);

    /// <inheritdoc/>
    protected override byte[] ErrorBody(ServiceSchema service, ResponseParts response, string code, string message, IShape? members, string requestId) =>
        XmlBody.Error(service, response.Status, code, message, members, requestId);
}
