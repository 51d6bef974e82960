using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What remediations are matched by, where a Config rule rang.</summary>
/// <remarks>Security Hub's own rules have ARNs of <c>config-rule/aws-service-rule/securityhub.amazonaws.com/…</c>: findings seen in public.</remarks>
internal static class RuleTriggers
{
    /// <summary>From a rule's name and ARN.</summary>
    /// <param name="name">In the account that holds the rule.</param>
    /// <param name="arn">Null where nobody told it.</param>
    /// <param name="naming">What the landing zone puts before and behind the names of its rules.</param>
    public static Trigger Of(string name, string? arn, RuleNaming naming) =>
        arn?.Contains(":config-rule/aws-service-rule/securityhub.amazonaws.com/", StringComparison.Ordinal) == true
            ? new(TriggerKind.SecurityHubRule, RuleNames.SecurityHub(name))
            : new(TriggerKind.ConfigRule, naming.Control(RuleNames.Declared(name)));
}

/// <summary>How the landing zone names its Config rules: a prefix before the control's name, and behind it the environment where a rule differs there.</summary>
/// <param name="Prefix"><c>secret-scoops-</c></param>
/// <param name="Environments">The management account's name among them.</param>
internal sealed record RuleNaming(string Prefix, IReadOnlyList<string> Environments)
{
    /// <summary>Rules that are called as their controls.</summary>
    public static RuleNaming Plain { get; } = new("", []);

    /// <summary>As the policies have it.</summary>
    public static RuleNaming Of(PolicyBundle policies) =>
        new(policies.LandingZone.NamePrefix, [policies.LandingZone.ManagementAccount, .. policies.Environments.Select(environment => environment.Value.Name)]);

    /// <summary>The control of a rule; the rule's own name where no control has it.</summary>
    public string Control(string rule)
    {
        var bare = rule.Length > Prefix.Length && rule.StartsWith(Prefix, StringComparison.Ordinal) ? rule[Prefix.Length..] : rule;
        return RemediationCatalogue.All.ContainsKey(bare) ? bare
            : Environments.FirstOrDefault(name => bare.EndsWith($"-{name}", StringComparison.Ordinal) && RemediationCatalogue.All.ContainsKey(bare[..^(name.Length + 1)])) is { } environment ? bare[..^(environment.Length + 1)]
            : bare;
    }
}
