using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Tags as kinds manage them: sorted by key, AWS's own (<c>aws:…</c>) left aside.</summary>
internal static class Tags
{
    /// <summary>The managed tags of a resource of ours: the ownership mark and what the policies add.</summary>
    public static SortedDictionary<string, string> Owned(string managedBy, IReadOnlyDictionary<string, string>? more = null)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { [LandingZone.OwnershipTag] = managedBy };
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            tags[key] = value;
        }

        return tags;
    }

    /// <summary>Tags as read.</summary>
    public static SortedDictionary<string, string> Read(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags.Where(t => !t.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            read[key] = value ?? "";
        }

        return read;
    }

    /// <summary>What to set and which keys to remove to get from one set to another.</summary>
    public static (List<KeyValuePair<string, string>> Set, List<string> Remove) Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => (
        [.. after.Where(t => !before.TryGetValue(t.Key, out var value) || value != t.Value)],
        [.. before.Keys.Where(k => !after.ContainsKey(k))]);
}
