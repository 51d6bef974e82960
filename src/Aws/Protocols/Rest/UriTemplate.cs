using System.Text;

namespace SecretScoops.Governance.Aws.Protocols.Rest;

/// <summary>The path of a REST operation: <c>/accounts/{AccountId}/keys/{Key+}?list</c>. A label with a plus takes several segments.</summary>
internal static class UriTemplate
{
    /// <summary>The path with the labels' values, percent-encoded.</summary>
    public static string Fill(string template, IDictionary<string, string> labels)
    {
        var path = new StringBuilder();
        foreach (var segment in Path(template))
        {
            path.Append('/').Append(Label(segment) switch
            {
                null => segment,
                var label when label.EndsWith('+') => string.Join('/', Value(labels, label).Split('/').Select(UrlText.Encode)),
                var label => UrlText.Encode(Value(labels, label)),
            });
        }

        return path.Length == 0 ? "/" : path.ToString();
    }

    /// <summary>The values that the labels have in this path, decoded; null where the path is none of the template's.</summary>
    public static Dictionary<string, string>? Match(string template, string path)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var wanted = Path(template);
        var given = Path(path);
        for (var index = 0; index < wanted.Length; index++)
        {
            var label = Label(wanted[index]);
            if (label is not null && label.EndsWith('+') && given.Length >= wanted.Length)
            {
                var count = given.Length - wanted.Length + 1;
                labels[label] = string.Join('/', given.Skip(index).Take(count).Select(Uri.UnescapeDataString));
                given = [.. given.Take(index), "", .. given.Skip(index + count)];
            }
            else if (index >= given.Length || (label is null && wanted[index] != given[index]) || (label is not null && given[index].Length == 0))
            {
                return null;
            }
            else if (label is not null)
            {
                labels[label] = Uri.UnescapeDataString(given[index]);
            }
        }

        return given.Length == wanted.Length ? labels : null;
    }

    /// <summary>The query parameters that the template always has.</summary>
    public static IList<KeyValuePair<string, string>> Query(string template) => template.Split('?', 2) is [_, var query] ? UrlText.Pairs(query) : [];

    private static string[] Path(string template)
    {
        var path = template.Split('?', 2)[0].TrimStart('/');
        return path.Length == 0 ? [] : path.Split('/');
    }

    private static string? Label(string segment) => segment is ['{', .. var label, '}'] ? label : null;

    private static string Value(IDictionary<string, string> labels, string label) =>
        labels.TryGetValue(label, out var value) && value.Length > 0
            ? value
            : throw new Amazon.Runtime.AmazonClientException($"Request object does not have required field {label.TrimEnd('+')} set");
}
