using System.Globalization;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds <c>config-rules.json</c> against what AWS Config has, and against the rest of the folder.</summary>
internal static class ConfigRuleChecks
{
    // Config API Reference, OrganizationConfigRuleName and PolicyText, read 2026-11.
    private const int LongestName = 64;
    private const int LongestGuard = 10_000;

    /// <summary>Tells all that is wrong.</summary>
    public static void Hold(ConfigRulesFile file, AreaCheck check)
    {
        foreach (var rule in file.Rules)
        {
            Source(rule, check.Faults);
            Names(rule, check);
            if (rule.Value.Managed is { } managed)
            {
                Managed(rule, managed, check);
            }
        }
    }

    private static void Source(SourcedEntry<ConfigRulePolicy> rule, FaultLog faults)
    {
        var said = new[] { rule.Value.Managed is not null, rule.Value.Function is not null, rule.Value.Guard is not null }.Count(s => s);
        if (said != 1)
        {
            faults.Error(
                rule.Where, "rule-source", $"rule {Quoted.Value(rule.Key)} says {(said == 0 ? "nothing" : "more than one thing")} of what evaluates it", "write one of \"managed\", \"function\" and \"guard\"");
        }

        if (rule.Value.Guard is { } guard && GuardText(guard.Value).Length > LongestGuard)
        {
            faults.Error(guard.Where, "over-quota", $"the policy has {GuardText(guard.Value).Length} characters; AWS allows {LongestGuard} (Config API Reference, PolicyText)", "shorten it, or write a function");
        }

        // Config API Reference, OrganizationCustomPolicyRuleMetadata, read 2026-11: a Guard policy looks when something changes, and only then.
        if (rule.Value is { Managed: null, ResourceTypes.Count: 0 } and ({ Frequency: null } or { Guard: not null }))
        {
            faults.Error(
                rule.Where, "rule-without-trigger", $"nothing makes rule {Quoted.Value(rule.Key)} look", rule.Value.Guard is null ? "write \"resourceTypes\", \"frequency\" or both" : "write \"resourceTypes\"");
        }
    }

    /// <summary>What AWS is given for a policy's lines.</summary>
    public static string GuardText(IReadOnlyList<Sourced<string>> lines) => string.Join('\n', lines.Select(line => line.Value));

    /// <summary>A managed rule by its identifier; null after telling that AWS has none such.</summary>
    public static ManagedRule? Known(string identifier, Place where, FaultLog faults)
    {
        var known = ManagedRules.Embedded.Find(identifier);
        if (known is null)
        {
            faults.Error(
                where, "unknown-managed-rule", $"AWS Config has no managed rule {Quoted.Value(identifier)}",
                faults.IsFull ? "delete it" : Nearest.Remedy(identifier, ManagedRules.Embedded.Identifiers, $"look it up in the list of managed rules ({ManagedRules.Embedded.Source})"));
        }

        return known;
    }

    /// <summary>Tells what a managed rule cannot be given.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Null when it is not known before AWS works it out.</param>
    /// <param name="where">Its place.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="faults">Where faults go.</param>
    public static void Parameter(string name, string? value, Place where, ManagedRule rule, FaultLog faults)
    {
        if (rule.Find(name) is not { } known)
        {
            var names = rule.Parameters.Select(p => p.Name).ToList();
            faults.Error(
                where, "unknown-parameter", $"{rule.Identifier} has no parameter {Quoted.Value(name)}",
                names.Count == 0 ? "delete it; the rule has none" : Nearest.Remedy(name, names, $"it has {Quoted.List(names)}"));
        }
        else if (value is not null && !IsOf(known.Type, value))
        {
            faults.Error(where, "invalid-parameter", $"parameter {Quoted.Value(name)} is of type {known.Type}, and {Quoted.Value(value)} is not", "correct the value");
        }
    }

    private static void Names(SourcedEntry<ConfigRulePolicy> rule, AreaCheck check)
    {
        foreach (var (environment, _, where) in rule.Value.Environments.Where(e => e.Key != check.LandingZone?.ManagementAccount))
        {
            _ = check.Declared.Environments.Knows(environment, where);
        }

        var suffix = rule.Value.Environments.Where(e => e.Value is { On: true, Parameters.Count: > 0 }).Select(e => e.Key.Length + 1).DefaultIfEmpty(0).Max();
        if (check.LandingZone is { } landingZone && landingZone.NamePrefix.Length + rule.Key.Length + suffix is > LongestName and var length)
        {
            check.Faults.Error(
                rule.Where, "over-quota", $"with prefix and environment the name of rule {Quoted.Value(rule.Key)} has {length} characters; AWS allows {LongestName} (Config API Reference, OrganizationConfigRuleName)", "shorten it");
        }
    }

    private static void Managed(SourcedEntry<ConfigRulePolicy> rule, Sourced<string> identifier, AreaCheck check)
    {
        var faults = check.Faults;
        if (Known(identifier.Value, identifier.Where, faults) is not { } known)
        {
            return;
        }

        if (rule.Value.Frequency is { } frequency && !known.Periodic)
        {
            faults.Error(frequency.Where, "frequency-without-period", $"{known.Identifier} runs when a resource changes, and takes no frequency", "delete it");
        }

        if (known.OnlyIn is { } region && check.LandingZone?.GovernedRegions.Contains(region) == false)
        {
            faults.Error(
                identifier.Where, "rule-elsewhere", $"{known.Identifier} exists in {region} alone, and that is no governed region", $"delete the rule, or add {Quoted.Value(region)} to governedRegions in landing-zone.json");
        }

        foreach (var parameters in rule.Value.Environments.Select(e => e.Value.Parameters).Prepend(rule.Value.Parameters))
        {
            foreach (var parameter in parameters)
            {
                Parameter(parameter.Key, parameter.Value, parameter.Where, known, faults);
            }
        }

        var given = rule.Value.Parameters.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in known.Parameters.Where(p => p is { Required: true, Default: null } && !given.Contains(p.Name)))
        {
            faults.Error(rule.Where, "missing-parameter", $"{known.Identifier} needs parameter {Quoted.Value(missing.Name)}", $"add it under \"parameters\"; it is of type {missing.Type}");
        }
    }

    private static bool IsOf(string type, string value) => type switch
    {
        "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "double" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "boolean" => bool.TryParse(value, out _),
        _ => true,
    };
}
