using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>One resource naming another inside its attributes: <c>{"$ref":"ou/PROD"}</c>. Dependencies are computed from these, never listed beside them.</summary>
/// <param name="To">What is named.</param>
[JsonConverter(typeof(ReferenceConverter))]
internal readonly record struct Reference(Address To)
{
    private const string Property = "$ref";

    /// <summary>Every reference inside a document, in document order.</summary>
    public static IEnumerable<Address> In(JsonNode? node) => node switch
    {
        JsonObject o when TryRead(o) is { } address => [address],
        JsonObject o => o.SelectMany(p => In(p.Value)),
        JsonArray a => a.SelectMany(In),
        _ => [],
    };

    /// <summary>The address when the node is a reference, else null.</summary>
    public static Address? TryRead(JsonNode? node) =>
        node is JsonObject { Count: 1 } o && o[Property] is JsonValue v && v.TryGetValue<string>(out var text) && Address.TryParse(text, out var address)
            ? address
            : null;

    /// <inheritdoc/>
    public override string ToString() => To.ToString();

    /// <summary>Writes the one-property object and reads it back.</summary>
    internal sealed class ReferenceConverter : JsonConverter<Reference>
    {
        public override Reference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var node = JsonNode.Parse(ref reader);
            return new(TryRead(node) ?? throw new JsonException("a reference is written {\"$ref\":\"kind/name\"}"));
        }

        public override void Write(Utf8JsonWriter writer, Reference value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString(Property, value.To.ToString());
            writer.WriteEndObject();
        }
    }
}
