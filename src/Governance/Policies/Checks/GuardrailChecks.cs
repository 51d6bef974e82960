using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Quotas of guardrails, measured as they will be uploaded, and whether their type is enabled.</summary>
internal static class GuardrailChecks
{
    public static void Run(WrittenPolicies written, IReadOnlyList<ResolvedGuardrail> guardrails, FaultLog faults)
    {
        foreach (var guardrail in guardrails)
        {
            CheckOne(written, guardrail, faults);
        }

        if (written.Limits is { } limits)
        {
            foreach (var type in Enum.GetValues<PolicyType>())
            {
                CheckTargets(guardrails, type, limits.PerTarget(type), AwsOwn(type), faults);
            }
        }
    }

    private static void CheckOne(WrittenPolicies written, ResolvedGuardrail guardrail, FaultLog faults)
    {
        var (policy, where) = guardrail.Resolved;
        var type = guardrail.Written.Type;
        if (written.LandingZone is { } landingZone && !landingZone.LandingZone.PolicyTypes.Contains(policy.Type))
        {
            faults.Error(
                type.Where, "policy-type-not-enabled", $"guardrail {Quoted.Value(policy.Name)} is of type {Quoted.Value(PolicyTypeWords.Word(policy.Type))}, which the landing zone does not enable",
                $"add {Quoted.Value(PolicyTypeWords.Word(policy.Type))} to policyTypes in landing-zone.json");
        }

        if (guardrail.Targets.Count == 0)
        {
            faults.Warning(where, "guardrail-unused", $"guardrail {Quoted.Value(policy.Name)} is attached to nothing", "switch it on in an environment, name targets, or delete it");
        }

        if (written.Limits is not { } limits)
        {
            return;
        }

        OverQuota.Check(
            policy.Document.Length, limits.Characters(policy.Type), guardrail.Written.Content.Where, $"guardrail {Quoted.Value(policy.Name)} has, minified,", "characters",
            "move statements into another guardrail", faults);
        OverQuota.Check(policy.Name.Length, limits.PolicyNameCharacters, where, $"the name of guardrail {Quoted.Value(policy.Name)} has", "characters", "shorten it", faults);
        OverQuota.Check(
            policy.Description.Length, limits.PolicyDescriptionCharacters, guardrail.Written.Description.Where, $"the description of guardrail {Quoted.Value(policy.Name)} has", "characters",
            "shorten it", faults);
    }

    private static void CheckTargets(IReadOnlyList<ResolvedGuardrail> guardrails, PolicyType type, Quota quota, string? always, FaultLog faults)
    {
        var attached = guardrails
            .Where(guardrail => guardrail.Resolved.Value.Type == type)
            .SelectMany(guardrail => guardrail.Targets.Select(target => (Target: target, guardrail.Resolved.Value.Name)))
            .GroupBy(attachment => attachment.Target.Value);
        foreach (var target in attached)
        {
            var names = target.Select(attachment => attachment.Name).Concat(always is null ? [] : [always]).ToList();
            OverQuota.Check(
                names.Count, quota, target.Last().Target.Where, $"{Quoted.Value(target.Key.ToString())} would have", $"{PolicyTypeWords.Word(type)} policies attached ({string.Join(", ", names)})",
                "attach some of them a level higher or lower, or merge two", faults);
        }
    }

    /// <summary>What AWS attaches to every target of the type, and counts.</summary>
    private static string? AwsOwn(PolicyType type) => type == PolicyType.Scp ? "FullAWSAccess" : type == PolicyType.Rcp ? "RCPFullAWSAccess" : null;
}
