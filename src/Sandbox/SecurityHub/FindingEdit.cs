using System.Globalization;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Changes of a finding, by people (BatchUpdateFindings) and by rules: both name the same fields.</summary>
internal static class FindingEdit
{
    private static readonly string[] plain = ["VerificationState", "Confidence", "Criticality", "Types", "UserDefinedFields", "RelatedFindings"];

    // Security Hub API Reference, Severity: what a label is as a number from 0 to 100.
    private static readonly Dictionary<string, int> normalized = new(StringComparer.Ordinal)
    {
        ["INFORMATIONAL"] = 0, ["LOW"] = 1, ["MEDIUM"] = 40, ["HIGH"] = 70, ["CRITICAL"] = 90,
    };

    /// <summary>Sets what the update names.</summary>
    public static void Apply(JsonObject finding, JsonObject update, DateTimeOffset now)
    {
        foreach (var field in plain.Where(field => update[field] is not null))
        {
            finding[field] = update[field]!.DeepClone();
        }

        if (update["Severity"] is JsonObject severity)
        {
            var label = severity["Label"]?.GetValue<string>() ?? finding["Severity"]?["Label"]?.GetValue<string>();
            finding["Severity"] = new JsonObject { ["Label"] = label, ["Normalized"] = severity["Normalized"]?.DeepClone() ?? (label is null ? null : normalized[label]) };
        }

        if (update["Workflow"] is JsonObject workflow)
        {
            finding["Workflow"] = workflow.DeepClone();
        }

        if (update["Note"] is JsonObject note)
        {
            var kept = note.DeepClone().AsObject();
            kept["UpdatedAt"] = Text(now);
            finding["Note"] = kept;
        }
    }

    /// <summary>A moment as findings write it.</summary>
    public static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
