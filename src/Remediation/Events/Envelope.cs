namespace SecretScoops.Governance.Remediation.Events;

/// <summary>What EventBridge writes around every event.</summary>
/// <param name="Id">Unique within the account and region that sent it.</param>
/// <param name="Kind">The <c>detail-type</c>.</param>
/// <param name="Source">Begins with <c>aws.</c>, which PutEvents lets nobody but AWS write (EventBridge API Reference, PutEventsRequestEntry, from memory).</param>
/// <param name="Account">Who sent it; a bus in another account does not change it.</param>
/// <param name="Region">Where it was sent.</param>
/// <param name="At">To the second.</param>
internal sealed record Envelope(string Id, string Kind, string Source, string Account, string Region, DateTimeOffset At)
{
    /// <summary>The envelope of an event; what is missing becomes a fault of the fields.</summary>
    public static Envelope Of(Fields root) => new(
        root.Need("id"), root.Need("detail-type"), root.Need("source"), root.NeedAccount("account"), root.Need("region"), root.NeedTime("time"));
}
