using System.Globalization;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>A value, or an element or entry of one, as text.</summary>
/// <param name="Key">The key of the map's entry; null where it is of no map.</param>
/// <param name="Value">The text.</param>
/// <param name="IsMoment">True for a timestamp, whose commas in a header need no quotes.</param>
internal readonly record struct PlainText(string? Key, string Value, bool IsMoment);

/// <summary>Turns a value that travels outside of the body into texts: one, or one for each element or entry.</summary>
/// <param name="moments">The form of timestamps that the location has.</param>
/// <param name="take">Takes the texts.</param>
internal sealed class PlainTextWriter(TimestampFormat moments, Action<PlainText> take) : ShapeWriter
{
    private string? key;

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => Take(value);

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => Take(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => Take(PlainValues.Double(value));

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => Take(value ? "true" : "false");

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) =>
        take(new(key, Timestamps.Format(value, member.Timestamp == TimestampFormat.Unsaid ? moments : member.Timestamp), IsMoment: true));

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => Take(Convert.ToBase64String(value));

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => Take(value.GetRawText());

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

    private void Take(string value) => take(new(key, value, IsMoment: false));
}
