using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary><c>manifest.json</c>, each file on a line of its own, so that an auditor without this tool gets at names and hashes with sed. Read as strictly as it is written: nothing doubled, nothing unknown.</summary>
internal static class ManifestText
{
    /// <summary>The bytes of the file. They are never made again from what was read.</summary>
    public static byte[] Of(PackManifest manifest) => Encoding.UTF8.GetBytes($$"""
        {"format":{{Text(manifest.Format)}},"formatVersion":{{JsonSerializer.Serialize(manifest.FormatVersion, ManifestJson.Default.Int32)}},
        "report":{{Text(manifest.Report.ToString())}},"at":{{JsonSerializer.Serialize(manifest.At, ManifestJson.Default.DateTimeOffset)}},"subject":{{Text(manifest.Subject)}},
        "toolVersion":{{Text(manifest.ToolVersion)}},"policyFingerprint":{{Text(manifest.PolicyFingerprint)}},
        "signing":{{JsonSerializer.Serialize(manifest.Signing, ManifestJson.Default.Signing)}},
        "previous":{{(manifest.Previous is { } previous ? JsonSerializer.Serialize(previous, ManifestJson.Default.PreviousPack) : "null")}},
        "files":[
        {{string.Join(",\n", manifest.Files.Select(file => JsonSerializer.Serialize(file, ManifestJson.Default.PackFile)))}}
        ]}

        """.ReplaceLineEndings("\n"));

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is no manifest of ours; the message says why.</exception>
    public static PackManifest Read(ReadOnlySpan<byte> bytes)
    {
        PackManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes, ManifestJson.Default.PackManifest);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"it is no manifest of a report pack (line {fault.LineNumber + 1}, at {fault.Path ?? "its beginning"})", fault);
        }

        return manifest switch
        {
            null => throw new InvalidDataException("it is no manifest of a report pack: it is null"),
            { Format: not PackManifest.FormatName } => throw new InvalidDataException($"it is no manifest of a report pack: its format is not {PackManifest.FormatName}"),
            { FormatVersion: not PackManifest.CurrentVersion } => throw new InvalidDataException($"it has version {manifest.FormatVersion}; this tool knows version {PackManifest.CurrentVersion}"),
            // Elements of lists may be null whatever their type says.
            _ when manifest.Files.Any(file => file is null) => throw new InvalidDataException("it is no manifest of a report pack: a file is null"),
            _ => manifest,
        };
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, ManifestJson.Default.String);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PackManifest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ManifestJson : JsonSerializerContext;
