using SecretScoops.Governance.Aws.Protocols.Xml;

namespace SecretScoops.Governance.Aws.Protocols.Query;

/// <summary>ec2Query: a form that names the action, with names of its own; the answer is XML without an element around the result.</summary>
/// <remarks>Smithy 2.0, "AWS EC2 query protocol".</remarks>
internal sealed class Ec2Protocol : QueryProtocol
{
    /// <summary>The protocol.</summary>
    public static new readonly Ec2Protocol Instance = new();

    /// <inheritdoc/>
    protected override QueryNames FormNames => QueryNames.Ec2;

    /// <inheritdoc/>
    public override void ReadResponse(OperationSchema operation, ResponseParts response, IShape output)
    {
        if (response.Body.Length > 0)
        {
            new XmlShapeReader([XmlBody.Root(response.Body)]).Members(output);
        }
    }

    /// <inheritdoc/>
    public override ResponseParts WriteResponse(OperationSchema operation, IShape output, string requestId)
    {
        var body = XmlShapeWriter.Document(operation.Name + "Response", $"{operation.Service.XmlNamespace}/", (xml, writer) =>
        {
            XmlBody.Element(xml, "requestId", requestId);
            if (operation.NoOutput)
            {
                XmlBody.Element(xml, "return", "true");
            }
            else
            {
                writer.Content(output);
            }
        });
        return Answer(operation.Status, body, requestId);
    }

    /// <inheritdoc/>
    public override ResponseParts WriteError(ServiceSchema service, int status, string code, string message, IShape? members, string requestId)
    {
        var body = XmlShapeWriter.Document("Response", null, (xml, _) =>
        {
            xml.WriteStartElement("Errors");
            xml.WriteStartElement("Error");
            XmlBody.Element(xml, "Code", code);
            XmlBody.Element(xml, "Message", message);
            xml.WriteEndElement();
            xml.WriteEndElement();
            XmlBody.Element(xml, "RequestID", requestId);
        });
        return Answer(status, body, requestId);
    }
}
