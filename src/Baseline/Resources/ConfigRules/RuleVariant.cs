using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>A rule as it is deployed: once for all accounts that have it alike, and once for each environment that differs.</summary>
/// <param name="Name">As AWS has it.</param>
/// <param name="Parameters">What it is given.</param>
/// <param name="Excluded">Names of the accounts without it.</param>
internal sealed record RuleVariant(string Name, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Excluded)
{
    /// <summary>A rule's variants; none when it is off everywhere.</summary>
    public static IEnumerable<RuleVariant> Of(SourcedEntry<ConfigRulePolicy> rule, ConfigRulesFile file, PolicyBundle policies)
    {
        var management = policies.LandingZone.ManagementAccount;
        var left = file.ExcludedAccounts.Select(a => a.Value).ToHashSet(StringComparer.Ordinal);
        var accounts = policies.Accounts.Select(a => (a.Value.Name, Group: a.Value.Environment)).Append((Name: management, Group: management)).Where(a => !left.Contains(a.Name)).ToList();
        var switches = rule.Value.Environments.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        var name = policies.LandingZone.NamePrefix + rule.Key;
        var common = Merged(rule.Value.Parameters, []);

        bool IsCommon(string group) => !switches.TryGetValue(group, out var said) || (said.On && Merged(rule.Value.Parameters, said.Parameters).SequenceEqual(common));

        IReadOnlyList<string> Without(Func<string, bool> has) => [.. accounts.Where(a => !has(a.Group)).Select(a => a.Name), .. left];

        if (accounts.Exists(a => IsCommon(a.Group)))
        {
            yield return new(name, common, Without(IsCommon));
        }

        foreach (var (group, said) in switches.OrderBy(s => s.Key, StringComparer.Ordinal).Where(s => s.Value.On && !IsCommon(s.Key) && accounts.Exists(a => a.Group == s.Key)))
        {
            yield return new($"{name}-{group}", Merged(rule.Value.Parameters, said.Parameters), Without(g => g == group));
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
