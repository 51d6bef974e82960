namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Who rang.</summary>
internal enum EventSource
{
    /// <summary>A Config rule's compliance changed, or a custom rule was invoked.</summary>
    Config,

    /// <summary>A finding was imported, or a person pressed a custom action.</summary>
    SecurityHub,

    /// <summary>A finding straight from GuardDuty, minutes before its copy in Security Hub.</summary>
    GuardDuty,

    /// <summary>An API call or a service event that CloudTrail recorded: seconds after it happened.</summary>
    CloudTrail,

    /// <summary>The scheduled sweep, which asks for what best-effort delivery lost.</summary>
    Sweep,

    /// <summary>A person approved what was held.</summary>
    Decision,
}
