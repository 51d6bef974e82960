namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>A clock that stands still until it is moved, or the machine's. Timers are the real ones in both cases, so that a wait ends.</summary>
/// <param name="runs">The machine's, for programs that go by that.</param>
internal sealed class Clock(bool runs) : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 26, 3, 0, 10, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => runs ? System.GetUtcNow() : now;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => now += time;
}
