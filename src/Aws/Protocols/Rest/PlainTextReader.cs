using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Reads a value that travels outside of the body.</summary>
/// <param name="values">The texts: one for a scalar, each element's for a list, each entry's with its key for a map.</param>
internal sealed class PlainTextReader(IReadOnlyList<KeyValuePair<string, string>> values) : ShapeReader
{
    private string Value => values[0].Value;

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
    public override JsonElement? Document(Member member) => throw new MalformedWireException($"{member.Name}: a document travels in the body only");

    /// <inheritdoc/>
    public override void Members(IShape shape) => throw new MalformedWireException($"{shape.Schema.Name}: a structure travels in the body only");

    /// <inheritdoc/>
    protected override IEnumerable<ShapeReader> Elements(Member member) => values.Select(static value => new PlainTextReader([value]));

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member) =>
        values.GroupBy(static value => value.Key, StringComparer.Ordinal).Select(static same => new KeyValuePair<string, ShapeReader>(same.Key, new PlainTextReader([.. same])));
}
