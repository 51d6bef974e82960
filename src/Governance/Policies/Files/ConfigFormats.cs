using System.Text.RegularExpressions;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Formats and words of the files about AWS Config.</summary>
internal static partial class ConfigFormats
{
    public static TextFormat ResourceType { get; } = new("invalid-resource-type", "a resource type such as \"AWS::EC2::Instance\"", ResourceTypePattern);

    public static TextFormat Requirement { get; } = new("invalid-requirement", "the id of a requirement such as \"S13\"", RequirementPattern);

    public static TextFormat RuleIdentifier { get; } = new("invalid-identifier", "a managed rule's identifier such as \"RDS_STORAGE_ENCRYPTED\"", RuleIdentifierPattern);

    public static TextFormat Parameter { get; } = new("invalid-parameter", "a parameter's name such as \"maxAccessKeyAge\"", ParameterPattern);

    public static TextFormat FunctionName { get; } = new("invalid-name", "a Lambda function's name of letters, digits, - and _", FunctionNamePattern);

    public static TextFormat KeyPrefix { get; } = new("invalid-prefix", "a prefix of S3 keys without slashes at its ends", KeyPrefixPattern);

    /// <summary>How often: the words of policies, and AWS's (Config API Reference, MaximumExecutionFrequency, read 2026-11).</summary>
    public static Shape<string> Frequency { get; } = Shape.Choice(("1h", "One_Hour"), ("3h", "Three_Hours"), ("6h", "Six_Hours"), ("12h", "Twelve_Hours"), ("24h", "TwentyFour_Hours"));

    [GeneratedRegex("^AWS::[A-Za-z0-9]*::[A-Za-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceTypePattern { get; }

    [GeneratedRegex("^S[0-9]{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex RequirementPattern { get; }

    [GeneratedRegex("^[A-Z0-9]+(_[A-Z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleIdentifierPattern { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionNamePattern { get; }

    [GeneratedRegex("^[A-Za-z0-9!_.*'()-]+(/[A-Za-z0-9!_.*'()-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPrefixPattern { get; }
}
