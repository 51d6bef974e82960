using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds what fixes are given against what AWS Config asks for under the same name: a fix whose value does not satisfy the rule would be made for ever.</summary>
internal static class RemediationParameterChecks
{
    public static void Hold(RemediationsFile file, AreaCheck check)
    {
        var asked = (check.Find(ConfigRulesFile.Area)?.Rules ?? []).ToDictionary(rule => rule.Key, rule => rule.Value, StringComparer.Ordinal);
        foreach (var rule in file.Policy.Rules.Values)
        {
            if (asked.TryGetValue(rule.Control, out var config))
            {
                foreach (var environment in file.Policy.Matrix.Keys.Where(name => name != RemediationsPolicy.Default && file.Policy.Applies(rule.Control, name)))
                {
                    In(environment, rule, config, file, check.Faults);
                }
            }
        }
    }

    private static void In(string environment, RemediationRule rule, ConfigRulePolicy config, RemediationsFile file, FaultLog faults)
    {
        var there = config.Environments.FirstOrDefault(each => each.Key == environment).Value;
        if (there is { On: false })
        {
            faults.Warning(
                file.PlaceOf("rules", rule.Control, "environments", environment), "fixed-though-not-asked", $"config-rules.json does not ask for {Quoted.Value(rule.Control)} in {Quoted.Value(environment)}, and here it is acted upon",
                $"write {Quoted.Value(environment)}: false under \"environments\"");
            return;
        }

        var given = file.Policy.StanceOf(rule.Control, environment, Outage.None).Parameters;
        foreach (var parameter in config.Parameters)
        {
            var wanted = there?.Parameters.FirstOrDefault(own => own.Key == parameter.Key) is { Key: not null } own ? own.Value : parameter.Value;
            Agree(parameter.Key, wanted, environment, rule, given, file, faults);
        }

        foreach (var own in (there?.Parameters ?? []).Where(own => config.Parameters.All(parameter => parameter.Key != own.Key)))
        {
            Agree(own.Key, own.Value, environment, rule, given, file, faults);
        }
    }

    private static void Agree(string name, string wanted, string environment, RemediationRule rule, IReadOnlyDictionary<string, string> given, RemediationsFile file, FaultLog faults)
    {
        var (key, value) = given.FirstOrDefault(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (key is null || value.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var own = rule.Environments.GetValueOrDefault(environment)?.Parameters.ContainsKey(key) == true;
        faults.Error(
            own ? file.PlaceOf("rules", rule.Control, "environments", environment, "parameters", key) : file.PlaceOf("rules", rule.Control, "parameters", key), "parameter-disagrees",
            $"in {Quoted.Value(environment)} {Quoted.Value(rule.Control)} is fixed with {key} {Quoted.Value(value)}, and config-rules.json asks for {Quoted.Value(wanted)}",
            "write the same in both files, or what is fixed never complies");
    }
}
