namespace SecretScoops.Governance.Ledger;

/// <summary>All that is known of an incident, oldest line first.</summary>
/// <param name="Incident">Whose.</param>
/// <param name="Entries">May be empty.</param>
internal sealed record History(Incident Incident, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>Null before the first line.</summary>
    public LedgerEntry? Last => Entries.Count == 0 ? null : Entries[^1];

    /// <summary>Whether the violation that was last seen is not yet done with.</summary>
    public bool IsOpen => Last is { Step: not (LedgerStep.Fixed or LedgerStep.Closed or LedgerStep.Undone or LedgerStep.UndoRefused) };

    /// <summary>Whether only somebody's word takes it on: a stopped fight waits for one as what is held does.</summary>
    public bool IsWaiting => Last is { Step: LedgerStep.Held or LedgerStep.Expired or LedgerStep.Stopped };

    /// <summary>The lines of the violation at hand; empty when the next line begins a new one.</summary>
    public IReadOnlyList<LedgerEntry> Window => IsOpen ? [.. Entries.Where(e => e.Window == Last!.Window)] : [];

    /// <summary>What was last said of the violation at hand; null before anything was. What people were merely told since (of a cap that was reached, of the kill switch) takes nobody's word back.</summary>
    public LedgerEntry? Word => Window.LastOrDefault(e => e.Step != LedgerStep.Alerted);

    /// <summary>The claim that nobody ended; null when there is none.</summary>
    public LedgerEntry? Claim => Last is { Step: LedgerStep.Claimed } claim ? claim : null;

    /// <summary>The last claim of the violation at hand that neither proof nor failure ended, whatever was decided since; null when there is none.</summary>
    public LedgerEntry? Begun => Window.LastOrDefault(e => e.Step is LedgerStep.Claimed or LedgerStep.Failed) is { Step: LedgerStep.Claimed } begun ? begun : null;

    /// <summary>How often it was fixed since.</summary>
    public int FixedSince(DateTimeOffset moment) => Entries.Count(e => e.Step == LedgerStep.Fixed && e.At >= moment);

    /// <summary>The exemption that an undo opened and that is still in force; null when there is none.</summary>
    public LedgerEntry? UndoneUntil(DateTimeOffset now) => Entries.LastOrDefault(e => e.Step == LedgerStep.Undone && e.Until > now);

    /// <summary>The next line, tied to the last.</summary>
    /// <param name="entry">Its place, hashes, nonce and incident are set here.</param>
    public LedgerEntry Next(LedgerEntry entry) => LedgerChain.Sealed(entry with
    {
        Incident = Incident.ToString(),
        Window = IsOpen || Last is null ? Math.Max(1, Last?.Window ?? 1) : Belongs(entry.Step) ? Last.Window : Last.Window + 1,
        Sequence = (Last?.Sequence ?? 0) + 1,
        Previous = Last?.Hash ?? "",
        Nonce = Guid.NewGuid().ToString("n"),
    });

    /// <summary>With one more line.</summary>
    public History With(LedgerEntry next) => new(Incident, [.. Entries, next]);

    // An undo tells of the violation that was fixed, and is no new one.
    private static bool Belongs(LedgerStep step) => step is LedgerStep.UndoAsked or LedgerStep.Undone or LedgerStep.UndoRefused;
}
