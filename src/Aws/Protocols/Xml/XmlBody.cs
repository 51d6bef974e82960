using System.Xml;
using System.Xml.Linq;

namespace SecretScoops.Governance.Aws.Protocols.Xml;

/// <summary>What the two XML protocols have in common: bodies and errors.</summary>
internal static class XmlBody
{
    /// <summary>The root element of a body.</summary>
    public static XElement Root(byte[] body)
    {
        try
        {
            // No DTD: a body from the wire must not have this program read files or expand entities without end.
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException fault)
        {
            throw new MalformedWireException($"the body is no XML: {fault.Message}", fault);
        }
    }

    /// <summary>Reads an error answer: <c>ErrorResponse/Error</c>, or a bare <c>Error</c>.</summary>
    public static WireError Error(ResponseParts response)
    {
        if (response.Body.Length == 0)
        {
            return new WireError("", "", null);
        }

        var root = Root(response.Body);
        var error = root.DescendantsAndSelf().FirstOrDefault(static element => element.Name.LocalName == "Error") ?? root;
        return new WireError(Text(error, "Code") ?? "", Text(error, "Message") ?? Text(error, "message") ?? "", Text(root, "RequestId") ?? Text(root, "RequestID"))
        {
            ReadMembers = shape => new XmlShapeReader([error]).Members(shape),
        };
    }

    /// <summary>An error answer.</summary>
    public static byte[] Error(ServiceSchema service, int status, string code, string message, IShape? members, string requestId) =>
        XmlShapeWriter.Document("ErrorResponse", service.XmlNamespace, (xml, writer) =>
        {
            xml.WriteStartElement("Error");
            Element(xml, "Type", status < 500 ? "Sender" : "Receiver");
            Element(xml, "Code", code);
            Element(xml, "Message", message);
            if (members is not null)
            {
                writer.Content(members);
            }

            xml.WriteEndElement();
            Element(xml, "RequestId", requestId);
        });

    /// <summary>Writes an element with text, in the namespace of the element around it.</summary>
    public static void Element(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement(name);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    /// <summary>The text of a child; null where there is none.</summary>
    public static string? Text(XElement parent, string name) => parent.Descendants().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
