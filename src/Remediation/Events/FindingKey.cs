namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What BatchUpdateFindings asks for to find a finding again.</summary>
/// <param name="Id">The finding's Id.</param>
/// <param name="ProductArn">Whose finding it is.</param>
internal sealed record FindingKey(string Id, string ProductArn);
