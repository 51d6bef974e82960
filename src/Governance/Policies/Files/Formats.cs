using System.Text.RegularExpressions;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Formats of text in policy files. Control characters are refused before any of them is asked, so <c>$</c> means the end.</summary>
internal static partial class Formats
{
    /// <summary>Lower-case words with hyphens: names of files, environments and guardrails.</summary>
    public static TextFormat Slug { get; } = new("invalid-name", "a name of lower-case letters, digits and hyphens such as \"deny-root-user\"", SlugPattern);

    /// <summary>Names of accounts, groups and units; no slash and no at sign, because addresses use them.</summary>
    public static TextFormat Name { get; } = new("invalid-name", "a name of letters, digits, spaces and -_.,+= such as \"prod\"", NamePattern);

    public static TextFormat UnitPath { get; } = new("invalid-path", "a path of names such as \"Workloads/PROD\"", UnitPathPattern);

    public static TextFormat Email { get; } = new("invalid-email", "an e-mail address such as \"aws+dev@example.com\"", EmailPattern);

    public static TextFormat Region { get; } = new("invalid-region", "an AWS region such as \"eu-west-1\"", RegionPattern);

    public static TextFormat Duration { get; } = new("invalid-duration", "a duration in hours and minutes such as \"PT8H\" or \"PT1H30M\"", DurationPattern);

    public static TextFormat RoleArn { get; } = new(
        "invalid-arn", "a pattern for ARNs of roles such as \"arn:aws:iam::*:role/secret-scoops/*\"", RoleArnPattern);

    public static TextFormat ManagedPolicyArn { get; } = new(
        "invalid-arn", "the ARN of an AWS-managed policy such as \"arn:aws:iam::aws:policy/ReadOnlyAccess\"", ManagedPolicyArnPattern);

    public static TextFormat IamName { get; } = new("invalid-name", "an IAM name of letters, digits and +=,._-", IamNamePattern);

    public static TextFormat IamPath { get; } = new("invalid-path", "a path that begins and ends with a slash such as \"/secret-scoops/\"", IamPathPattern);

    public static TextFormat Target { get; } = new("invalid-target", "\"root\", \"ou/PATH\" or \"account/NAME\"", TargetPattern);

    public static TextFormat OrganizationId { get; } = new("invalid-organization-id", "an organization's id such as \"o-a1b2c3d4e5\"", OrganizationIdPattern);

    public static TextFormat Url { get; } = new("invalid-url", "an address that begins with https://", UrlPattern);

    public static TextFormat TagKey { get; } = new("invalid-tag", "the key of a tag: letters, digits, spaces and _.:/=+-@", TagKeyPattern);

    public static TextFormat NamePrefix { get; } = new("invalid-name", "a prefix such as \"secret-scoops-\"", NamePrefixPattern);

    public static TextFormat SecurityControl { get; } = new("invalid-control", "the id of a Security Hub control such as \"IAM.6\"", SecurityControlPattern);

    public static TextFormat ParameterName { get; } = new("invalid-name", "a parameter's name of letters and digits such as \"daysToExpiration\"", ParameterNamePattern);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*[.][0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SecurityControlPattern { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterNamePattern { get; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 ._,+=-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 ._,+=-]*(/[A-Za-z0-9][A-Za-z0-9 ._,+=-]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitPathPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern { get; }

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern { get; }

    [GeneratedRegex("^PT([0-9]{1,2}H([0-9]{1,2}M)?|[0-9]{1,3}M)$", RegexOptions.CultureInvariant)]
    private static partial Regex DurationPattern { get; }

    [GeneratedRegex("^arn:aws[a-z-]*:iam::([0-9]{12}|[*]):role/[A-Za-z0-9+=,.@_/*?-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RoleArnPattern { get; }

    [GeneratedRegex("^arn:aws[a-z-]*:iam::aws:policy/[A-Za-z0-9+=,.@_/-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex ManagedPolicyArnPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9+=,._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex IamNamePattern { get; }

    [GeneratedRegex("^/([A-Za-z0-9+=,.@_-]+/)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IamPathPattern { get; }

    [GeneratedRegex("^(root|ou/[^/].*|account/[^/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex TargetPattern { get; }

    [GeneratedRegex("^o-[a-z0-9]{10,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex OrganizationIdPattern { get; }

    [GeneratedRegex("^https://[A-Za-z0-9.-]+([/?#][!-~]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9 _.:/=+@-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex TagKeyPattern { get; }

    [GeneratedRegex("^[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePrefixPattern { get; }
}
