using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Tells actions and condition keys that AWS does not have, before AWS accepts them silently and the guardrail guards nothing.</summary>
internal sealed class ActionCheck(PolicyGrammar grammar, FaultLog faults)
{
    /// <summary>No document of AWS has as many patterns; a hostile one would make us search for each.</summary>
    private const int MostPatterns = 5_000;

    private int _patterns;

    /// <summary>False after a fault.</summary>
    public bool Accepts(string pattern, SourceNode written)
    {
        if (pattern == "*")
        {
            return grammar != PolicyGrammar.Rcp
                || Refuse(written, "action-not-allowed", "a resource control policy cannot name all actions as \"*\"", "name services, as in \"s3:*\"");
        }

        var parts = pattern.Split(':', 2);
        if (parts is not [{ Length: > 0 } prefix, { Length: > 0 } name])
        {
            return Refuse(written, "invalid-action", $"{Quoted.Value(pattern)} is not an action", "write service:Action, as in \"s3:GetObject\"");
        }

        if (Wildcard.Has(prefix))
        {
            return Refuse(written, "invalid-action", $"{Quoted.Value(pattern)} has a wildcard in the name of its service", "name each service, or write \"*\"");
        }

        return ++_patterns > MostPatterns || faults.IsFull || Exists(prefix, name, pattern, written);
    }

    /// <summary>Warns of a condition key that no service has: it is never present, and what that does depends on the operator.</summary>
    public void Key(SourceNode key)
    {
        var name = key.Key!;
        if (!name.Contains(':', StringComparison.Ordinal))
        {
            faults.Error(key.WhereKey, "invalid-condition-key", $"{Quoted.Value(name)} is not a condition key", "write service:Key, as in \"aws:PrincipalArn\"");
        }
        else if (++_patterns <= MostPatterns && !faults.IsFull && !ActionCatalogue.Embedded.HasKey(name))
        {
            faults.Warning(
                key.WhereKey, "unknown-condition-key", $"condition key {Quoted.Value(name)} does not exist, so no request carries it",
                ActionCatalogue.Embedded.RemedyForKey(name));
        }
    }

    private bool Exists(string prefix, string name, string pattern, SourceNode written)
    {
        var catalogue = ActionCatalogue.Embedded;
        if (catalogue.Find(prefix) is not { } service)
        {
            return Refuse(
                written, "unknown-service", $"action {Quoted.Value(pattern)} names service {Quoted.Value(prefix)}, which AWS does not have",
                Nearest.Remedy(prefix, catalogue.Prefixes, "look the prefix up in AWS's Service Authorization Reference"));
        }

        if (!service.Has(name))
        {
            return Wildcard.Has(name)
                ? Refuse(
                    written, "pattern-matches-nothing", $"no action of service {service.Prefix} matches {Quoted.Value(pattern)}",
                    $"widen the pattern; {service.Prefix} has {service.Actions.Count} actions, such as {Quoted.List(service.Actions.Take(3).Select(action => $"{service.Prefix}:{action}"))}")
                : Refuse(
                    written, "unknown-action", $"action {Quoted.Value(pattern)} does not exist in service {service.Prefix}",
                    Nearest.To(name, service.Actions) is { } near
                        ? $"did you mean {Quoted.Value($"{service.Prefix}:{near}")}?"
                        : "look the action up in AWS's Service Authorization Reference");
        }

        if (grammar == PolicyGrammar.Rcp && !service.Restrictable)
        {
            faults.Warning(
                written.Where, "no-effect", $"resource control policies have no effect on service {service.Prefix}",
                "move the action to a service control policy, or delete it");
        }

        return true;
    }

    private bool Refuse(SourceNode written, string code, string what, string remedy) => faults.Refuse<bool>(written.Where, code, what, remedy, out _);
}
