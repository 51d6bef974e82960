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

    public static TextFormat Phone { get; } = new("invalid-phone", "a telephone number such as \"+49 30 1234567\"", PhonePattern);

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

    public static TextFormat ServicePrincipal { get; } = new("invalid-principal", "a service principal such as \"cloudtrail.amazonaws.com\"", ServicePrincipalPattern);

    public static TextFormat TrailName { get; } = new("invalid-name", "a trail's name of letters, digits and .-_ such as \"organization\"", TrailNamePattern);

    public static TextFormat ResourceType { get; } = new("invalid-resource-type", "a resource type such as \"AWS::S3::Object\"", ResourceTypePattern);

    public static TextFormat ArnPrefix { get; } = new("invalid-arn", "the beginning of an ARN such as \"arn:aws:s3:::secret-scoops-prod-\"", ArnPrefixPattern);

    public static TextFormat LogGroup { get; } = new("invalid-name", "a log group's name such as \"/secret-scoops/trail\"", LogGroupPattern);

    public static TextFormat QueueName { get; } = new("invalid-name", "a queue's name of letters, digits and -_ such as \"secret-scoops-remediation\"", QueueNamePattern);

    public static TextFormat TopicName { get; } = new("invalid-name", "a topic's name of letters, digits and -_ such as \"secret-scoops-alerts-critical\"", TopicNamePattern);

    public static TextFormat RuleName { get; } = new("invalid-name", "a name of letters, digits and .-_ such as \"secret-scoops-collect-config\"", RuleNamePattern);

    public static TextFormat QueueEndpoint { get; } = new("invalid-endpoint", "the ARN or the name of a queue", QueueEndpointPattern);

    public static TextFormat FunctionEndpoint { get; } = new("invalid-endpoint", "the ARN or the name of a function", FunctionEndpointPattern);

    public static TextFormat RegionOrWord { get; } = new("invalid-region", "\"governed\", \"home\" or an AWS region such as \"us-east-1\"", RegionOrWordPattern);

    public static TextFormat ValueName { get; } = new("invalid-name", "a name of letters, digits and _- such as \"severity\"", ValueNamePattern);

    public static TextFormat EventPath { get; } = new("invalid-path", "a path in the event such as \"$.detail.severity\"", EventPathPattern);
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

    [GeneratedRegex("^[0-9 +()-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePattern { get; }

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

    [GeneratedRegex("^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com$", RegexOptions.CultureInvariant)]
    private static partial Regex ServicePrincipalPattern { get; }

    // CloudTrail API Reference, CreateTrail, Name, read 2026-11.
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailNamePattern { get; }

    [GeneratedRegex("^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceTypePattern { get; }

    [GeneratedRegex("^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z0-9._/:*-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ArnPrefixPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9._/#-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex LogGroupPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex QueueNamePattern { get; }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex TopicNamePattern { get; }

    [GeneratedRegex("^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleNamePattern { get; }

    [GeneratedRegex("^([A-Za-z0-9_-]{1,80}|arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80})$", RegexOptions.CultureInvariant)]
    private static partial Regex QueueEndpointPattern { get; }

    [GeneratedRegex("^([A-Za-z0-9_-]{1,64}|arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64})$", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionEndpointPattern { get; }

    [GeneratedRegex("^(governed|home|[a-z]{2}(-[a-z]+)+-[0-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionOrWordPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex ValueNamePattern { get; }

    // EventBridge takes a part of JSONPath: dots, brackets and indices (User Guide, "Input transformation", read 2026-11).
    [GeneratedRegex("^\\$([.][A-Za-z0-9_-]+|\\[[0-9]+\\]|\\['[^']+'\\])+$", RegexOptions.CultureInvariant)]
    private static partial Regex EventPathPattern { get; }
}
