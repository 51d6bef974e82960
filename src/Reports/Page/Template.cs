using System.Security.Cryptography;
using System.Text;

namespace SecretScoops.Governance.Reports.Page;

/// <summary>The embedded files that the page is made of. What stands between <c>{{</c> and <c>}}</c> in <c>page.html</c> is filled in by name.</summary>
internal static class Template
{
    /// <summary>In the order in which they stand in the one script.</summary>
    private static readonly string[] scripts = ["text.js", "data.js", "state.js", "filters.js", "list.js", "detail.js", "print.js", "views.js", "page.js"];

    public static string Html { get; } = Read("page.html");

    public static string Style { get; } = "\n" + Read("page.css") + Read("print.css");

    public static string Script { get; } = "\n" + string.Concat(scripts.Select(Read));

    /// <summary>What a content security policy calls an inline script or style by: the browser runs that text and no other.</summary>
    public static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The template's parts from one hole to the next: the text before it, and its name; null after the last.</summary>
    public static IEnumerable<(string Before, string? Hole)> Parts()
    {
        var pieces = Html.Split("{{");
        yield return (pieces[0], pieces.Length > 1 ? Name(pieces[1]) : null);
        for (var i = 1; i < pieces.Length; i++)
        {
            var end = pieces[i].IndexOf("}}", StringComparison.Ordinal) + 2;
            yield return (pieces[i][end..], i + 1 < pieces.Length ? Name(pieces[i + 1]) : null);
        }
    }

    private static string Name(string piece) => piece[..piece.IndexOf("}}", StringComparison.Ordinal)];

    private static string Read(string name)
    {
        using var stream = typeof(Template).Assembly.GetManifestResourceStream($"page/{name}")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        // The hash is over what the browser sees, and it sees every line end as \n.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
