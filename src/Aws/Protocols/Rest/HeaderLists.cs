using System.Text;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>Lists in one header: commas between the values, quotes around a value that has a comma or a quote in it.</summary>
/// <remarks>Smithy 2.0, "httpHeader trait". A timestamp in RFC 822's form has a comma and is not quoted: every second comma separates.</remarks>
internal static class HeaderLists
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>A value as an element of a list.</summary>
    public static string Element(string value, bool moment) =>
        !moment && (value.Length == 0 || Days.Contains(value) || value.AsSpan().ContainsAny(',', '"') || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
            ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : value;

    /// <summary>The elements of a list.</summary>
    public static IReadOnlyList<string> Elements(string header)
    {
        var elements = new List<string>();
        var at = 0;
        while (at <= header.Length)
        {
            while (at < header.Length && (header[at] is ' ' or '\t'))
            {
                at++;
            }

            elements.Add(at < header.Length && header[at] == '"' ? Quoted(header, ref at) : Bare(header, ref at));
            at++;
        }

        return elements;
    }

    private static string Bare(string header, ref int at)
    {
        var end = header.IndexOf(',', at);
        var comma = end < 0 ? header.Length : end;

        // "Tue, 24 Nov 2026 12:00:00 GMT": the comma after the day's name belongs to the value.
        if (end >= 0 && Days.Contains(header[at..comma]))
        {
            end = header.IndexOf(',', comma + 1);
            comma = end < 0 ? header.Length : end;
        }

        var value = header[at..comma].TrimEnd();
        at = comma;
        return value;
    }

    private static string Quoted(string header, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < header.Length && header[at] != '"'; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length)
            {
                at++;
            }

            value.Append(header[at]);
        }

        while (at < header.Length && header[at] != ',')
        {
            at++;
        }

        return value.ToString();
    }
}
