using System.Globalization;
using System.Text;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>Cuts lists into pages. A token says where the next page begins, and whether the empty page before it was given.</summary>
/// <param name="options">Page size and empty pages.</param>
/// <param name="limit">The API's largest page, and its default.</param>
/// <param name="invalidToken">The service's error for a token that it did not hand out.</param>
internal sealed class Pages(SandboxOptions options, int limit, Func<WireException> invalidToken)
{
    /// <summary>The page that the token names, or the first, and the token of the next.</summary>
    public (List<T> Items, string? Next) Cut<T>(IEnumerable<T> items, int? maxResults, string? token)
    {
        var (start, emptyGiven) = string.IsNullOrEmpty(token) ? (0, false) : Read(token);
        if (options.EmptyPages && !emptyGiven)
        {
            return ([], Write(start, true));
        }

        var size = Math.Min(Math.Min(maxResults ?? limit, limit), options.PageSize ?? limit);
        var rest = items.Skip(start).Take(size + 1).ToList();
        return rest.Count <= size ? (rest, null) : (rest[..size], Write(start + size, false));
    }

    private static string Write(int start, bool emptyGiven) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(emptyGiven ? 'e' : 'p')}{start:D8}")));

    private (int Start, bool EmptyGiven) Read(string token)
    {
        Span<byte> bytes = stackalloc byte[9];
        if (Convert.TryFromBase64String(token, bytes, out var length) && length == bytes.Length && bytes[0] is (byte)'e' or (byte)'p'
            && int.TryParse(bytes[1..], CultureInfo.InvariantCulture, out var start) && start >= 0)
        {
            return (start, bytes[0] == (byte)'e');
        }

        throw invalidToken();
    }
}
