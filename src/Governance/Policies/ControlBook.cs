using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies;

/// <summary>What each environment asks for: the catalogue's controls, with the parameters that remediations and Config rules have there.</summary>
/// <param name="policies">Checked and resolved.</param>
internal sealed class ControlBook(PolicyBundle policies)
{
    private readonly RemediationsPolicy? _remediations = policies.Find(RemediationsFile.Area)?.Value.Policy;
    private readonly ConfigRulesFile? _configRules = policies.Find(ConfigRulesFile.Area)?.Value;

    /// <summary>Names of environments, the management account's included.</summary>
    public IReadOnlyList<string> Environments { get; } = [.. policies.Environments.Select(each => each.Value.Name), policies.LandingZone.ManagementAccount];

    /// <summary>What one of them asks for.</summary>
    public ControlDemands For(string environment) => new(
        environment,
        policies.Controls.Controls.Where(control => control.Environments.Contains(environment))
            .ToDictionary(control => control.Id, control => new ControlDemand(control.Id, control.Title, control.Severity, ParametersOf(control.Id, environment)), StringComparer.Ordinal));

    // What both files state is the same in both, which RemediationParameterChecks sees to.
    private Dictionary<string, string> ParametersOf(string control, string environment)
    {
        if (_remediations?.Rules.TryGetValue(control, out var rule) == true)
        {
            return Over(rule.Parameters, rule.Environments.GetValueOrDefault(environment)?.Parameters ?? new Dictionary<string, string>());
        }

        return _configRules?.Rules.FirstOrDefault(each => each.Key == control) is { Value: { } configRule }
            ? Over(Map(configRule.Parameters), Map(configRule.Environments.FirstOrDefault(each => each.Key == environment).Value?.Parameters ?? []))
            : [];
    }

    private static Dictionary<string, string> Map(IReadOnlyList<SourcedEntry<string>> entries) => entries.ToDictionary(each => each.Key, each => each.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> own)
    {
        var merged = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            merged[name] = value;
        }

        return merged;
    }
}
