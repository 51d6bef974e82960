namespace SecretScoops.Governance.Controls;

/// <summary>A demand of the architecture: why controls exist.</summary>
internal sealed record Requirement
{
    /// <summary><c>S13</c></summary>
    public required string Id { get; init; }

    /// <summary>What it is about, in a word: <c>storage</c>.</summary>
    public required string Area { get; init; }

    /// <summary>What is demanded, in one sentence.</summary>
    public required string Demand { get; init; }

    /// <summary>Files of the repository that make what is demanded, where policies alone do not: pipelines and blueprints.</summary>
    public required IReadOnlyList<string> MadeBy { get; init; }

    /// <summary>Where nothing of ours stands for it, or not all that is demanded, and why.</summary>
    public required IReadOnlyDictionary<Stage, StageGap> Gaps { get; init; }
}

/// <summary>What is done about a requirement, in the order in which it takes hold.</summary>
internal enum Stage
{
    /// <summary>Policies say it, or templates make it.</summary>
    Declared,

    /// <summary>A guardrail keeps it from being broken.</summary>
    Prevented,

    /// <summary>A Config rule or Security Hub looks whether it is broken.</summary>
    Detected,

    /// <summary>Remediation fixes it, asks, or tells somebody.</summary>
    Repaired,
}

/// <summary>Why a stage is missing, or is not all that is demanded.</summary>
/// <param name="Pending">True for what is still to be built, false for what cannot be.</param>
/// <param name="Why">In one sentence.</param>
internal sealed record StageGap(bool Pending, string Why);
