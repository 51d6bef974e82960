namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>Something that people should know and that is no incident: the tool's own trouble, exemptions that end.</summary>
/// <param name="Severity">The topic.</param>
/// <param name="Subject">A few words.</param>
/// <param name="Body">For people: what, and what to do.</param>
internal sealed record Notice(string Severity, string Subject, string Body);
