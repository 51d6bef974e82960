namespace SecretScoops.Governance.Reports.Model;

/// <summary>A report but for its findings, which go by.</summary>
/// <param name="Header">Of what, when, by whom.</param>
/// <param name="Summary">Every count.</param>
internal sealed record Report(ReportHeader Header, Summary Summary);
