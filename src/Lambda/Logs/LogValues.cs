using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Lambda.Logs;

/// <summary>How values stand in a line.</summary>
internal static class LogValues
{
    /// <summary>In characters. CloudWatch Logs takes no event above 256 KB (AWS SDK for .NET, "InputLogEvent", read 2026-11), and half a line is no JSON.</summary>
    private const int LongestText = 32 * 1024;

    private static readonly string[] s_ours = ["timestamp", "level", "requestId", "traceId", "correlationId", "message", "errorType", "errorMessage", "stackTrace", "cause"];

    /// <summary>Writes a text, unless it is null.</summary>
    public static void WriteIfAny(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, Cut(text));
        }
    }

    /// <summary>Writes the error and the fields. A field named as a key of ours, or as one before it, stands under its name and an underscore, so that no key comes twice.</summary>
    public static void WriteRest(Utf8JsonWriter json, in LogEntry entry)
    {
        if (entry.Exception is { } exception)
        {
            FunctionError.Of(exception).WriteMembers(json);
        }

        List<string> taken = [];
        foreach (var (name, value) in entry.Fields)
        {
            // As it will be written: half a surrogate pair is replaced there.
            var key = name.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) : name;
            while (s_ours.Contains(key) || taken.Contains(key))
            {
                key += "_";
            }

            taken.Add(key);
            json.WritePropertyName(key);
            WriteValue(json, value);
        }
    }

    /// <summary>A text that is not too long for a line.</summary>
    public static string Cut(string text) =>
        text.Length <= LongestText ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestText)}… ({text.Length - LongestText} characters left out)");

    /// <summary>A text without control characters and line separators, each written as JSON would.</summary>
    public static string OneLine(string text)
    {
        text = Cut(text);
        if (!text.Any(Breaks))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 16);
        foreach (var each in text)
        {
            _ = each switch
            {
                '\n' => line.Append(@"\n"),
                '\r' => line.Append(@"\r"),
                '\t' => line.Append(@"\t"),
                _ when Breaks(each) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:x4}"),
                _ => line.Append(each),
            };
        }

        return line.ToString();
    }

    private static bool Breaks(char each) => char.IsControl(each) || each is '\u2028' or '\u2029';

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case DateTimeOffset moment:
                json.WriteStringValue(moment.ToUniversalTime());
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                element.WriteTo(json);
                break;
            case IEnumerable<string> texts:
                WriteTexts(json, texts);
                break;
            default:
                json.WriteStringValue(Cut(MessageTemplate.TextOf(value, null)));
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(Cut(text));
        }

        json.WriteEndArray();
    }
}
