using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies;

/// <summary>One number for the content of a policy folder.</summary>
internal static class PolicyFingerprint
{
    /// <summary><c>sha256:</c> and 64 hexadecimal digits; white space, the order of files and of properties, <c>$schema</c> and frameworks do not count.</summary>
    public static string Of(IEnumerable<PolicyFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(file => !file.Path.StartsWith(PolicyFiles.Frameworks, StringComparison.Ordinal)).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n"));
            // Functions at work go on without exemptions that are no JSON.
            hash.AppendData(file.Node is { } node ? Bytes(node).WrittenSpan : "unreadable"u8);
            hash.AppendData("\n"u8);
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>A value without white space, its properties in order and without <c>$schema</c>.</summary>
    public static string Canonical(SourceNode node) => Encoding.UTF8.GetString(Bytes(node).WrittenSpan);

    private static ArrayBufferWriter<byte> Bytes(SourceNode node)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(content))
        {
            Write(node, json);
        }

        return content;
    }

    /// <summary>Recursion is bounded: the reader refuses deep nesting.</summary>
    private static void Write(SourceNode node, Utf8JsonWriter json)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                json.WriteStartObject();
                foreach (var child in node.Children.Where(child => child.Key != "$schema").OrderBy(child => child.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(child.Key!);
                    Write(child, json);
                }

                json.WriteEndObject();
                break;
            case NodeKind.Array:
                json.WriteStartArray();
                foreach (var child in node.Children)
                {
                    Write(child, json);
                }

                json.WriteEndArray();
                break;
            case NodeKind.Text:
                json.WriteStringValue(node.Text);
                break;
            case NodeKind.Number:
                json.WriteRawValue(node.Text);
                break;
            case NodeKind.Boolean:
                json.WriteBooleanValue(node.Text == "true");
                break;
            case NodeKind.Null:
                json.WriteNullValue();
                break;
        }
    }
}
