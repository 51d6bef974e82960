using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline;

/// <summary>What the common options say.</summary>
internal sealed record Settings
{
    /// <summary>The folder of policies.</summary>
    public required string Policies { get; init; }

    /// <summary>The rehearsal's state file; null when AWS, or a snapshot, is worked on.</summary>
    public string? Rehearsal { get; init; }

    /// <summary>A snapshot to read instead of AWS; null for none.</summary>
    public string? Estate { get; init; }

    /// <summary>What is narrowed or permitted.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary><c>text</c>, <c>json</c>, <c>markdown</c> or <c>sarif</c>.</summary>
    public required string Format { get; init; }

    /// <summary>No colours, whatever the terminal.</summary>
    public bool NoColor { get; init; }

    /// <summary>Whether to tell every call, and the traces of faults.</summary>
    public bool Verbose { get; init; }
}
