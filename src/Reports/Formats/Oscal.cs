using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>The datatypes of OSCAL 1.2.1 that are not any text.</summary>
internal static class Oscal
{
    /// <summary>Of our own properties: OSCAL takes names outside of its own list only with a namespace.</summary>
    public const string Namespace = "urn:secret-scoops:governance";

    // Long values are in report.json; a property is a label.
    private const int MostInProperty = 2_000;
    private const int MostInMarkup = 4_000;

    private static readonly SearchValues<char> marks = SearchValues.Create("\\`*_{}[]<>#!|~&$^");

    /// <summary>A property; none for null, since a value must not be empty (<c>StringDatatype</c>).</summary>
    public static void Property(Utf8JsonWriter json, string name, string? value, string? group = null)
    {
        if (value is null)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("ns"u8, Namespace);
        json.WriteString("value"u8, Plain.Filled(value, MostInProperty));
        if (group is not null)
        {
            json.WriteString("class"u8, Token(group));
        }

        json.WriteEndObject();
    }

    /// <summary>Text in which no sign is Markdown's.</summary>
    public static string Markup(string text) => Escaped(Plain.Clip(text, MostInMarkup));

    /// <summary>As <see cref="Markup"/>, and not empty (<c>MarkupLineDatatype</c>).</summary>
    public static string Line(string text) => Escaped(Plain.Filled(text, MostInMarkup));

    /// <summary>A name as <c>TokenDatatype</c> takes it: a letter or underscore, then letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public static string Token(string name)
    {
        var token = new StringBuilder(name.Length + 1);
        foreach (var sign in name)
        {
            token.Append(char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_' ? sign : '-');
        }

        return token.Length > 0 && (char.IsAsciiLetter(token[0]) || token[0] == '_') ? token.ToString() : $"_{token}";
    }

    /// <summary>NIST's id of a control as OSCAL's catalogue of SP 800-53 writes it: <c>AC-2(1)</c> is <c>ac-2.1</c>.</summary>
    public static string NistControl(string id) =>
        Token(id.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace('(', '.').Replace(")", "", StringComparison.Ordinal));

    private static string Escaped(string text)
    {
        // At the beginning of a line these make lists, quotes and headings.
        var leads = text.Length > 0 && text[0] is '-' or '+' or '=' or ':';
        if (!leads && text.AsSpan().IndexOfAny(marks) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        if (leads)
        {
            escaped.Append('\\');
        }

        foreach (var sign in text)
        {
            if (marks.Contains(sign))
            {
                escaped.Append('\\');
            }

            escaped.Append(sign);
        }

        return escaped.ToString();
    }
}
