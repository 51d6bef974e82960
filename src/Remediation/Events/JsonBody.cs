using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>From bytes that anybody may have sent to JSON that can be read without surprises: no doubled keys, no text that is none, no depth that costs.</summary>
internal static class JsonBody
{
    /// <summary>The deepest AWS event of ours has 14 levels.</summary>
    private const int MaxDepth = 64;

    /// <summary>The object that the bytes hold, or why they hold none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, string what, out JsonElement root, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        root = default;
        refused = !Utf8.IsValid(utf8) ? new(Refusals.Malformed, $"{what} is no UTF-8: let EventBridge write it, not a program in between") : Scan(utf8, what);
        if (refused is not null)
        {
            return false;
        }

        try
        {
            root = JsonElement.Parse(utf8, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Everything else was found by the scan: two readers of a doubled key may each believe another of its values.
            refused = new(Refusals.Malformed, $"{what} has the same key twice in one object, so that it says two things at once: find out who writes it");
            return false;
        }

        refused = root.ValueKind == JsonValueKind.Object ? null : new(Refusals.Malformed, $"{what} is JSON, but no object: send EventBridge's own envelope");
        return refused is null;
    }

    private static Reading.Refused? Scan(ReadOnlySpan<byte> utf8, string what)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new(new() { MaxDepth = MaxDepth }));
        var (tokens, open) = (0, 0);
        try
        {
            for (; reader.Read(); tokens++)
            {
                open += reader.TokenType switch
                {
                    JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                    JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                    _ => 0,
                };
                if (reader.ValueIsEscaped)
                {
                    // Half of a surrogate pair, which no .NET string can be made of, is found only here.
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return new(Refusals.Malformed, $"{what} escapes half a character at byte {reader.TokenStartIndex}: find out who writes it");
        }
        catch (JsonException exception)
        {
            return new(Refusals.Malformed, $"{what} is no JSON of at most {MaxDepth} levels, from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on: find out who writes it");
        }

        return tokens == 0 || open > 0 || reader.BytesConsumed < utf8.TrimEnd(" \t\r\n"u8).Length
            ? new(Refusals.Truncated, $"{what} stops in the middle, after {utf8.Length} bytes: find out who cut it off")
            : null;
    }
}
