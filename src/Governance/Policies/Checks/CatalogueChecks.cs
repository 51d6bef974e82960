using System.Collections.Frozen;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds the catalogue against the rest of the folder, both ways: what a control names must exist, and what enforces must have a control.</summary>
/// <param name="written">All files.</param>
/// <param name="check">What they are held against.</param>
internal sealed class CatalogueChecks(WrittenPolicies written, AreaCheck check)
{
    private static readonly FrozenSet<string> s_kinds = KindNames.All.ToFrozenSet(StringComparer.Ordinal);

    private readonly WrittenCatalogue _catalogue = written.Catalogue;
    private readonly FaultLog _faults = check.Faults;

    // A part without a file is not managed, and nothing is held against it.
    private readonly IReadOnlyDictionary<string, SourcedEntry<ConfigRulePolicy>>? _rules =
        check.Find(ConfigRulesFile.Area)?.Rules.DistinctBy(rule => rule.Key, StringComparer.Ordinal).ToDictionary(rule => rule.Key, StringComparer.Ordinal);

    private readonly RemediationsFile? _remediations = check.Find(RemediationsFile.Area);
    private readonly IReadOnlyList<SourcedEntry<Requirement>>? _requirements = check.Find(RequirementsFile.Area)?.Requirements;

    private readonly IReadOnlyList<string> _environments =
    [
        .. written.Environments.Select(environment => environment.File.Name).Where(name => name != EnvironmentMerge.Default).Order(StringComparer.Ordinal),
        .. check.LandingZone is { } zone ? [zone.ManagementAccount] : Array.Empty<string>(),
    ];

    /// <summary>Tells all that is wrong; the catalogue is good for use only when nothing is.</summary>
    public ControlCatalogue Run()
    {
        if (!_catalogue.Exists)
        {
            return ControlCatalogue.Empty;
        }

        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var control in _catalogue.Controls)
        {
            if (!places.TryAdd(control.Key, control.Where))
            {
                _faults.Error(control.Where, "duplicate-control", $"control {Quoted.Value(control.Key)} is declared twice: first at {places[control.Key]}", "delete or rename one of them");
            }

            Requirements(control.Value);
            Homes(control);
            Environments(control);
            new CrosswalkChecks(_catalogue.Frameworks, _faults).Hold(control.Value.Crosswalk);
        }

        if (_catalogue.Complete)
        {
            Missing();
        }

        var catalogue = Catalogue();
        // Functions at work leave out what was looked at when they were deployed.
        if (_catalogue.Complete && !_faults.HasErrors && _rules is not null && _remediations is not null && _catalogue.Frameworks is not null)
        {
            new RequirementChecks(catalogue, written.Guardrails, _faults).Hold(_requirements ?? []);
        }

