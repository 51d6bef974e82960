using System.Text.Json;
using System.Xml.Linq;

namespace SecretScoops.Governance.Aws.Protocols.Xml;

/// <summary>Reads shapes from XML. Namespaces are not looked at: no service of AWS has two elements that differ in theirs only.</summary>
/// <param name="elements">The element; all elements of the same name for a flattened list or map.</param>
/// <param name="text">An attribute's value; null for the element's.</param>
internal sealed class XmlShapeReader(IReadOnlyList<XElement> elements, string? text = null) : ShapeReader
{
    private string Value => text ?? elements[0].Value;

    /// <inheritdoc/>
    public override string? String(Member member) => Value;

    /// <inheritdoc/>
    public override long? Long(Member member) => PlainValues.Long(Value, member);

    /// <inheritdoc/>
    public override double? Double(Member member) => PlainValues.Double(Value, member);

    /// <inheritdoc/>
    public override bool? Boolean(Member member) => PlainValues.Boolean(Value, member);

    /// <inheritdoc/>
    public override DateTimeOffset? Timestamp(Member member) => Timestamps.Parse(Value, member);

    /// <inheritdoc/>
    public override byte[]? Blob(Member member) => PlainValues.Blob(Value, member);

    /// <inheritdoc/>
    public override JsonElement? Document(Member member) => throw new MalformedWireException($"{member.Name}: XML carries no documents");

    /// <inheritdoc/>
    public override void Members(IShape shape)
    {
        foreach (var same in elements[0].Elements().GroupBy(static child => child.Name.LocalName))
        {
            if (shape.Schema.IndexOf(same.Key) is >= 0 and var index)
            {
                shape.Read(new XmlShapeReader([.. same]), index);
            }
        }

        for (var index = 0; index < shape.Schema.Members.Count; index++)
        {
            var member = shape.Schema.Members[index];
            if (member.Attribute && Attribute(member.WireName) is { } value)
            {
                shape.Read(new XmlShapeReader(elements, value), index);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ShapeReader> Elements(Member member) => Children(member).Select(static child => new XmlShapeReader([child]));

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member)
    {
        foreach (var entry in Children(member))
        {
            var key = Child(entry, member.Key!) ?? throw new MalformedWireException($"{member.Name}: an entry has no {member.Key!.WireName}");
            if (Child(entry, member.Element!) is { } value)
            {
                yield return new(key.Value, new XmlShapeReader([value]));
            }
        }
    }

    private static XElement? Child(XElement entry, Member part) => entry.Elements().FirstOrDefault(child => child.Name.LocalName == part.WireName);

    private IEnumerable<XElement> Children(Member member) => member.Flattened ? elements : elements[0].Elements();

    // "xsi:type": the prefix is the document's choice, so only the name after it counts.
    private string? Attribute(string wireName) =>
        elements[0].Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == wireName[(wireName.IndexOf(':', StringComparison.Ordinal) + 1)..])?.Value;
}
