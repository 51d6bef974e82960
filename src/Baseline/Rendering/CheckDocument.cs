using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>What <c>check --format json</c> prints. Fields are only ever added within a format version.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Environment">What the templates were held against.</param>
/// <param name="Passed">Pairs of control and resource that hold.</param>
/// <param name="Failures">What is wrong, by file and line.</param>
/// <param name="Exempt">What is wrong as well, and accepted until a day.</param>
/// <param name="NotEvaluated">What is known at deployment alone; it is no pass.</param>
/// <param name="NotLookedAt">Parts of templates that no control was asked about.</param>
/// <param name="Faults">Why templates could not be read.</param>
internal sealed record CheckDocument(
    int FormatVersion,
    string Environment,
    int Passed,
    IReadOnlyList<CheckFailure> Failures,
    IReadOnlyList<ExemptFailure> Exempt,
    IReadOnlyList<CheckUnknown> NotEvaluated,
    IReadOnlyList<CheckUnknown> NotLookedAt,
    IReadOnlyList<FaultDocument> Faults)
{
    private const int Version = 1;

    public static CheckDocument Of(TemplateChecks checks) => new(
        Version,
        checks.Environment,
        checks.Passed,
        [.. checks.Failures.Select(f => new CheckFailure(
            f.Control, Words.Of(f.Severity), f.Demand.Title, f.Resource, f.Remark.What, f.Remark.Remedy, f.Remark.Where.Name, f.Remark.Where.Line, f.Remark.Where.Column, f.Remark.Where.Pointer,
            f.Exemption is { Missed: not null } missed ? missed.Why : null))],
        [.. checks.Exempt.Select(f => new ExemptFailure(
            f.Control, Words.Of(f.Severity), f.Demand.Title, f.Resource, f.Remark.What, f.Remark.Where.Name, f.Remark.Where.Line, f.Remark.Where.Column, f.Remark.Where.Pointer,
            CheckExemption.Of(f.Exemption!.InForce!)))],
        [.. checks.NotEvaluated.Select(f => Unknown(f.Control, f.Resource, f.Remark))],
        [.. checks.NotLookedAt.Select(remark => Unknown(null, null, remark))],
        [.. checks.Faults.Select(FaultDocument.Of)]);

    private static CheckUnknown Unknown(string? control, string? resource, Remark remark) =>
        new(control, resource, remark.What, remark.Where.Name, remark.Where.Line, remark.Where.Column, remark.Where.Pointer);
}

/// <summary>A control that a resource does not meet; and why an exemption that is about it does not hold, if there is one.</summary>
internal sealed record CheckFailure(
    string Control, string Severity, string Title, string Resource, string What, string Remedy, string Where, int Line, int Column, string? Pointer, string? MissedExemption);

/// <summary>A control that a resource does not meet, and need not.</summary>
internal sealed record ExemptFailure(
    string Control, string Severity, string Title, string Resource, string What, string Where, int Line, int Column, string? Pointer, CheckExemption Exemption);

/// <summary>Who accepted it, why and until when; the rest stands in the file.</summary>
internal sealed record CheckExemption(string Id, string Owner, string Approver, string Reason, string Ticket, DateTimeOffset Expires, string File)
{
    public static CheckExemption Of(Exemption exemption) => new(exemption.Id, exemption.Owner, exemption.Approver, exemption.Reason, exemption.Ticket, exemption.Expires, exemption.Where.Name);
}

/// <summary>A control of which that cannot be known; or, without control and resource, a part that was not looked at.</summary>
internal sealed record CheckUnknown(string? Control, string? Resource, string Why, string Where, int Line, int Column, string? Pointer);