        return catalogue;
    }

    private ControlCatalogue Catalogue() => new(
        [.. _catalogue.ByName.OrderBy(control => control.Key, StringComparer.Ordinal).Select(control => Resolved(control.Key, control.Value))],
        [.. (_catalogue.Frameworks?.Values ?? []).Select(file => file.Framework).OrderBy(framework => framework.Key, StringComparer.Ordinal)])
    {
        Requirements = [.. (_requirements ?? []).Select(requirement => requirement.Value)],
    };

    private Control Resolved(string id, WrittenControl control) => new()
    {
        Id = id,
        Title = control.Title,
        Severity = control.Severity,
        Requirements = [.. control.Requirements.Select(requirement => requirement.Value)],
        Environments = [.. EnvironmentsOf(id, control)],
        Homes = new()
        {
            Guardrails = [.. control.Guardrails.Select(name => name.Value)],
            ConfigRules = [.. RulesOf(id, control).Select(rule => rule.Key)],
            SecurityHub = [.. control.SecurityHub.Select(name => name.Value)],
            Resources = [.. control.Resources.Select(pattern => pattern.Value)],
            Remediation = Remediation(id) is not null,
            Templates = AllRules.Controls.Contains(id),
        },
        Crosswalk = CrosswalkChecks.Resolved(control.Crosswalk, _catalogue.Frameworks),
    };

    private void Requirements(WrittenControl control)
    {
        if (_requirements is null)
        {
            return;
        }

        foreach (var id in control.Requirements.Where(id => _requirements.All(known => known.Key != id.Value)))
        {
            _faults.Error(
                id.Where, "unknown-requirement", $"the architecture has no requirement {Quoted.Value(id.Value)}", $"write one of requirements.json: {string.Join(", ", _requirements.Select(known => known.Key))}");
        }
    }

    private void Homes(SourcedEntry<WrittenControl> control)
    {
        var (id, value) = (control.Key, control.Value);
        foreach (var guardrail in value.Guardrails)
        {
            _ = check.Declared.Guardrails.Knows(guardrail.Value, guardrail.Where);
        }

        foreach (var rule in value.ConfigRules.Where(rule => _rules?.ContainsKey(rule.Value) == false))
        {
            _faults.Error(
                rule.Where, "unknown-config-rule", $"config-rules.json has no rule {Quoted.Value(rule.Value)}", Nearest.Remedy(rule.Value, _rules!.Keys, "delete it, or add the rule"));
        }

        foreach (var pattern in value.Resources)
        {
            var kind = pattern.Value.Split('/', 2)[0];
            if (!s_kinds.Contains(kind))
            {
                _faults.Error(pattern.Where, "unknown-kind", $"the baseline has no kind of resource {Quoted.Value(kind)}", Nearest.Remedy(kind, KindNames.All, "write the kind of an address as plans show it"));
            }
        }

        var own = _rules is null || _remediations is null || _rules.ContainsKey(id) || Remediation(id) is not null || AllRules.Controls.Contains(id);
        if (!own && value.Guardrails.Count + value.ConfigRules.Count + value.SecurityHub.Count + value.Resources.Count == 0)
        {
            _faults.Error(
                control.Where, "control-without-home", $"nothing enforces control {Quoted.Value(id)}", "name under \"homes\" what does, add a rule of its name to config-rules.json or remediations.json, or delete it");
        }
    }

    private void Environments(SourcedEntry<WrittenControl> control)
    {
        if (control.Value.Environments is not { } environments)
        {
            return;
        }

        foreach (var name in environments.Value.Where(name => name.Value != check.LandingZone?.ManagementAccount))
        {
            _ = check.Declared.Environments.Knows(name.Value, name.Where);
        }

        if (RulesOf(control.Key, control.Value).Any() || Remediation(control.Key) is not null)
        {
            _faults.Error(
                environments.Where, "environments-said-twice", $"the rules of control {Quoted.Value(control.Key)} say already in which environments it is asked for", "delete it, and change the rules in config-rules.json and remediations.json");
        }
    }

    private void Missing()
    {
        foreach (var rule in (_rules?.Values ?? []).Where(rule => !_catalogue.ByName.ContainsKey(rule.Key)))
        {
            Without(rule.Where, "rule", rule.Key);
        }

        foreach (var rule in (_remediations?.Policy.Rules.Values ?? []).Where(rule => !_catalogue.ByName.ContainsKey(rule.Control)))
        {
            Without(_remediations!.PlaceOf("rules", rule.Control), "remediation", rule.Control);
        }

        var named = _catalogue.Controls.SelectMany(control => control.Value.Guardrails).Select(guardrail => guardrail.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, _) in written.Guardrails.Where(guardrail => !named.Contains(guardrail.File.Name)))
        {
            _faults.Error(file.Where, "without-control", $"no control names guardrail {Quoted.Value(file.Name)}, so no report tells of it", "name it under \"homes\" of a control in controls/");
        }
    }

    private void Without(Place where, string what, string name) => _faults.Error(
        where, "without-control", $"there is no control {Quoted.Value(name)} for this {what}",
        _faults.IsFull ? "delete it" : Nearest.Remedy(name, _catalogue.ByName.Keys, "add it to a file in controls/: its title, its severity and the requirements that it serves"));

    private IEnumerable<SourcedEntry<ConfigRulePolicy>> RulesOf(string id, WrittenControl control) => _rules is null
        ? []
        : control.ConfigRules.Select(other => other.Value).Prepend(id).Distinct(StringComparer.Ordinal).Where(_rules.ContainsKey).Select(name => _rules[name]);

    private RemediationRule? Remediation(string id) => _remediations?.Policy.Rules.GetValueOrDefault(id);

    /// <summary>Where a rule asks for it; else where its file says, else everywhere.</summary>
    private IEnumerable<string> EnvironmentsOf(string id, WrittenControl control)
    {
        var (rules, remediation) = (RulesOf(id, control).ToList(), Remediation(id));
        return rules.Count > 0 || remediation is not null
            ? _environments.Where(name => rules.Any(rule => rule.Value.Environments.All(there => there.Key != name || there.Value.On)) || (remediation is not null && _remediations!.Policy.Applies(id, name)))
            : _environments.Where(name => control.Environments is not { } asked || asked.Value.Any(each => each.Value == name));
    }
}
