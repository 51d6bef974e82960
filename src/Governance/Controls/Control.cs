namespace SecretScoops.Governance.Controls;

/// <summary>One rule of the architecture: what reports give a verdict on, and what guardrails, Config rules, the baseline and remediations enforce.</summary>
internal sealed record Control
{
    /// <summary><c>ssh-closed</c>: the name that <c>config-rules.json</c>, <c>remediations.json</c> and exemptions call it by.</summary>
    public required string Id { get; init; }

    /// <summary>What is compliant, in one sentence.</summary>
    public required string Title { get; init; }

    public required AlertSeverity Severity { get; init; }

    /// <summary>Ids of the demands it serves: <c>S13</c>.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>Environments in which it is asked for, the management account's included.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required ControlHomes Homes { get; init; }

    /// <summary>What of which framework it answers.</summary>
    public required IReadOnlyList<Mapping> Crosswalk { get; init; }
}
