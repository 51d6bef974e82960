using System.Globalization;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Turns a value that travels outside of the body into texts: one, or one for each element or entry.</summary>
/// <param name="moments">The form of timestamps that the location has.</param>
/// <param name="take">Takes a text, and the key of the map's entry that it is of.</param>
internal sealed class PlainTextWriter(TimestampFormat moments, Action<string?, string> take) : ShapeWriter
{
    private string? key;

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => take(key, value);

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => take(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => take(key, PlainValues.Double(value));

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => take(key, value ? "true" : "false");

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) =>
        take(key, Timestamps.Format(value, member.Timestamp == TimestampFormat.Unsaid ? moments : member.Timestamp));

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => take(key, Convert.ToBase64String(value));

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => take(key, value.GetRawText());

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value) =>
        throw new NotSupportedException($"{member.Name}: a structure travels in the body only");

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count)
    {
    }

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index)
    {
    }

    /// <inheritdoc/>
    protected override void EndElement(Member member)
    {
    }

    /// <inheritdoc/>
    protected override void EndList(Member member)
    {
    }

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count)
    {
    }

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index) => this.key = key;

    /// <inheritdoc/>
    protected override void EndEntry(Member member) => key = null;

    /// <inheritdoc/>
    protected override void EndMap(Member member)
    {
    }
}
