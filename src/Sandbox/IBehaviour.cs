using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>What the cloud asks of a service beside its operations.</summary>
internal interface IBehaviour
{
    /// <summary>Ends what asynchronous work has come to its end. True where that changed the state.</summary>
    /// <param name="isRead">The call at hand is a read, which takes one of those that work in progress lasts.</param>
    bool Settle(bool isRead);

    /// <summary>The service's answer to too many calls.</summary>
    WireException Throttled();

    /// <summary>The service's answer to a write that collides with another; null where it has none.</summary>
    WireException? Conflict();
}
