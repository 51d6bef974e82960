using System.Globalization;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Whether a finding matches filters; those of GetFindings and the criteria of automation rules are the same.</summary>
/// <remarks>
/// Fields must all match. Of the filters of one field, one must match, and none of those that say NOT may fail
/// (Security Hub API Reference, StringFilter and MapFilter, read 2026-11).
/// </remarks>
internal static class FindingFilter
{
    private static readonly Dictionary<string, string> paths = new(StringComparer.Ordinal)
    {
        ["Type"] = "Types/*",
        ["SeverityLabel"] = "Severity/Label",
        ["SeverityProduct"] = "Severity/Product",
        ["SeverityNormalized"] = "Severity/Normalized",
        ["RecommendationText"] = "Remediation/Recommendation/Text",
        ["ResourceType"] = "Resources/*/Type",
        ["ResourceId"] = "Resources/*/Id",
        ["ResourcePartition"] = "Resources/*/Partition",
        ["ResourceRegion"] = "Resources/*/Region",
        ["ResourceTags"] = "Resources/*/Tags",
        ["ResourceDetailsOther"] = "Resources/*/Details/Other",
        ["ComplianceStatus"] = "Compliance/Status",
        ["ComplianceSecurityControlId"] = "Compliance/SecurityControlId",
        ["ComplianceAssociatedStandardsId"] = "Compliance/AssociatedStandards/*/StandardsId",
        ["WorkflowStatus"] = "Workflow/Status",
        ["NoteText"] = "Note/Text",
        ["NoteUpdatedAt"] = "Note/UpdatedAt",
        ["NoteUpdatedBy"] = "Note/UpdatedBy",
    };

    /// <summary>Whether all filters match.</summary>
    public static bool Matches(JsonObject finding, JsonObject filters) => filters.All(filter => filter.Value is not JsonArray { Count: > 0 } list || Field(ValuesOf(finding, filter.Key), list));

    /// <summary>The values of a field, as filters and sort criteria name it.</summary>
    public static IReadOnlyList<JsonNode> ValuesOf(JsonObject finding, string field) => At([finding], paths.GetValueOrDefault(field, field).Split('/'));

    private static List<JsonNode> At(List<JsonNode> nodes, string[] path)
    {
        foreach (var step in path)
        {
            nodes = [.. nodes.SelectMany(node => Beneath(node, step))];
        }

        return nodes;
    }

    private static IEnumerable<JsonNode> Beneath(JsonNode node, string step) => node switch
    {
        JsonArray list when step == "*" => list.OfType<JsonNode>(),
        JsonObject map when map[step] is { } next => Enumerable.Repeat(next, 1),
        _ => [],
    };

    private static bool Field(IReadOnlyList<JsonNode> values, JsonArray filters)
    {
        var (some, any) = (false, false);
        foreach (var filter in filters.OfType<JsonObject>())
        {
            var comparison = filter["Comparison"]?.GetValue<string>() ?? "EQUALS";
            if (comparison.Contains("NOT_", StringComparison.Ordinal))
            {
                if (One(values, filter, comparison.StartsWith("PREFIX", StringComparison.Ordinal) ? "PREFIX" : comparison["NOT_".Length..]))
                {
                    return false;
                }

                continue;
            }

            some = true;
            any |= One(values, filter, comparison);
        }

        return !some || any;
    }

    private static bool One(IReadOnlyList<JsonNode> values, JsonObject filter, string comparison) => values.Any(value => value switch
    {
        JsonObject map => map[filter["Key"]?.GetValue<string>() ?? ""] is { } entry && Compare(Text(entry), Text(filter["Value"]), comparison),
        _ when filter["Value"] is { } text => Compare(Text(value), Text(text), comparison),
        _ when filter["Start"] is not null || filter["End"] is not null => Within(Text(value), Text(filter["Start"]), Text(filter["End"])),
        _ when double.TryParse(Text(value), CultureInfo.InvariantCulture, out var number) => Number(number, filter),
        _ => false,
    });

    private static bool Compare(string value, string with, string comparison) => comparison switch
    {
        "PREFIX" => value.StartsWith(with, StringComparison.Ordinal),
        "CONTAINS" => value.Contains(with, StringComparison.Ordinal),
        "CONTAINS_WORD" => value.Split(' ', ',', '.', '-').Contains(with, StringComparer.OrdinalIgnoreCase),
        _ => value == with,
    };

    // Moments of ISO 8601 in UTC sort as text.
    private static bool Within(string value, string start, string end) =>
        (start.Length == 0 || string.CompareOrdinal(value, start) >= 0) && (end.Length == 0 || string.CompareOrdinal(value, end) <= 0);

    private static bool Number(double value, JsonObject filter) =>
        (filter["Eq"]?.GetValue<double>() is not { } eq || value.Equals(eq))
        && (filter["Gte"]?.GetValue<double>() is not { } gte || value >= gte)
        && (filter["Lte"]?.GetValue<double>() is not { } lte || value <= lte)
        && (filter["Gt"]?.GetValue<double>() is not { } gt || value > gt)
        && (filter["Lt"]?.GetValue<double>() is not { } lt || value < lt);

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };
}
