namespace SecretScoops.Governance.Reports.Model;

/// <summary>A count as it is written: of a control in an account.</summary>
internal sealed record SummaryLine(string Control, string AccountId, int Pass, int Fail, int Exempt, int NotApplicable, int NotEvaluated);
