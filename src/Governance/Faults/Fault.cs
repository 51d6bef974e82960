namespace SecretScoops.Governance.Faults;

/// <summary>How bad a fault is.</summary>
internal enum Severity
{
    /// <summary>Worth knowing; nothing needs doing.</summary>
    Note,

    /// <summary>Works, and probably not as meant.</summary>
    Warning,

    /// <summary>The command cannot go on with this.</summary>
    Error,
}

/// <summary>What was wrong, where, and how to mend it. Functions return all their faults; they do not throw the first.</summary>
internal sealed record Fault
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Stable, in kebab-case, unique to one sort of fault: <c>unknown-property</c>. SARIF's rule id.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence, values quoted, without a full stop.</summary>
    public required string What { get; init; }

    /// <summary>A place in a file, or in AWS.</summary>
    public required Place Where { get; init; }

    /// <summary>What the reader should do, as an imperative; null where nothing sensible can be said.</summary>
    public string? Remedy { get; init; }

    /// <summary><c>where: what — remedy</c>, as a terminal shows it.</summary>
    public override string ToString() =>
        $"{Where}: {What}{Where.Pointer switch { null or "" => "", var pointer => $" ({pointer})" }}{(Remedy is null ? "" : $" — {Remedy}")}";
}
