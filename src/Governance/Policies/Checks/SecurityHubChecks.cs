using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>What Security Hub and the rest of the folder demand of <c>security-hub.json</c>.</summary>
internal static class SecurityHubChecks
{
    // Security Hub CSPM User Guide, "Quotas", automation rules of an administrator, read 2026-11.
    private const int MostRules = 100;

    public static void Hold(SecurityHubFile file, AreaCheck check)
    {
        CheckAdministrator(file, check);
        foreach (var entry in file.Environments)
        {
            _ = check.Declared.Environments.Knows(entry.Key, entry.Where);
        }

        CheckControls(file, check);
        CheckRules(file, check.Faults);
    }

    /// <remarks>
    /// "The delegated admin must be a member account of the organization and not the management account" for central configuration; for local configuration the management
    /// account may designate itself, which AWS does not recommend (Security Hub User Guide, "Designating a delegated administrator"; docs/decisions says more).
    /// </remarks>
    private static void CheckAdministrator(SecurityHubFile file, AreaCheck check)
    {
        if (file.Administrator is { } administrator)
        {
            _ = check.Declared.Accounts.Knows(administrator.Value, administrator.Where);
        }

        if (file.Mode.Value == SecurityHubMode.Central && check.LandingZone is { } landingZone && file.AdministratorIn(landingZone) == landingZone.ManagementAccount)
        {
            check.Faults.Error(
                file.Administrator?.Where ?? file.Mode.Where, "central-without-delegation",
                $"AWS offers central configuration to a delegated administrator only, and {Quoted.Value(landingZone.ManagementAccount)} is the management account",
                "name a member account, such as \"security\", as administrator, or write \"mode\": \"local\"");
        }

        if (file.Mode.Value == SecurityHubMode.Central && !file.AggregateFindings)
        {
            check.Faults.Error(
                file.Mode.Where, "central-without-aggregation", "central configuration needs the regions to be linked", "write \"aggregateFindings\": true, or \"mode\": \"local\"");
        }
    }

    private static void CheckControls(SecurityHubFile file, AreaCheck check)
    {
        var disabled = new HashSet<(string, string)>();
        foreach (var (control, where) in file.DisabledControls)
        {
            CheckKnown(control.Control, check.Faults);
            CheckPlaces(control.Places, check);
            CheckOnce(control.Control.Value, control.Places, where, disabled, $"control {Quoted.Value(control.Control.Value)} is disabled", check.Faults);
        }

        var set = new HashSet<(string, string)>();
        foreach (var (parameter, where) in file.ControlParameters)
        {
            CheckKnown(parameter.Control, check.Faults);
            CheckPlaces(parameter.Places, check);
            CheckOnce(parameter.Key, parameter.Places, where, set, $"parameter {Quoted.Value(parameter.Key)} is set", check.Faults);
        }
    }

    // A warning only: AWS adds controls every month.
    private static void CheckKnown(Sourced<string> control, FaultLog faults)
    {
        if (!SecurityStandards.Controls.Contains(control.Value))
        {
            faults.Warning(
                control.Where, "unknown-control", $"this build knows no control {Quoted.Value(control.Value)}",
                Nearest.Remedy(control.Value, SecurityStandards.Controls, "look it up in the Security Hub controls reference; where AWS has no such control, the entry means nothing"));
        }
    }

    private static void CheckPlaces(IReadOnlyList<Sourced<string>> places, AreaCheck check)
    {
        foreach (var place in places.Where(place => place.Value != check.LandingZone?.ManagementAccount))
        {
            _ = check.Declared.Environments.Knows(place.Value, place.Where);
        }
    }

    private static void CheckOnce(string name, IReadOnlyList<Sourced<string>> places, Faults.Place where, HashSet<(string, string)> seen, string what, FaultLog faults)
    {
        foreach (var place in places.Count == 0 ? [""] : places.Select(place => place.Value))
        {
            if (!seen.Add((name, place)) || (place.Length > 0 && seen.Contains((name, ""))))
            {
                faults.Error(where, "duplicate-name", $"{what} twice{(place.Length == 0 ? "" : $" in {Quoted.Value(place)}")}", "delete one of them");
            }
        }
    }

    private static void CheckRules(SecurityHubFile file, FaultLog faults)
    {
        var names = new DeclaredNames("an automation rule", faults);
        var orders = new Dictionary<int, string>();
        foreach (var (rule, where) in file.AutomationRules)
        {
            _ = names.Declare(rule.Name.Value, rule.Name.Where);
            if (!orders.TryAdd(rule.Order.Value, rule.Name.Value))
            {
                faults.Error(rule.Order.Where, "duplicate-order", $"automation rules {Quoted.Value(orders[rule.Order.Value])} and {Quoted.Value(rule.Name.Value)} have the same order", "give each its own");
            }

            ReservedTags.Refuse(rule.Tags, faults);
            if (orders.Count == MostRules + 1)
            {
                faults.Error(where, "over-quota", $"there are more than {MostRules} automation rules, which is all that AWS allows", "merge some");
            }
        }
    }
}
