using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>Which statements of a bucket's policy, and which grants, let anybody in.</summary>
/// <remarks>
/// S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of public": a statement for everybody is not public where a condition holds one of some keys
/// to fixed values. Remembered, not read again in 2026-11. Keys that are not listed here count for nothing, so that a doubtful statement is taken for a public one.
/// </remarks>
internal static class PublicStatements
{
    private static readonly HashSet<string> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID",
        "aws:SourceVpc", "aws:SourceVpce", "aws:userid", "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
    };

    private static readonly string[] s_everybody = ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];

    /// <summary>Why anybody may do one of the actions; empty when nobody unnamed may, or the bucket's block stops it.</summary>
    /// <param name="image">Of a bucket.</param>
    /// <param name="actions">Any of them is enough.</param>
    /// <param name="permissions">Of access control lists.</param>
    public static IReadOnlyList<string> Why(JsonObject image, IReadOnlyList<string> actions, IReadOnlyList<string> permissions)
    {
        var (ignoresAcls, restricts) = (IsOn(image, "ignorePublicAcls"), IsOn(image, "restrictPublicBuckets"));
        var grants = ignoresAcls || BucketAcl.IsOff(image) ? [] : s_everybody.SelectMany(who => BucketAcl.PermissionsOf(image, who).Intersect(permissions).Select(p => $"{p} for {who[(who.LastIndexOf('/') + 1)..]}"));
        var statements = restricts ? [] : BucketPolicy.Of(image).Where(s => IsPublic(s.Value) && actions.Any(a => BucketPolicy.Names(s.Value, a))).Select(s => $"statement {s.Key}");
        return [.. grants, .. statements];
    }

    /// <summary>Whether a statement allows everybody something.</summary>
    public static bool IsPublic(JsonObject statement) => (string?)statement["Effect"] == "Allow"
        && (statement.ContainsKey("NotPrincipal") || BucketPolicy.Principals(statement, "AWS").Contains("*"))
        && !(statement["Condition"] is JsonObject condition && condition.Any(test => test.Value is JsonObject keys && keys.Any(key => IsFixed(test.Key, key.Key, BucketPolicy.Strings(key.Value)))));

    private static bool IsOn(JsonObject image, string name) => (bool?)image["publicAccessBlock"]?[name] ?? false;

    private static bool IsFixed(string test, string key, IReadOnlyList<string> values) => values.Count > 0 && (
        test.Equals("IpAddress", StringComparison.OrdinalIgnoreCase) ? key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) && values.All(IsNarrow)
        : test is "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" or "ArnEquals" or "ArnLike" && s_keys.Contains(key) && !values.Any(v => Wildcard.Has(v) || v.Contains("${", StringComparison.Ordinal)));

    // Wider than /8 of IPv4 or /32 of IPv6 is everybody (same page).
    private static bool IsNarrow(string range) => range.Split('/') is var parts
        && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits >= (parts[0].Contains(':', StringComparison.Ordinal) ? 32 : 8)));
}
