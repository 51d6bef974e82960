using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.ConfigRules;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>An organization's rule.</summary>
internal sealed record ConfigRuleAttributes
{
    /// <summary>What lets Config reach every account.</summary>
    public required Reference Reach { get; init; }

    public required string Description { get; init; }

    /// <summary>Identifier of a managed rule.</summary>
    public string? Managed { get; init; }

    /// <summary>Name of the Lambda function that evaluates; its ARN where it lies elsewhere.</summary>
    public string? Function { get; init; }

    /// <summary>A policy in the Guard language.</summary>
    public string? Guard { get; init; }

    /// <summary>What makes a rule of our own look, in order; null for managed rules, which know themselves.</summary>
    public IReadOnlyList<string>? Triggers { get; init; }

    /// <summary>Those that say something other than AWS's documented default; what AWS fills in by itself is nothing said.</summary>
    public required SortedDictionary<string, string> Parameters { get; init; }

    /// <summary>In order; empty for those that the rule is made for.</summary>
    public required IReadOnlyList<string> ResourceTypes { get; init; }

    /// <summary>As AWS spells it; null for what runs when something changes.</summary>
    public string? Frequency { get; init; }

    /// <summary>Accounts without the rule, in order.</summary>
    public required IReadOnlyList<Reference> ExcludedAccounts { get; init; }

    /// <summary>Whether it arrived in all its accounts: <see cref="ConfigDeployment.Successful"/>, or what became of it.</summary>
    public required string Deployment { get; init; }

    /// <summary>A frequency as AWS has it, said or not.</summary>
    public static string? FrequencyOf(string? managed, string? said) => managed is not null && ManagedRules.Embedded.Find(managed) is { } known ? known.FrequencyOf(said) : said;

    /// <summary>Parameters without those that leave AWS's default as it is.</summary>
    public static SortedDictionary<string, string> ParametersOf(string? managed, IEnumerable<KeyValuePair<string, string>> said)
    {
        var known = managed is null ? null : ManagedRules.Embedded.Find(managed);
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in said.Where(p => known?.IsDefault(p.Key, p.Value) != true))
        {
            parameters[name] = value;
        }

        return parameters;
    }
}
