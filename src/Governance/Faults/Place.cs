namespace SecretScoops.Governance.Faults;

/// <summary>Where something was written or seen.</summary>
/// <param name="Name">A file's path as the user gave it, or <c>account/region service:Operation</c>, or an address.</param>
internal sealed record Place(string Name)
{
    /// <summary>Counted from 1; 0 when there is no line.</summary>
    public int Line { get; init; }

    /// <summary>Counted from 1, in UTF-16 units as editors count; 0 when there is no column.</summary>
    public int Column { get; init; }

    /// <summary>JSON Pointer (RFC 6901) to the value within the file; null outside JSON, empty for the whole document.</summary>
    public string? Pointer { get; init; }

    /// <summary><c>file:line:column</c>, leaving out what is not known.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => Name,
        (_, 0) => $"{Name}:{Line}",
        _ => $"{Name}:{Line}:{Column}",
    };
}
