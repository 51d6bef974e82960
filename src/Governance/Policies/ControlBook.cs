using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Templates;

/// <summary>A control as an environment asks for it.</summary>
/// <param name="Control">Its id.</param>
/// <param name="Title">What is compliant, in one sentence.</param>
/// <param name="Severity">How bad it is when it is not met.</param>
/// <param name="Parameters">As the environment has them.</param>
internal sealed record ControlDemand(string Control, string Title, AlertSeverity Severity, IReadOnlyDictionary<string, string> Parameters);

/// <summary>The one place that checks of templates take controls from: the catalogue, with the parameters that remediations and Config rules have, and what a template alone can break.</summary>
/// <param name="policies">Checked and resolved.</param>
internal sealed class ControlBook(PolicyBundle policies)
{
    /// <summary>
    /// What only a template can break, or what AWS Config has no rule for; nothing else enforces them, so that they are not in the catalogue. All environments ask for them, but for those of <see cref="s_notInDev"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, (string Title, AlertSeverity Severity)> OfTemplates { get; } = new Dictionary<string, (string, AlertSeverity)>(StringComparer.Ordinal)
    {
        ["templates-no-secrets"] = ("Templates carry no passwords, keys and tokens: they are in repositories, and stacks show them", AlertSeverity.Critical),
        ["distributions-tls-current"] = ("CloudFront takes TLS 1.2 and newer alone", AlertSeverity.High),
        ["distributions-origins-private"] = ("CloudFront reaches buckets by origin access control, so that nobody else does", AlertSeverity.High),
        ["load-balancers-tls-current"] = ("Listeners take TLS 1.2 and newer alone", AlertSeverity.High),
        ["databases-iam-authentication"] = ("Databases let applications in by IAM, without a password that lasts", AlertSeverity.Medium),
    };

    // DEV has no names of its own, and so no certificates; and its databases are for everybody's tools.
    private static readonly string[] s_notInDev = ["distributions-tls-current", "databases-iam-authentication"];

    private readonly RemediationsPolicy? _remediations = policies.Find(RemediationsFile.Area)?.Value.Policy;
    private readonly ConfigRulesFile? _configRules = policies.Find(ConfigRulesFile.Area)?.Value;
    private readonly Dictionary<string, Control> _controls = policies.Controls.Controls.ToDictionary(control => control.Id, StringComparer.Ordinal);

    /// <summary>Names of environments, the management account's included.</summary>
    public IReadOnlyList<string> Environments { get; } = [.. policies.Environments.Select(each => each.Value.Name), policies.LandingZone.ManagementAccount];

    /// <summary>Whether the policies, or this class, know the control at all.</summary>
    public bool Knows(string control) => _controls.ContainsKey(control) || OfTemplates.ContainsKey(control);

    /// <summary>Null where the environment does not ask for it.</summary>
    public ControlDemand? Find(string control, string environment)
    {
        if (_controls.TryGetValue(control, out var known))
        {
            return known.Environments.Contains(environment) ? new(control, known.Title, known.Severity, ParametersOf(control, environment)) : null;
        }

        return OfTemplates.TryGetValue(control, out var own) && !(environment == "dev" && s_notInDev.Contains(control)) ? new(control, own.Title, own.Severity, new Dictionary<string, string>()) : null;
    }

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
