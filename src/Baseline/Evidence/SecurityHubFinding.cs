using System.Globalization;
using System.Text.Json;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Findings as the client of Security Hub has them.</summary>
internal static class SecurityHubFinding
{
    /// <summary>What earlier reports sent, to be sent once more as archived: as it was, but for what Security Hub or people wrote on it, which is not for a provider to send.</summary>
    /// <param name="finding">As Security Hub shows it.</param>
    /// <param name="report">That does not have it any more.</param>
    public static AwsSecurityFinding Archived(AwsSecurityFinding finding, ReportHeader report) => new()
    {
        SchemaVersion = finding.SchemaVersion,
        Id = finding.Id,
        ProductArn = finding.ProductArn,
        GeneratorId = finding.GeneratorId,
        AwsAccountId = finding.AwsAccountId,
        RecordState = "ARCHIVED",
        Types = finding.Types,
        CreatedAt = finding.CreatedAt,
        UpdatedAt = report.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        Severity = finding.Severity,
        Title = finding.Title,
        Description = finding.Description,
        ProductFields = new((finding.ProductFields ?? []).Where(field => field.Key.StartsWith(AsffFinding.Ours, StringComparison.Ordinal)))
        {
            [AsffFinding.Ours + "archived"] = $"report {report.Id} looked, and does not have it any more",
        },
        Resources = finding.Resources,
        Compliance = finding.Compliance,
        FindingProviderFields = finding.FindingProviderFields,
    };

    /// <summary>One that is written as ASFF.</summary>
    public static AwsSecurityFinding Of(ReadOnlyMemory<byte> asff)
    {
        using var document = JsonDocument.Parse(asff);
        var finding = document.RootElement;
        return new()
        {
            SchemaVersion = Text(finding, "SchemaVersion"),
            Id = Text(finding, "Id"),
            ProductArn = Text(finding, "ProductArn"),
            GeneratorId = Text(finding, "GeneratorId"),
            AwsAccountId = Text(finding, "AwsAccountId"),
            RecordState = Text(finding, "RecordState"),
            Types = Texts(finding, "Types"),
            CreatedAt = Text(finding, "CreatedAt"),
            UpdatedAt = Text(finding, "UpdatedAt"),
            Severity = new() { Label = Text(finding.GetProperty("Severity"), "Label"), Normalized = finding.GetProperty("Severity").GetProperty("Normalized").GetInt32() },
            Title = Text(finding, "Title"),
            Description = Text(finding, "Description"),
            ProductFields = Map(finding, "ProductFields"),
            Resources = [.. finding.GetProperty("Resources").EnumerateArray().Select(ResourceOf)],
            Compliance = finding.GetProperty("Compliance") is var compliance ? new()
            {
                Status = Text(compliance, "Status"),
                RelatedRequirements = Texts(compliance, "RelatedRequirements"),
                StatusReasons = compliance.TryGetProperty("StatusReasons", out var reasons)
                    ? [.. reasons.EnumerateArray().Select(reason => new StatusReason { ReasonCode = Text(reason, "ReasonCode"), Description = Text(reason, "Description") })]
                    : null,
            }
            : null,
            Workflow = finding.TryGetProperty("Workflow", out var workflow) ? new() { Status = Text(workflow, "Status") } : null,
            FindingProviderFields = finding.TryGetProperty("FindingProviderFields", out var provided)
                ? new() { Severity = new() { Label = Text(provided.GetProperty("Severity"), "Label") }, Types = Texts(provided, "Types") }
                : null,
            Note = finding.TryGetProperty("Note", out var note) ? new() { Text = Text(note, "Text"), UpdatedBy = Text(note, "UpdatedBy"), UpdatedAt = Text(note, "UpdatedAt") } : null,
        };
    }

    private static Amazon.SecurityHub.Model.Resource ResourceOf(JsonElement resource) => new() { Type = Text(resource, "Type"), Id = Text(resource, "Id"), Partition = Text(resource, "Partition"), Region = Text(resource, "Region"), Tags = Map(resource, "Tags") };

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static List<string>? Texts(JsonElement from, string name) => from.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(each => each.GetString()!)] : null;

    private static Dictionary<string, string>? Map(JsonElement from, string name) =>
        from.TryGetProperty(name, out var map) ? map.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!) : null;
}
