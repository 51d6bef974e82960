using System.Text.Json;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Reports.Formats;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Sends findings to Security Hub, each in its own account and region: AWS takes them from no other (Security Hub API Reference, BatchImportFindings, read 2026-11).</summary>
/// <param name="connection">Leads to every account.</param>
internal sealed class SecurityHubImport(AwsConnection connection)
{
    /// <summary>Rights that it needs in each account.</summary>
    public static IReadOnlyList<Need> Permissions { get; } = ["securityhub:BatchImportFindings"];

    /// <summary>Sends the batches, one after another; what fails in one account stops no other.</summary>
    /// <returns>How many were taken, and what was not, in words.</returns>
    public async Task<(int Taken, IReadOnlyList<string> Faults)> SendAsync(IEnumerable<AsffBatch> batches, CancellationToken cancel)
    {
        var (taken, faults) = (0, new List<string>());
        foreach (var batch in batches)
        {
            try
            {
                var answer = await connection.Home.In(batch.AccountId, batch.Region).SecurityHub.BatchImportFindingsAsync(new() { Findings = [.. batch.Findings.Select(Of)] }, cancel);
                taken += answer.SuccessCount ?? 0;
                faults.AddRange((answer.FailedFindings ?? []).Select(failed => $"{batch.AccountId}/{batch.Region}: {failed.Id}: {failed.ErrorCode}: {failed.ErrorMessage}"));
            }
            catch (Exception e) when (AwsFaults.IsFromAws(e))
            {
                faults.Add(AwsFaults.From(e, batch.AccountId, batch.Region).ToString());
            }
        }

        return (taken, faults);
    }

    private static AwsSecurityFinding Of(ReadOnlyMemory<byte> asff)
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
