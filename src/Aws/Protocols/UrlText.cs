using System.Text;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>Percent-encoding as AWS has it: all but letters, digits, <c>-</c>, <c>.</c>, <c>_</c> and <c>~</c>.</summary>
internal static class UrlText
{
    /// <summary>Encodes a value.</summary>
    public static string Encode(string value) => Uri.EscapeDataString(value);

    /// <summary>Encodes names and values: a query, or a form's body.</summary>
    public static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            text.Append(text.Length > 0 ? "&" : "").Append(Encode(name)).Append('=').Append(Encode(value));
        }

        return text.ToString();
    }

    /// <summary>Decodes a query or a form's body, in order.</summary>
    public static IList<KeyValuePair<string, string>> Pairs(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(split < 0 ? new(Decode(pair), "") : new(Decode(pair[..split]), Decode(pair[(split + 1)..])));
        }

        return pairs;
    }

    /// <summary>Decodes a value of a query or form, where a plus is a space.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
