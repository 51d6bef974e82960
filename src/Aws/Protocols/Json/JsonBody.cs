using System.Text.Json;

namespace SecretScoops.Governance.Aws.Protocols.Json;

/// <summary>What the two JSON protocols have in common: bodies and errors.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body into a shape; an empty body is an object without members.</summary>
    public static void Read(byte[] body, IShape shape)
    {
        if (body.Length == 0)
        {
            return;
        }

        using var document = Parse(body);
        new JsonShapeReader(document.RootElement).Members(shape);
    }

    /// <summary>Reads an error answer: code from the header or the body, message under either spelling.</summary>
    public static WireError Error(ResponseParts response)
    {
        response.Headers.TryGetValue("x-amzn-ErrorType", out var header);
        if (response.Body.Length == 0)
        {
            return new WireError(Bare(header), "", null);
        }

        using var document = Parse(response.Body);
        var root = document.RootElement;
        return new WireError(Bare(header ?? Text(root, "__type") ?? Text(root, "code") ?? Text(root, "Code")), Text(root, "message") ?? Text(root, "Message") ?? "", null)
        {
            ReadMembers = shape => Read(response.Body, shape),
        };
    }

    /// <summary>The body of an error answer.</summary>
    public static byte[] ErrorBody(string code, string message, IShape? members)
    {
        // The model spells the member; most services write "message", Organizations "Message".
        var name = members?.Schema.Members.FirstOrDefault(static member => member.Name.Equals("message", StringComparison.OrdinalIgnoreCase))?.WireName;
        return JsonShapeWriter.Object(members, json =>
        {
            json.WriteString("__type", code);
            json.WriteString(name ?? "message", message);
        });
    }

    // "com.amazonaws.organizations#AccessDeniedException:http://internal.amazon.com/…": only the middle is the code.
    private static string Bare(string? code)
    {
        if (code is null)
        {
            return "";
        }

        code = code.Split(':')[0];
        return code[(code.LastIndexOf('#') + 1)..].Trim();
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException fault)
        {
            throw new MalformedWireException($"the body is no JSON: {fault.Message}", fault);
        }
    }
}
