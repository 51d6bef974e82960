using System.Text;

namespace SecretScoops.Governance.ConfigRules;

/// <summary>Which managed rules AWS Config has, and what they can be given. Made by <c>tools/config-rules</c>; see NOTICE.</summary>
/// <remarks>Read on first use; lines are taken apart one by one as they are asked for. Thread-safe.</remarks>
internal sealed class ManagedRules
{
    private static readonly Lazy<ManagedRules> s_embedded = new(() => new(Text()));

    private readonly Dictionary<string, Lazy<ManagedRule>> _rules = new(StringComparer.Ordinal);

    private ManagedRules(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Source = lines[0].TrimStart('#', ' ');
        foreach (var line in lines.Where(line => line[0] != '#'))
        {
            _rules[line[..line.IndexOf('|', StringComparison.Ordinal)]] = new(() => ManagedRule.Parse(line));
        }
    }

    /// <summary>The catalogue of this build.</summary>
    public static ManagedRules Embedded => s_embedded.Value;

    /// <summary>Where it comes from, and when it was read.</summary>
    public string Source { get; }

    /// <summary>All identifiers.</summary>
    public IEnumerable<string> Identifiers => _rules.Keys;

    /// <summary>The rule of an identifier; null when AWS has none.</summary>
    public ManagedRule? Find(string identifier) => _rules.GetValueOrDefault(identifier)?.Value;

    private static string Text()
    {
        using var stream = typeof(ManagedRules).Assembly.GetManifestResourceStream("managed-rules.txt")
            ?? throw new InvalidOperationException("the catalogue of managed rules is missing from this build");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
