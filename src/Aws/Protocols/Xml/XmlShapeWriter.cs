using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace SecretScoops.Governance.Aws.Protocols.Xml;

/// <summary>Writes shapes as XML: the bodies of restXml, and the answers of awsQuery.</summary>
internal sealed class XmlShapeWriter(XmlWriter xml) : ShapeWriter
{
    // Elements and map values are written under a name that their place decides.
    private string? placeName;

    // Attributes come before elements: a structure is gone through twice where it has some.
    private bool attributes;

    // What the prefix of an attribute (xsi:type) stands for, as the element around it declares it.
    private string? prefixed;

    /// <summary>A document with that root element.</summary>
    public static byte[] Document(string root, string? space, Action<XmlWriter, XmlShapeWriter> content)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement(root, space ?? "");
            content(xml, new XmlShapeWriter(xml));
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    /// <summary>Writes a structure's members, attributes first.</summary>
    public void Content(IShape shape)
    {
        attributes = shape.Schema.Members.Any(static member => member.Attribute);
        if (attributes)
        {
            shape.Write(this);
            attributes = false;
        }

        shape.Write(this);
    }

    /// <inheritdoc/>
    protected override ShapeWriter? Route(Member member) => member.Location != Location.Body || (placeName is null && member.Attribute != attributes) ? null : this;

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => Element(member, value);

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => Element(member, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => Element(member, PlainValues.Double(value));

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => Element(member, value ? "true" : "false");

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) => Element(member, Timestamps.Format(value, member.Timestamp));

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => Element(member, Convert.ToBase64String(value));

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => throw new NotSupportedException($"{member.Name}: XML carries no documents");

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value)
    {
        Start(member);
        Content(value);
        xml.WriteEndElement();
    }

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count)
    {
        if (!member.Flattened)
        {
            Start(member);
        }
    }

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index) => placeName = member.Flattened ? member.WireName : member.Element!.WireName;

    /// <inheritdoc/>
    protected override void EndElement(Member member) => placeName = null;

    /// <inheritdoc/>
    protected override void EndList(Member member) => EndMap(member);

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count) => BeginList(member, count);

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index)
    {
        xml.WriteStartElement(member.Flattened ? member.WireName : "entry");
        xml.WriteStartElement(member.Key!.WireName);
        xml.WriteString(key);
        xml.WriteEndElement();
        placeName = member.Element!.WireName;
    }

    /// <inheritdoc/>
    protected override void EndEntry(Member member)
    {
        placeName = null;
        xml.WriteEndElement();
    }

    /// <inheritdoc/>
    protected override void EndMap(Member member)
    {
        if (!member.Flattened)
        {
            xml.WriteEndElement();
        }
    }

    private void Element(Member member, string value)
    {
        if (attributes)
        {
            var name = member.WireName.Split(':');
            if (name.Length == 2)
            {
                xml.WriteAttributeString(name[0], name[1], prefixed, value);
            }
            else
            {
                xml.WriteAttributeString(member.WireName, value);
            }

            return;
        }

        Start(member);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    private void Start(Member member)
    {
        var name = placeName ?? member.WireName;
        placeName = null;
        switch (member)
        {
            case { Namespace: null }:
                xml.WriteStartElement(name);
                break;
            case { NamespacePrefix: null }:
                xml.WriteStartElement(name, member.Namespace);
                break;
            default:
                xml.WriteStartElement(name);
                xml.WriteAttributeString("xmlns", member.NamespacePrefix, null, member.Namespace);
                prefixed = member.Namespace;
                break;
        }
    }
}
