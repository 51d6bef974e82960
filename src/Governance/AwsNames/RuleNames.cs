using System.Text.RegularExpressions;

namespace SecretScoops.Governance.AwsNames;

/// <summary>Takes off what AWS adds to the name of a Config rule that it makes for others.</summary>
/// <remarks>
/// <c>OrgConfigRule-s3-bucket-versioning-enabled-dbgzf8ba</c>, <c>CustomRuleForAccount-conformance-pack-szsm1uv0w</c>: Audit Manager API Reference, SourceKeyword,
/// read 2026-11. <c>securityhub-restricted-ssh-1a2b3c4d</c>: findings seen in public.
/// </remarks>
internal static partial class RuleNames
{
    /// <summary>As it was declared, for the organization, in a pack or in the account itself.</summary>
    public static string Declared(string name) => DeclaredName().Match(name) is { Success: true } made ? made.Groups[1].Value + made.Groups[2].Value : name;

    /// <summary>As Security Hub chose it for itself.</summary>
    public static string SecurityHub(string name) => SecurityHubName().Match(name) is { Success: true } hub ? hub.Groups[1].Value : name;

    [GeneratedRegex("^securityhub-(.+)-[0-9a-z]{6,10}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecurityHubName();

    [GeneratedRegex("^(?:OrgConfigRule-(.+)-[0-9a-z]{8}|(.+)-conformance-pack-[0-9a-z]{8,10})$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DeclaredName();
}
