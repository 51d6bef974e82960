using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Reads the members that travel outside of the body's document.</summary>
internal static class BindingReader
{
    /// <summary>Reads path, query and headers of a request.</summary>
    public static void Read(OperationSchema operation, RequestParts request, IShape input)
    {
        var labels = UriTemplate.Match(operation.UriTemplate, request.Path) ?? [];
        var mapped = new HashSet<string>(input.Schema.Members.Where(static member => member.Location == Location.Query && member.Key is null).Select(static member => member.WireName));
        mapped.UnionWith(UriTemplate.Query(operation.UriTemplate).Select(static constant => constant.Key));
        Each(input, member => member.Location switch
        {
            Location.Uri => [new("", labels.GetValueOrDefault(member.WireName) ?? labels[member.WireName + "+"])],
            Location.Query when member.Key is not null => [.. request.Query.Where(pair => !mapped.Contains(pair.Key))],
            Location.Query => [.. request.Query.Where(pair => pair.Key == member.WireName)],
            _ => Headers(member, request.Headers),
        });
    }

    /// <summary>Reads headers and status of an answer.</summary>
    public static void Read(ResponseParts response, IShape output) =>
        Each(output, member => member.Location == Location.Status
            ? [new("", response.Status.ToString(CultureInfo.InvariantCulture))]
            : Headers(member, response.Headers));

    /// <summary>Reads a body that is one member; <paramref name="document"/> reads it where that is a structure.</summary>
    public static void Payload(byte[] body, IShape shape, Action<byte[], IShape> document)
    {
        for (var index = 0; index < shape.Schema.Members.Count; index++)
        {
            if (shape.Schema.Members[index].Location == Location.Payload && body.Length > 0)
            {
                shape.Read(new RawReader(body, document), index);
            }
        }
    }

    private static void Each(IShape shape, Func<Member, KeyValuePair<string, string>[]> values)
    {
        for (var index = 0; index < shape.Schema.Members.Count; index++)
        {
            var member = shape.Schema.Members[index];
            if (member.Location is not (Location.Body or Location.Payload) && values(member) is { Length: > 0 } found)
            {
                shape.Read(new PlainTextReader(found), index);
            }
        }
    }

    private static KeyValuePair<string, string>[] Headers(Member member, IDictionary<string, string> headers)
    {
        if (member.Location == Location.Headers)
        {
            return [.. headers.Where(header => header.Key.StartsWith(member.WireName, StringComparison.OrdinalIgnoreCase)).Select(header => new KeyValuePair<string, string>(header.Key[member.WireName.Length..], header.Value))];
        }

        if (member.Location != Location.Header || !headers.TryGetValue(member.WireName, out var value))
        {
            return [];
        }

        return member.Element is null ? [new("", value)] : [.. HeaderLists.Elements(value).Select(static element => new KeyValuePair<string, string>("", element))];
    }

    /// <summary>A whole body as one member.</summary>
    private sealed class RawReader(byte[] body, Action<byte[], IShape> document) : ShapeReader
    {
        public override string? String(Member member) => Encoding.UTF8.GetString(body);

        public override byte[]? Blob(Member member) => body;

        public override System.Text.Json.JsonElement? Document(Member member)
        {
            using var parsed = System.Text.Json.JsonDocument.Parse(body);
            return parsed.RootElement.Clone();
        }

        public override long? Long(Member member) => throw Wrong(member);

        public override double? Double(Member member) => throw Wrong(member);

        public override bool? Boolean(Member member) => throw Wrong(member);

        public override DateTimeOffset? Timestamp(Member member) => throw Wrong(member);

        public override void Members(IShape shape) => document(body, shape);

        protected override IEnumerable<ShapeReader> Elements(Member member) => throw Wrong(member);

        protected override IEnumerable<KeyValuePair<string, ShapeReader>> Entries(Member member) => throw Wrong(member);

        private static NotSupportedException Wrong(Member member) => new($"{member.Name}: only structures, texts, bytes and documents can be a whole body");
    }
}
