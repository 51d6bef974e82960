using System.Globalization;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Query;

/// <summary>Reads shapes from the parameters of a form, gathered to a tree by the dots in their names.</summary>
internal sealed class QueryShapeReader(QueryNames names) : ShapeReader
{
    private readonly Dictionary<string, QueryShapeReader> children = new(StringComparer.Ordinal);
    private string? value;

    private string Value => value ?? "";

    /// <summary>The tree of these parameters.</summary>
    public static QueryShapeReader Of(IEnumerable<KeyValuePair<string, string>> parameters, QueryNames names)
    {
        var root = new QueryShapeReader(names);
        foreach (var (name, value) in parameters)
        {
            var node = root;
            foreach (var part in name.Split('.'))
            {
                if (!node.children.TryGetValue(part, out var child))
                {
                    node.children[part] = child = new QueryShapeReader(names);
                }

                node = child;
            }

            node.value = value;
        }

        return root;
    }

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
    public override JsonElement? Document(Member member) => throw new MalformedWireException($"{member.Name}: a form carries no documents");

    /// <inheritdoc/>
    public override void Members(IShape shape)
    {
        for (var index = 0; index < shape.Schema.Members.Count; index++)
        {
            if (children.TryGetValue(names.Of(shape.Schema.Members[index]), out var child))
            {
                shape.Read(child, index);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<ShapeReader> Elements(Member member) => Numbered(names.IsFlat(member) ? this : children.GetValueOrDefault(member.Element!.WireName));

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member)
    {
        foreach (var entry in Numbered(names.IsFlat(member) ? this : children.GetValueOrDefault("entry")))
        {
            var key = entry.children.GetValueOrDefault(member.Key!.WireName) ?? throw new MalformedWireException($"{member.Name}: an entry has no {member.Key.WireName}");
            yield return new(key.Value, entry.children.GetValueOrDefault(member.Element!.WireName) ?? new QueryShapeReader(names));
        }
    }

    private static IEnumerable<QueryShapeReader> Numbered(QueryShapeReader? list) =>
        (list?.children ?? [])
            .Select(static child => (Number: int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, child.Value))
            .Where(static child => child.Number > 0)
            .OrderBy(static child => child.Number)
            .Select(static child => child.Value);
}
