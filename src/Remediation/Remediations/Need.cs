using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>A right that a remediation uses: an IAM action, and the resource it is used on.</summary>
/// <param name="Action">As IAM spells it: <c>ec2:RevokeSecurityGroupIngress</c>.</param>
/// <param name="Resource">
/// An ARN in which <c>{partition}</c>, <c>{region}</c>, <c>{account}</c> and <c>{id}</c> stand for the incident's; <c>{id}</c> alone where the id is an ARN.
/// <c>*</c> only where the Service Authorization Reference knows no resource for the action.
/// </param>
/// <param name="For">The action that is called, where AWS asks for this one besides it and no call bears its name; null for all others.</param>
internal readonly record struct Need(string Action, string Resource, string? For = null)
{
    /// <summary>The resource of one incident.</summary>
    public string On(Incident incident, string partition) => Resource
        .Replace("{partition}", partition, StringComparison.Ordinal)
        .Replace("{region}", incident.Region, StringComparison.Ordinal)
        .Replace("{account}", incident.AccountId, StringComparison.Ordinal)
        .Replace("{id}", incident.ResourceId, StringComparison.Ordinal);
}
