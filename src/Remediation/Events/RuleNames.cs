using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Takes off what AWS adds to the name of a Config rule that it makes for others.</summary>
/// <remarks>
/// <c>OrgConfigRule-s3-bucket-versioning-enabled-dbgzf8ba</c>, <c>CustomRuleForAccount-conformance-pack-szsm1uv0w</c>: Audit Manager API Reference, SourceKeyword,
/// read 2026-11. <c>securityhub-restricted-ssh-1a2b3c4d</c> with an ARN of <c>config-rule/aws-service-rule/securityhub.amazonaws.com/…</c>: findings seen in public.
/// </remarks>
internal static partial class RuleNames
{
    /// <summary>What remediations are matched by, from a rule's name and ARN.</summary>
    public static Trigger Trigger(string name, string? arn) =>
        arn?.Contains(":config-rule/aws-service-rule/securityhub.amazonaws.com/", StringComparison.Ordinal) == true
            ? new(TriggerKind.SecurityHubRule, SecurityHubName().Match(name) is { Success: true } hub ? hub.Groups[1].Value : name)
            : new(TriggerKind.ConfigRule, Declared().Match(name) is { Success: true } made ? made.Groups[1].Value + made.Groups[2].Value : name);

    [GeneratedRegex("^securityhub-(.+)-[0-9a-z]{6,10}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecurityHubName();

    [GeneratedRegex("^(?:OrgConfigRule-(.+)-[0-9a-z]{8}|(.+)-conformance-pack-[0-9a-z]{8,10})$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Declared();
}
