namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What sort of name a <see cref="Trigger"/> carries.</summary>
internal enum TriggerKind
{
    /// <summary>A Config rule as it was declared: <c>ssh-closed</c>, without what organization rules and conformance packs add.</summary>
    ConfigRule,

    /// <summary>A Config rule that Security Hub keeps for itself: <c>restricted-ssh</c>, without prefix and suffix.</summary>
    SecurityHubRule,

    /// <summary>A Security Hub control: <c>EC2.13</c>.</summary>
    SecurityControl,

    /// <summary>A rule of a standard that names no control: <c>cis-aws-foundations-benchmark/v/1.2.0/4.1</c>.</summary>
    StandardRule,

    /// <summary>A GuardDuty finding type: <c>UnauthorizedAccess:IAMUser/TorIPCaller</c>.</summary>
    FindingType,

    /// <summary>An API call or service event: <c>ec2.amazonaws.com:AuthorizeSecurityGroupIngress</c>.</summary>
    Call,
}

/// <summary>What remediations are matched by.</summary>
/// <param name="Kind">Which sort of name.</param>
/// <param name="Name">Letter case counts.</param>
internal readonly record struct Trigger(TriggerKind Kind, string Name)
{
    /// <summary><c>SecurityControl EC2.13</c>, for messages.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
