using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>A right that a remediation uses: an IAM action, and the resource it is used on.</summary>
/// <param name="Action">As IAM spells it: <c>ec2:RevokeSecurityGroupIngress</c>.</param>
/// <param name="Resource">
/// An ARN in which <c>{partition}</c>, <c>{region}</c>, <c>{account}</c> and <c>{id}</c> stand for the incident's; <c>{id}</c> alone where the id is an ARN.
/// <c>{parent}</c> and <c>{child}</c> stand for what is before and after the id's first slash: API and stage of <c>API/STAGE</c>.
/// <c>*</c> only where the Service Authorization Reference knows no resource for the action.
/// </param>
/// <param name="For">The action that is called, where AWS asks for this one besides it and no call bears its name; null for all others.</param>
internal readonly record struct Need(string Action, string Resource, string? For = null)
{
    /// <summary>The resource of one incident. An event names what it likes: signs that mean more than themselves in a policy stand for themselves (IAM User Guide, "Policy variables", remembered, 2026-11).</summary>
    public string On(Incident incident, string partition)
    {
        var id = incident.ResourceId.Replace("$", "${$}", StringComparison.Ordinal).Replace("*", "${*}", StringComparison.Ordinal).Replace("?", "${?}", StringComparison.Ordinal);
        return Resource
            .Replace("{partition}", partition, StringComparison.Ordinal)
            .Replace("{region}", incident.Region, StringComparison.Ordinal)
            .Replace("{account}", incident.AccountId, StringComparison.Ordinal)
            .Replace("{parent}", id.Split('/', 2)[0], StringComparison.Ordinal)
            .Replace("{child}", id.Split('/', 2)[^1], StringComparison.Ordinal)
            .Replace("{id}", id, StringComparison.Ordinal);
    }
}
