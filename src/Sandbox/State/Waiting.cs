namespace SecretScoops.Governance.Sandbox.State;

/// <summary>How long something asynchronous still takes: over when so many reads were made and so much time has passed.</summary>
internal sealed record Waiting
{
    /// <summary>Further reads of the service that find it in progress.</summary>
    public int Reads { get; set; }

    public DateTimeOffset ReadyAt { get; set; }
}
