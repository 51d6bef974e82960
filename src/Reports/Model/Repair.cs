namespace SecretScoops.Governance.Reports.Model;

/// <summary>A line of the ledger, as far as an auditor asks.</summary>
/// <param name="At">When.</param>
/// <param name="Step">What happened: <c>fixed</c>, <c>held</c>, <c>undone</c>.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Hash">Of the line, which is tied to the line before it: <c>sha256:…</c>.</param>
/// <param name="Actor">Who caused the drift, as an ARN; null when nobody is known.</param>
/// <param name="DecidedBy">Who decided, as an ARN; null when the policies did.</param>
internal sealed record Repair(DateTimeOffset At, string Step, string Why, string Hash, string? Actor = null, string? DecidedBy = null);
