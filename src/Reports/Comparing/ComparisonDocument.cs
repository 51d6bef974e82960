using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>Which report it was.</summary>
internal sealed record ReportSide(Guid Id, DateTimeOffset At, string Subject, string? OrganizationId, string ToolVersion, string PolicyFingerprint);

/// <summary>Counts; causes by the first of each difference.</summary>
internal sealed record DifferenceSummary(int Worse, int Better, int Neither, IReadOnlyList<CauseCount> Causes);

/// <summary>How many differences have this first cause and direction.</summary>
internal sealed record CauseCount(Cause Cause, Direction Direction, int Count);

/// <summary>What one report says of a finding.</summary>
internal sealed record Sight(Verdict Verdict, string Reason, JsonNode? Declared, JsonNode? Observed, string? Exemption)
{
    /// <summary>Null for null.</summary>
    public static Sight? Of(Finding? finding) => finding is null ? null : new(finding.Verdict, finding.Reason, finding.Declared, finding.Observed, finding.Exemption);
}

/// <summary>A difference as <c>report diff --format json</c> prints it.</summary>
internal sealed record DifferenceDocument(
    string Key, string Control, string AccountId, string Environment, string Region, string ResourceType, string ResourceId,
    Direction Direction, IReadOnlyList<Cause> Causes, string Because, string BaselineState, Sight? Old, Sight? New);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportSide))]
[JsonSerializable(typeof(DifferenceSummary))]
[JsonSerializable(typeof(DifferenceDocument))]
internal sealed partial class ComparingJson : JsonSerializerContext;
