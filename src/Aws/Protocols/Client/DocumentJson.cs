using System.Text.Json;
using Amazon.Runtime.Documents;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>The SDK's <see cref="Document"/> to JSON and back: members whose form only the caller knows.</summary>
internal static class DocumentJson
{
    /// <summary>The JSON of a document; null for the null document, which is the SDK's "not set".</summary>
    public static JsonElement? ToJson(Document value)
    {
        if (value.IsNull())
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, value);
        }

        using var parsed = JsonDocument.Parse(stream.ToArray());
        return parsed.RootElement.Clone();
    }

    /// <summary>The document of a JSON value; the null document for no value.</summary>
    public static Document FromJson(JsonElement? json) => json is { } value ? Read(value) : default;

    private static void Write(Utf8JsonWriter json, Document value)
    {
        if (value.IsBool())
        {
            json.WriteBooleanValue(value.AsBool());
        }
        else if (value.IsInt())
        {
            json.WriteNumberValue(value.AsInt());
        }
        else if (value.IsLong())
        {
            json.WriteNumberValue(value.AsLong());
        }
        else if (value.IsDouble())
        {
            json.WriteNumberValue(value.AsDouble());
        }
        else if (value.IsString())
        {
            json.WriteStringValue(value.AsString());
        }
        else if (value.IsList())
        {
            json.WriteStartArray();
            value.AsList().ForEach(item => Write(json, item));
            json.WriteEndArray();
        }
        else if (value.IsDictionary())
        {
            json.WriteStartObject();
            foreach (var (key, item) in value.AsDictionary())
            {
                json.WritePropertyName(key);
                Write(json, item);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static Document Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => new Document(true),
        JsonValueKind.False => new Document(false),
        JsonValueKind.String => new Document(json.GetString()),
        JsonValueKind.Number when json.TryGetInt32(out var number) => new Document(number),
        JsonValueKind.Number when json.TryGetInt64(out var number) => new Document(number),
        JsonValueKind.Number => new Document(json.GetDouble()),
        JsonValueKind.Array => new Document(json.EnumerateArray().Select(Read).ToList()),
        JsonValueKind.Object => new Document(json.EnumerateObject().ToDictionary(static item => item.Name, static item => Read(item.Value), StringComparer.Ordinal)),
        _ => default,
    };
}
