using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds <c>remediations.json</c> against the rest of the folder, and against what is sound to fix by itself.</summary>
internal static class RemediationChecks
{
    /// <summary>Tells all that is wrong.</summary>
    public static void Hold(RemediationsFile file, AreaCheck check)
    {
        Names(file, check);
        Matrix(file, check);
        Tag(file, check.Faults);
        Queues(file, check);
        Role(file, check);
        foreach (var rule in file.Policy.Rules.Values)
        {
            Boldness(file, rule, check.Faults);
        }

        RemediationParameterChecks.Hold(file, check);
    }

    private static void Names(RemediationsFile file, AreaCheck check)
    {
        var policy = file.Policy;
        foreach (var name in policy.Production)
        {
            Knows(name, file.PlaceOf("production"), check);
        }

        foreach (var name in policy.ExemptionTag?.Environments ?? [])
        {
            Knows(name, file.PlaceOf("exemptionTag", "environments"), check);
        }

        foreach (var rule in policy.Rules.Values)
        {
            foreach (var name in rule.Environments.Keys)
            {
                Knows(name, file.PlaceOf("rules", rule.Control, "environments", name), check);
            }
        }

        if (check.LandingZone is { ManagementAccount: var management } && !policy.Production.Contains(management))
        {
            check.Faults.Error(
                file.PlaceOf("production"), "management-not-production", $"the management account {Quoted.Value(management)} is not among production", $"add {Quoted.Value(management)}: whoever holds it holds the organization");
        }
    }

    // Whatever is declared must be named, so that nothing holds in an account whose environment nobody thought of.
    private static void Matrix(RemediationsFile file, AreaCheck check)
    {
        var matrix = file.Policy.Matrix;
        foreach (var name in matrix.Keys.Where(name => name != RemediationsPolicy.Default))
        {
            Knows(name, file.PlaceOf("matrix", name), check);
        }

        string[] expected = [.. check.Declared.Environments.Names, .. check.LandingZone is { } zone ? [zone.ManagementAccount] : Array.Empty<string>()];
        foreach (var missing in expected.Where(name => !matrix.ContainsKey(name)))
        {
            check.Faults.Error(
                file.PlaceOf("matrix"), "incomplete-matrix", $"the matrix does not name {Quoted.Value(missing)}", $"add {Quoted.Value(missing)}: {{}}, which takes everything from \"{RemediationsPolicy.Default}\"");
        }

        foreach (var (name, row) in matrix.Where(row => row.Key != RemediationsPolicy.Default))
        {
            var below = matrix.GetValueOrDefault(RemediationsPolicy.Default);
            foreach (var outage in Enum.GetValues<Outage>())
            {
                if (!row.ContainsKey(outage) && below?.ContainsKey(outage) != true)
                {
                    check.Faults.Error(
                        file.PlaceOf("matrix", name), "incomplete-matrix", $"the matrix does not say what is done in {Quoted.Value(name)} with fixes of class {Quoted.Value(Word(outage))}",
                        $"write it there, or under \"{RemediationsPolicy.Default}\"");
                }
            }

            if (file.Policy.Production.Contains(name) && (row.GetValueOrDefault(Outage.Irreversible, below?.GetValueOrDefault(Outage.Irreversible, RemediationMode.Alert) ?? RemediationMode.Alert)) == RemediationMode.Auto)
            {
                TooBold(file.PlaceOf("matrix", name, Word(Outage.Irreversible)), $"what cannot be taken back would be done by itself in {Quoted.Value(name)}, which is production", RemediationMode.Approve, check.Faults);
            }
        }
    }

    private static void Tag(RemediationsFile file, FaultLog faults)
    {
        foreach (var name in (file.Policy.ExemptionTag?.Environments ?? []).Where(file.Policy.Production.Contains))
        {
            faults.Error(
                file.PlaceOf("exemptionTag", "environments"), "tag-exempts-production", $"a tag would exempt in {Quoted.Value(name)}, which is production",
                "take it out, and write a file in exemptions/ with owner, approver, reason and expiry");
        }
    }

