using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Controls;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Where a requirement stands: its controls, and what they have for each stage.</summary>
/// <param name="Controls">That serve it, in the order of ids.</param>
/// <param name="Homes">For each stage, in order; empty where there is none.</param>
internal sealed record RequirementStanding(IReadOnlyList<Control> Controls, IReadOnlyDictionary<Stage, IReadOnlyList<string>> Homes)
{
    // They put something into accounts and keep nobody from anything.
    private static readonly PolicyType[] s_configuring = [PolicyType.Tag, PolicyType.Backup];

    private static readonly string[] s_alerting = [KindNames.Topic, KindNames.EventRule];

    /// <summary>Looks a requirement up.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="catalogue">All controls.</param>
    /// <param name="guardrails">Guardrail → its type.</param>
    public static RequirementStanding Of(Requirement requirement, ControlCatalogue catalogue, IReadOnlyDictionary<string, PolicyType> guardrails)
    {
        var controls = catalogue.Controls.Where(control => control.Requirements.Contains(requirement.Id)).ToList();
        bool Configures(string name) => guardrails.TryGetValue(name, out var type) && s_configuring.Contains(type);
        return new(controls, new Dictionary<Stage, IReadOnlyList<string>>
        {
            [Stage.Declared] = Each(requirement.MadeBy.Concat(controls.SelectMany(control => control.Homes.Resources.Concat(control.Homes.Guardrails.Where(Configures)).Concat(control.Homes.ConfigRules.Count > 0 ? ["config-rules.json"] : [])))),
            [Stage.Prevented] = Each(controls.SelectMany(control => control.Homes.Guardrails.Where(name => !Configures(name)))),
            [Stage.Detected] = Each(controls.SelectMany(control => control.Homes.ConfigRules.Concat(control.Homes.SecurityHub))),
            [Stage.Repaired] = Each(controls.SelectMany(control =>
                (control.Homes.Remediation ? [control.Id] : Array.Empty<string>()).Concat(control.Homes.Resources.Where(pattern => s_alerting.Contains(pattern.Split('/', 2)[0]))))),
        });
    }

    private static List<string> Each(IEnumerable<string> homes) => [.. homes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
