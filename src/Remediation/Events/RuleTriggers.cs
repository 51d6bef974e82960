namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What remediations are matched by, where a Config rule rang.</summary>
/// <remarks>Security Hub's own rules have ARNs of <c>config-rule/aws-service-rule/securityhub.amazonaws.com/…</c>: findings seen in public.</remarks>
internal static class RuleTriggers
{
    /// <summary>From a rule's name and ARN.</summary>
    public static Trigger Of(string name, string? arn) =>
        arn?.Contains(":config-rule/aws-service-rule/securityhub.amazonaws.com/", StringComparison.Ordinal) == true
            ? new(TriggerKind.SecurityHubRule, RuleNames.SecurityHub(name))
            : new(TriggerKind.ConfigRule, RuleNames.Declared(name));
}
