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

/// <summary>The one place that checks of templates take controls from: <c>remediations.json</c>, then <c>config-rules.json</c>, then what a template alone can break.</summary>
/// <param name="policies">Checked and resolved.</param>
internal sealed class ControlBook(PolicyBundle policies)
{
    /// <summary>
    /// What only a template can break, or what AWS Config has no rule for; no policy file can name them yet. All environments ask for them, but for those of <see cref="s_notInDev"/>.
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

    /// <summary>Names of environments, the management account's included.</summary>
    public IReadOnlyList<string> Environments { get; } = [.. policies.Environments.Select(each => each.Value.Name), policies.LandingZone.ManagementAccount];

    /// <summary>Whether the policies, or this class, know the control at all.</summary>
    public bool Knows(string control) => _remediations?.Rules.ContainsKey(control) == true || _configRules?.Rules.Any(rule => rule.Key == control) == true || OfTemplates.ContainsKey(control);

    /// <summary>Null where the environment does not ask for it.</summary>
    public ControlDemand? Find(string control, string environment)
    {
        if (_remediations?.Rules.TryGetValue(control, out var rule) == true)
        {
            var there = rule.Environments.GetValueOrDefault(environment);
            return there is { Applies: false } ? null : new(control, rule.Title, rule.Severity, Over(rule.Parameters, there?.Parameters ?? new Dictionary<string, string>()));
        }

        if (_configRules?.Rules.FirstOrDefault(each => each.Key == control) is { Value: { } configRule })
        {
            var there = configRule.Environments.FirstOrDefault(each => each.Key == environment).Value;
            // config-rules.json states no severity.
            return there is { On: false } ? null : new(control, configRule.Description, AlertSeverity.Medium, Over(Map(configRule.Parameters), Map(there?.Parameters ?? [])));
        }

        return OfTemplates.TryGetValue(control, out var own) && !(environment == "dev" && s_notInDev.Contains(control)) ? new(control, own.Title, own.Severity, new Dictionary<string, string>()) : null;
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
