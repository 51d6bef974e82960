namespace SecretScoops.Governance.Policies;

/// <summary>What a fix costs whoever works with the resource, from nothing upwards.</summary>
internal enum Outage
{
    /// <summary>Nobody notices, and it can be taken back.</summary>
    None,

    /// <summary>Somebody who got through before gets through no more.</summary>
    TrafficCut,

    /// <summary>Something stops and starts again, or is put in another's place.</summary>
    Restart,

    /// <summary>It cannot be taken back.</summary>
    Irreversible,
}
