namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>A right that a remediation uses: an IAM action, and the resource it is used on.</summary>
/// <param name="Action">As IAM spells it: <c>ec2:RevokeSecurityGroupIngress</c>.</param>
/// <param name="Resource">
/// An ARN in which <c>{partition}</c>, <c>{region}</c>, <c>{account}</c> and <c>{id}</c> stand for the incident's; <c>{id}</c> alone where the id is an ARN.
/// <c>*</c> only where the Service Authorization Reference knows no resource for the action.
/// </param>
internal readonly record struct Need(string Action, string Resource)
{
    /// <summary>The resource of one incident.</summary>
    public string On(Subject subject) => Resource
        .Replace("{partition}", subject.Partition, StringComparison.Ordinal)
        .Replace("{region}", subject.Incident.Region, StringComparison.Ordinal)
        .Replace("{account}", subject.Incident.AccountId, StringComparison.Ordinal)
        .Replace("{id}", subject.Incident.ResourceId, StringComparison.Ordinal);
}
