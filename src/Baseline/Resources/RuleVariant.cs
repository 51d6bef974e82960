using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A rule, or a conformance pack, as it is deployed: once for all accounts that have it alike, and once for each environment that differs.</summary>
/// <param name="Name">As AWS has it.</param>
/// <param name="Parameters">What it is given.</param>
/// <param name="Excluded">Names of the accounts without it.</param>
internal sealed record RuleVariant(string Name, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Excluded)
{
    /// <summary>A rule's variants; none when it is off everywhere.</summary>
    /// <param name="key">Its name in the policies.</param>
    /// <param name="parameters">What it is given wherever nothing else is said.</param>
    /// <param name="environments">Where it is off, or given something else.</param>
    /// <param name="excluded">Accounts that have none.</param>
    /// <param name="policies">Which accounts there are.</param>
    public static IEnumerable<RuleVariant> Of(
        string key, IReadOnlyList<SourcedEntry<string>> parameters, IReadOnlyList<SourcedEntry<ConfigRuleSwitch>> environments, IEnumerable<string> excluded, PolicyBundle policies)
    {
        var management = policies.LandingZone.ManagementAccount;
        var left = excluded.ToHashSet(StringComparer.Ordinal);
        var accounts = policies.Everywhere.Select(a => (a.Name, Group: a.Environment)).Where(a => !left.Contains(a.Name)).ToList();
        var switches = environments.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        var name = policies.LandingZone.NamePrefix + key;
        var common = Merged(parameters, []);

        bool IsCommon(string group) => !switches.TryGetValue(group, out var said) || (said.On && Merged(parameters, said.Parameters).SequenceEqual(common));

        IReadOnlyList<string> Without(Func<string, bool> has) => [.. accounts.Where(a => !has(a.Group)).Select(a => a.Name), .. left];

        if (accounts.Exists(a => IsCommon(a.Group)))
        {
            yield return new(name, common, Without(IsCommon));
        }

        foreach (var (group, said) in switches.OrderBy(s => s.Key, StringComparer.Ordinal).Where(s => s.Value.On && !IsCommon(s.Key) && accounts.Exists(a => a.Group == s.Key)))
        {
            yield return new($"{name}-{group}", Merged(parameters, said.Parameters), Without(g => g == group));
        }
    }

    private static SortedDictionary<string, string> Merged(IReadOnlyList<SourcedEntry<string>> rule, IReadOnlyList<SourcedEntry<string>> own)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value, _) in rule.Concat(own))
        {
            parameters[name] = value;
        }

        return parameters;
    }
}
