using System.Globalization;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Query;

/// <summary>Writes shapes as the parameters of a form: <c>Tags.member.1.Key=owner</c>.</summary>
/// <remarks>Smithy 2.0, "AWS Query protocol".</remarks>
internal sealed class QueryShapeWriter(IList<KeyValuePair<string, string>> parameters, QueryNames names) : ShapeWriter
{
    private readonly Stack<string> path = new();
    private string? placeName;

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => parameters.Add(new(Name(member), value));

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => Text(member, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => Text(member, PlainValues.Double(value));

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => Text(member, value ? "true" : "false");

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) => Text(member, Timestamps.Format(value, member.Timestamp));

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => Text(member, Convert.ToBase64String(value));

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => throw new NotSupportedException($"{member.Name}: a form carries no documents");

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value)
    {
        path.Push(Name(member));
        value.Write(this);
        path.Pop();
    }

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count)
    {
        var name = Name(member);
        if (count == 0 && names == QueryNames.Query)
        {
            // The only way to say "empty" rather than "not given". EC2 cannot say it.
            parameters.Add(new(name, ""));
        }

        path.Push(name);
    }

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        placeName = names.IsFlat(member) ? number : $"{member.Element!.WireName}.{number}";
    }

    /// <inheritdoc/>
    protected override void EndElement(Member member) => placeName = null;

    /// <inheritdoc/>
    protected override void EndList(Member member) => path.Pop();

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count) => path.Push(Name(member));

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index)
    {
        var entry = names.IsFlat(member) ? $"{index + 1}" : $"entry.{index + 1}";
        parameters.Add(new($"{path.Peek()}.{entry}.{member.Key!.WireName}", key));
        placeName = $"{entry}.{member.Element!.WireName}";
    }

    /// <inheritdoc/>
    protected override void EndEntry(Member member) => placeName = null;

    /// <inheritdoc/>
    protected override void EndMap(Member member) => path.Pop();

    private string Name(Member member)
    {
        var name = placeName ?? names.Of(member);
        placeName = null;
        return path.TryPeek(out var parent) ? $"{parent}.{name}" : name;
    }
}
