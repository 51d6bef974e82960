using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace SecretScoops.Governance.Guardrails;

/// <summary>What sort of value an operator compares with.</summary>
internal enum ConditionValueKind
{
    Text,
    Arn,
    Number,
    Date,
    Boolean,
    Binary,
    IpRange,
}

/// <summary>An operator of a condition block, taken apart: <c>ForAnyValue:</c>, <c>StringLike</c>, <c>IfExists</c>.</summary>
/// <remarks>IAM User Guide, "IAM JSON policy elements: Condition operators", read 2026-11. AWS takes names in any case, and publishes samples that rely on it.</remarks>
internal sealed record ConditionOperator(string? Qualifier, string Name, bool IfExists, ConditionValueKind Compares)
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly string[] s_qualifiers = ["ForAllValues", "ForAnyValue"];

    private static readonly Dictionary<string, (string Name, ConditionValueKind Kind)> s_known = new(
        new (string Name, ConditionValueKind Kind)[]
        {
            ("StringEquals", ConditionValueKind.Text), ("StringNotEquals", ConditionValueKind.Text),
            ("StringEqualsIgnoreCase", ConditionValueKind.Text), ("StringNotEqualsIgnoreCase", ConditionValueKind.Text),
            ("StringLike", ConditionValueKind.Text), ("StringNotLike", ConditionValueKind.Text),
            ("ArnEquals", ConditionValueKind.Arn), ("ArnNotEquals", ConditionValueKind.Arn),
            ("ArnLike", ConditionValueKind.Arn), ("ArnNotLike", ConditionValueKind.Arn),
            ("NumericEquals", ConditionValueKind.Number), ("NumericNotEquals", ConditionValueKind.Number),
            ("NumericLessThan", ConditionValueKind.Number), ("NumericLessThanEquals", ConditionValueKind.Number),
            ("NumericGreaterThan", ConditionValueKind.Number), ("NumericGreaterThanEquals", ConditionValueKind.Number),
            ("DateEquals", ConditionValueKind.Date), ("DateNotEquals", ConditionValueKind.Date),
            ("DateLessThan", ConditionValueKind.Date), ("DateLessThanEquals", ConditionValueKind.Date),
            ("DateGreaterThan", ConditionValueKind.Date), ("DateGreaterThanEquals", ConditionValueKind.Date),
            ("Bool", ConditionValueKind.Boolean), ("Null", ConditionValueKind.Boolean), ("BinaryEquals", ConditionValueKind.Binary),
            ("IpAddress", ConditionValueKind.IpRange), ("NotIpAddress", ConditionValueKind.IpRange),
        }.Select(known => KeyValuePair.Create(known.Name, known)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names without qualifier and suffix.</summary>
    public static IEnumerable<string> Names => s_known.Values.Select(known => known.Name);

    /// <summary>Only these resolve <c>${variables}</c>.</summary>
    public bool TakesVariables => Compares is ConditionValueKind.Text or ConditionValueKind.Arn;

    /// <summary>As IAM spells it; text that is no operator comes back as it is.</summary>
    public static string Canonical(string text) => TryParse(text, out var parsed) ? parsed.ToString() : text;

    /// <summary>Takes an operator apart, whatever its case.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ConditionOperator? parsed)
    {
        parsed = null;
        string? qualifier = null;
        if (text.Split(':', 2) is [var first, var rest])
        {
            qualifier = Array.Find(s_qualifiers, known => known.Equals(first, StringComparison.OrdinalIgnoreCase));
            if (qualifier is null)
            {
                return false;
            }

            text = rest;
        }

        var ifExists = text.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (!s_known.TryGetValue(ifExists ? text[..^IfExistsSuffix.Length] : text, out var known) || (ifExists && known.Name == "Null"))
        {
            return false;
        }

        parsed = new(qualifier, known.Name, ifExists, known.Kind);
        return true;
    }

    /// <summary>What is wrong with a value for this operator, as the end of a sentence; null when nothing is.</summary>
    public string? Refuses(string value) => Compares switch
    {
        ConditionValueKind.Boolean when !bool.TryParse(value, out _) => "is neither \"true\" nor \"false\"",
        ConditionValueKind.Number when !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "is not a number",
        ConditionValueKind.Date when !IsDate(value) => "is neither a date such as \"2026-11-24T00:00:00Z\" nor a number of seconds",
        ConditionValueKind.IpRange when !IsIpRange(value) => "is not an address or CIDR range such as \"203.0.113.0/24\"",
        ConditionValueKind.Binary when !IsBase64(value) => "is not Base64",
        ConditionValueKind.Arn when !IsArnPattern(value) => "is not an ARN pattern such as \"arn:aws:iam::*:role/Deploy\"",
        ConditionValueKind.Text or ConditionValueKind.Arn or ConditionValueKind.Number or ConditionValueKind.Date
            or ConditionValueKind.Boolean or ConditionValueKind.Binary or ConditionValueKind.IpRange => null,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{(Qualifier is null ? "" : Qualifier + ":")}{Name}{(IfExists ? IfExistsSuffix : "")}";

    private static bool IsDate(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        || (value.Length >= 4 && char.IsAsciiDigit(value[0]) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));

    private static bool IsIpRange(string value) => value.Contains('/', StringComparison.Ordinal)
        ? value.Split('/', 2) is [var address, var bits]
            && IPAddress.TryParse(address, out var parsed)
            && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= (parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32)
        : IPAddress.TryParse(value, out _);

    private static bool IsBase64(string value) => System.Buffers.Text.Base64.IsValid(value.AsSpan());

    private static bool IsArnPattern(string value) =>
        value == "*" || value.StartsWith("${", StringComparison.Ordinal)
        || (value.StartsWith("arn:", StringComparison.Ordinal) && value.Count(character => character == ':') >= 5);
}
