using System.IO.Compression;
using System.Text;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Which services, actions and condition keys AWS has. Made by <c>tools/actions</c> from iam-data; see NOTICE.</summary>
/// <remarks>Unpacked on first use (half a megabyte of text, some five milliseconds); services are taken apart one by one as they are asked for. Thread-safe.</remarks>
internal sealed class ActionCatalogue
{
    private static readonly Lazy<ActionCatalogue> s_embedded = new(() => new(Unpack()));

    private readonly Dictionary<string, Lazy<ActionService>> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _globalKeys;

    private ActionCatalogue(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (Source, _globalKeys) = (lines[0], lines[1].Split(' '));
        foreach (var line in lines.AsSpan(2))
        {
            _services[line[..line.IndexOf('|', StringComparison.Ordinal)]] = new(() => ActionService.Parse(line));
        }
    }

    /// <summary>The catalogue of this build.</summary>
    public static ActionCatalogue Embedded => s_embedded.Value;

    /// <summary>Package and version that it was made from.</summary>
    public string Source { get; }

    public IEnumerable<string> Prefixes => _services.Keys;

    /// <summary>The service of a prefix; null when AWS has none.</summary>
    public ActionService? Find(string prefix) => _services.GetValueOrDefault(prefix)?.Value;

    /// <summary>Whether a condition key exists; true for keys of identity providers, whose names are hosts and which no list knows.</summary>
    public bool HasKey(string key)
    {
        var prefix = key.Split(':', 2)[0];
        return prefix.Contains('.', StringComparison.Ordinal)
            || (prefix.Equals("aws", StringComparison.OrdinalIgnoreCase) ? Matches(_globalKeys, key) : Find(prefix) is not { } service || Matches(service.Keys, key));
    }

    /// <summary>A key that the author may have meant.</summary>
    public string RemedyForKey(string key) =>
        Nearest.Remedy(key, Find(key.Split(':', 2)[0])?.Keys ?? _globalKeys, "look the key up in AWS's Service Authorization Reference");

    /// <summary>Lists write <c>aws:PrincipalTag/${TagKey}</c> for a key with a part of the author's own.</summary>
    private static bool Matches(IReadOnlyList<string> known, string key) => known.Any(candidate =>
        candidate.IndexOf("${", StringComparison.Ordinal) is >= 0 and var variable
            ? key.AsSpan().StartsWith(candidate.AsSpan(0, variable), StringComparison.OrdinalIgnoreCase)
            : key.Equals(candidate, StringComparison.OrdinalIgnoreCase));

    private static string Unpack()
    {
        using var packed = typeof(ActionCatalogue).Assembly.GetManifestResourceStream("actions.txt.br")
            ?? throw new InvalidOperationException("the catalogue of actions is missing from this build");
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
