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
    /// <param name="name">In the account that holds the rule.</param>
    /// <param name="arn">Null where nobody told it.</param>
    /// <param name="prefix">What the landing zone puts before the names of its rules.</param>
    public static Trigger Trigger(string name, string? arn, string prefix) =>
        arn?.Contains(":config-rule/aws-service-rule/securityhub.amazonaws.com/", StringComparison.Ordinal) == true
            ? new(TriggerKind.SecurityHubRule, SecurityHubName().Match(name) is { Success: true } hub ? hub.Groups[1].Value : name)
            : new(TriggerKind.ConfigRule, Without(prefix, Declared().Match(name) is { Success: true } made ? made.Groups[1].Value + made.Groups[2].Value : name));

    private static string Without(string prefix, string name) => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;

    [GeneratedRegex("^securityhub-(.+)-[0-9a-z]{6,10}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecurityHubName();

    [GeneratedRegex("^(?:OrgConfigRule-(.+)-[0-9a-z]{8}|(.+)-conformance-pack-[0-9a-z]{8,10})$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Declared();
}