    private static void Queues(RemediationsFile file, AreaCheck check)
    {
        if (check.Find(AlertsFile.Area) is not { } alerts)
        {
            return;
        }

        var sent = alerts.Route.SelectMany(rule => rule.Value.Targets).Select(target => target.Value.Queue).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (!sent.Contains(file.Policy.Queue))
        {
            check.Faults.Error(
                file.PlaceOf("queue"), "queue-disagrees", $"no rule of alerts.json sends to queue {Quoted.Value(file.Policy.Queue)}, so nothing would ever come",
                Nearest.Remedy(file.Policy.Queue, sent, sent.Count == 0 ? "add a rule under route that does" : $"alerts.json sends to {Quoted.List(sent)}"));
        }

        if (alerts.DeadLetterQueue is { } dead && dead != file.Policy.DeadLetterQueue)
        {
            check.Faults.Error(file.PlaceOf("deadLetterQueue"), "queue-disagrees", $"alerts.json names the queue for dead letters {Quoted.Value(dead)}", "name the same in both files");
        }
    }

    private static void Role(RemediationsFile file, AreaCheck check)
    {
        // Any account, because a pattern may name one alone.
        var arn = $"arn:aws:iam::000000000000:role/{file.Policy.Role}";
        if (check.LandingZone is { } landingZone && !landingZone.AutomationRoles.Any(pattern => Wildcard.Matches(pattern, arn, StringComparison.Ordinal)))
        {
            check.Faults.Error(
                file.PlaceOf("role"), "role-not-exempt", $"no pattern of automationRoles in landing-zone.json fits role {Quoted.Value(file.Policy.Role)}, so guardrails would stop its fixes",
                $"put it under a path that one of {Quoted.List(landingZone.AutomationRoles)} fits, or add a pattern");
        }
    }

    private static void Boldness(RemediationsFile file, RemediationRule rule, FaultLog faults)
    {
        if (!RemediationCatalogue.All.TryGetValue(rule.Control, out var known))
        {
            faults.Error(
                file.PlaceOf("rules", rule.Control), "unknown-control", $"nothing fixes a control {Quoted.Value(rule.Control)}",
                faults.IsFull ? "delete it" : Nearest.Remedy(rule.Control, RemediationCatalogue.All.Keys.Order(StringComparer.Ordinal), "delete it; docs/baseline.md lists those that there are"));
            return;
        }

        var policy = file.Policy;
        foreach (var name in policy.Matrix.Keys.Where(name => name != RemediationsPolicy.Default && policy.Applies(rule.Control, name)))
        {
            var production = policy.Production.Contains(name);
            var (stated, sound) = (policy.ModeOf(rule, name, known.Outage), production ? known.Production : known.Elsewhere);
            if (stated < sound)
            {
                TooBold(
                    Stated(file, rule, name, known.Outage),
                    $"{Quoted.Value(rule.Control)} would be {Word(stated)} in {Quoted.Value(name)}{(production ? ", which is production" : "")}; its fix is of class {Quoted.Value(Word(known.Outage))}, and no more than {Word(sound)} is sound there",
                    sound, faults);
            }
        }
    }

    private static Place Stated(RemediationsFile file, RemediationRule rule, string environment, Outage outage)
    {
        if (rule.Environments.GetValueOrDefault(environment)?.Mode is not null)
        {
            return file.PlaceOf("rules", rule.Control, "environments", environment, "mode");
        }

        return rule.Mode is not null ? file.PlaceOf("rules", rule.Control, "mode")
            : file.Policy.Matrix.GetValueOrDefault(environment)?.ContainsKey(outage) == true ? file.PlaceOf("matrix", environment, Word(outage))
            : file.PlaceOf("matrix", RemediationsPolicy.Default, Word(outage));
    }

    private static void TooBold(Place where, string what, RemediationMode sound, FaultLog faults) => faults.Error(where, "too-bold", what, $"write {Quoted.Value(Word(sound))}");

    private static void Knows(string name, Place where, AreaCheck check)
    {
        if (name != check.LandingZone?.ManagementAccount)
        {
            _ = check.Declared.Environments.Knows(name, where);
        }
    }

    private static string Word(Outage outage) => outage switch
    {
        Outage.None => "none",
        Outage.TrafficCut => "traffic-cut",
        Outage.Restart => "restart",
        Outage.Irreversible => "irreversible",
    };

    private static string Word(RemediationMode mode) => mode switch
    {
        RemediationMode.Auto => "auto",
        RemediationMode.Approve => "approve",
        RemediationMode.Alert => "alert",
    };
}
