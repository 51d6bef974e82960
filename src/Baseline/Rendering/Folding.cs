using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>Several changes that read as one line: attachments of a guardrail, assignments of a group.</summary>
/// <param name="Verb">What they all do.</param>
/// <param name="What">What they have in common: <c>deny-root-user attached to</c>.</param>
/// <param name="To">What differs.</param>
internal sealed record Folded(Verb Verb, string What, IReadOnlyList<string> To);

/// <summary>Folds changes whose only content is a pair.</summary>
internal static class Folding
{
    private static readonly HashSet<string> Pairs = [KindNames.ScpAttachment, KindNames.RcpAttachment, KindNames.Assignment];

    /// <summary>Whether a kind's changes are folded.</summary>
    public static bool Folds(string kind) => Pairs.Contains(kind);

    /// <summary>The changes of one chapter that fold, by what they have in common.</summary>
    public static IEnumerable<Folded> Of(IEnumerable<Change> changes) => changes
        .Where(c => Folds(c.Address.Kind))
        .Select(c => (Change: c, Said: Said(c)))
        .GroupBy(c => (c.Change.Verb, c.Said.What))
        .OrderBy(g => g.Key.What, StringComparer.Ordinal)
        .Select(g => new Folded(g.Key.Verb, g.Key.What, [.. g.Select(c => c.Said.To).Order(StringComparer.Ordinal)]));

    private static (string What, string To) Said(Change change)
    {
        var name = change.Address.Name;
        if (change.Address.Kind == KindNames.Assignment)
        {
            var colon = name.LastIndexOf(':');
            return ($"{name[(colon + 1)..]} for {name[..colon]} in", change.Address.Scope);
        }

        var split = name.IndexOf(':', StringComparison.Ordinal);
        var target = name[(split + 1)..];
        return ($"{name[..split]} on", target == "organization/root" ? "root" : target);
    }
}
