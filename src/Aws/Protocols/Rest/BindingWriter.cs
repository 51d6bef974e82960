using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Gives each member of an input or output to where it travels: path, query, headers, status, or the body's writer.</summary>
/// <param name="headers">The message's headers.</param>
/// <param name="body">Writes the members of the body's document; null where the body is no document.</param>
internal sealed class BindingWriter(IDictionary<string, string> headers, ShapeWriter? body) : ShapeWriter
{
    /// <summary>Labels of the path, by the member's name on the wire.</summary>
    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>Values in headers by the member's name: a host name may have them too.</summary>
    public Dictionary<string, string> HeaderValues { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters of the query.</summary>
    public List<KeyValuePair<string, string>> Query { get; } = [];

    /// <summary>The status that a member gave; null for none.</summary>
    public int? Status { get; private set; }

    /// <summary>The structure that is the whole body; null for none.</summary>
    public (Member Member, IShape Value)? PayloadStructure { get; private set; }

    /// <summary>The bytes that are the whole body, and their type; null for none.</summary>
    public (byte[] Bytes, string Type)? PayloadBytes { get; private set; }

    /// <inheritdoc/>
    protected override ShapeWriter? Route(Member member) => member.Location switch
    {
        Location.Body => body,
        Location.Uri => new PlainTextWriter(TimestampFormat.Iso8601, text => Labels[member.WireName] = text.Value),
        Location.Query => new PlainTextWriter(TimestampFormat.Iso8601, text => Query.Add(new(text.Key ?? member.WireName, text.Value))),
        Location.Header => new PlainTextWriter(TimestampFormat.Rfc822, text => Header(member, text)),
        Location.Headers => new PlainTextWriter(TimestampFormat.Rfc822, text => headers[member.WireName + text.Key] = text.Value),
        Location.Status => new PlainTextWriter(TimestampFormat.Iso8601, text => Status = (int)PlainValues.Long(text.Value, member)),
        Location.Payload => this,
    };

    /// <inheritdoc/>
    protected override void Text(Member member, string value) => PayloadBytes = (Encoding.UTF8.GetBytes(value), "text/plain");

    /// <inheritdoc/>
    protected override void Bytes(Member member, byte[] value) => PayloadBytes = (value, "application/octet-stream");

    /// <inheritdoc/>
    protected override void Json(Member member, JsonElement value) => PayloadBytes = (Encoding.UTF8.GetBytes(value.GetRawText()), "application/json");

    /// <inheritdoc/>
    protected override void Nested(Member member, IShape value) => PayloadStructure = (member, value);

    /// <inheritdoc/>
    protected override void Number(Member member, long value) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void Number(Member member, double value) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void Truth(Member member, bool value) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void Moment(Member member, DateTimeOffset value) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void BeginList(Member member, int count) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void BeginElement(Member member, int index) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void EndElement(Member member) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void EndList(Member member) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void BeginMap(Member member, int count) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void BeginEntry(Member member, string key, int index) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void EndEntry(Member member) => throw NoPayload(member);

    /// <inheritdoc/>
    protected override void EndMap(Member member) => throw NoPayload(member);

    private static NotSupportedException NoPayload(Member member) => new($"{member.Name}: only structures, texts, bytes and documents can be a whole body");

    private void Header(Member member, PlainText text)
    {
        if (member.Element is null)
        {
            headers[member.WireName] = HeaderValues[member.Name] = text.Value;
            return;
        }

        var element = HeaderLists.Element(text.Value, text.IsMoment);
        headers[member.WireName] = headers.TryGetValue(member.WireName, out var before) ? $"{before}, {element}" : element;
    }
}
