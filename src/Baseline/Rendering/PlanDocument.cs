using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>A plan as JSON: what <c>plan --format json</c> prints and <c>--out</c> keeps. Fields are only ever added within a format version.</summary>
internal sealed record PlanDocument
{
    /// <summary>The version this tool writes and reads.</summary>
    public const int Version = 1;

    public required int FormatVersion { get; init; }

    public required Fingerprint Fingerprint { get; init; }

    public required PlanSummary Summary { get; init; }

    public required IReadOnlyList<PlannedChange> Changes { get; init; }

    public required IReadOnlyList<FaultDocument> Refusals { get; init; }

    public required IReadOnlyList<FaultDocument> Unread { get; init; }

    /// <summary>Accounts and regions left alone because they could not be read.</summary>
    public required IReadOnlyList<PlannedOutOfReach> OutOfReach { get; init; }

    /// <summary>Addresses that are declared and could not be read.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];

    /// <summary>Addresses of changes that are left for a later run.</summary>
    public IReadOnlyList<string> Deferred { get; init; } = [];

    public required IReadOnlyList<FaultDocument> Notes { get; init; }

    public required PlanOptions Options { get; init; }

    /// <summary>A plan as a document.</summary>
    /// <param name="plan">What would be done.</param>
    /// <param name="options">What the command narrowed or permitted.</param>
    /// <param name="managementAccount">The account that the organization's own resources are told under.</param>
    public static PlanDocument Of(Plan plan, PlanOptions options, string managementAccount) => new()
    {
        FormatVersion = Version,
        Fingerprint = plan.Fingerprint,
        Summary = new(plan.Count(Verb.Create), plan.Count(Verb.Update), plan.Count(Verb.Delete), plan.Count(Verb.Keep)),
        Changes = [.. plan.Pending.Select(c => new PlannedChange(
            c.Address.ToString(),
            c.Address.Kind,
            c.Account ?? managementAccount,
            c.Address.Region,
            Journal.VerbName(c.Verb),
            [.. c.Needs.Select(n => n.ToString())],
            [.. c.Differences.Select(d => new PlannedDifference(d.Path, d.Before?.DeepClone(), d.After?.DeepClone()))],
            c.After?.DeclaredAt is { } place ? new DeclaredAt(place.Name, place.Line, place.Pointer) : null))],
        Refusals = [.. plan.Refusals.Select(FaultDocument.Of)],
        Unread = [.. plan.Unread.Select(FaultDocument.Of)],
        OutOfReach = [.. plan.OutOfReach.Select(o => new PlannedOutOfReach(o.Account, o.Region, o.Kind, FaultDocument.Of(o.Why)))],
        NotRead = [.. plan.NotRead.Select(a => a.ToString())],
        Deferred = [.. plan.Deferred.Select(a => a.ToString())],
        Notes = [.. plan.Notes.Select(FaultDocument.Of)],
        Options = options,
    };
}

/// <summary>How many changes of each sort.</summary>
internal sealed record PlanSummary(int Create, int Update, int Delete, int Unchanged);

/// <summary>One change. <paramref name="Region"/> is null for what has none, <paramref name="DeclaredAt"/> for what no policy file declares in so many words.</summary>
internal sealed record PlannedChange(
    string Address,
    string Kind,
    string Account,
    string? Region,
    string Action,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<PlannedDifference> Differences,
    DeclaredAt? DeclaredAt);

/// <summary>An account, or a region of it, that could not be read; <paramref name="Kind"/> is null where that holds of every kind.</summary>
internal sealed record PlannedOutOfReach(string Account, string? Region, string? Kind, FaultDocument Fault);

/// <summary>Where a policy file declares it; the line counts from 1.</summary>
internal sealed record DeclaredAt(string File, int Line, string? Pointer);

/// <summary>One attribute that differs; null for absent.</summary>
internal sealed record PlannedDifference(string Path, JsonNode? Before, JsonNode? After);

/// <summary>A fault as JSON.</summary>
internal sealed record FaultDocument(string Severity, string Code, string What, string Where, int? Line, int? Column, string? Pointer, string? Remedy)
{
    /// <summary>A fault as a document.</summary>
    public static FaultDocument Of(Fault fault) => new(
        NameOf(fault.Severity),
        fault.Code,
        fault.What,
        fault.Where.Name,
        fault.Where.Line == 0 ? null : fault.Where.Line,
        fault.Where.Column == 0 ? null : fault.Where.Column,
        fault.Where.Pointer,
        fault.Remedy);

    private static string NameOf(Severity severity) => severity switch
    {
        Faults.Severity.Error => "error",
        Faults.Severity.Warning => "warning",
        Faults.Severity.Note => "note",
    };
}

/// <summary>What <c>validate --format json</c> prints.</summary>
internal sealed record ValidationDocument(int FormatVersion, bool Valid, IReadOnlyList<FaultDocument> Faults);

/// <summary>What <c>apply --format json</c> prints: the plan it carried out, and how each change ended.</summary>
internal sealed record ApplyDocument(int FormatVersion, double Seconds, ApplySummary Summary, IReadOnlyList<EndedChange> Outcomes, string Journal);

/// <summary>How many changes ended how.</summary>
internal sealed record ApplySummary(int Done, int Failed, int Skipped, int Interrupted);

/// <summary>How one change ended.</summary>
internal sealed record EndedChange(string Address, string Action, string Outcome, double Seconds, string? Because, FaultDocument? Fault);

/// <summary>What <c>doctor --format json</c> prints.</summary>
internal sealed record DoctorDocument(int FormatVersion, bool Ready, IReadOnlyList<DoctorFinding> Findings);

/// <summary>One thing that was looked at.</summary>
internal sealed record DoctorFinding(string Name, string Condition, string What, string? Remedy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(ApplyDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class RenderingJson : JsonSerializerContext;
