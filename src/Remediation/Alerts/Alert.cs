using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>What people and programs are told of an incident.</summary>
internal sealed record Alert
{
    public required Incident Incident { get; init; }

    /// <summary>What has become of it.</summary>
    public required LedgerStep Step { get; init; }

    /// <summary>critical, high, medium, low: the topic.</summary>
    public required string Severity { get; init; }

    /// <summary>The rule in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>What the account is called; its id where nobody declared it.</summary>
    public required string Account { get; init; }

    /// <summary>Null when nobody declared the account.</summary>
    public required string? Environment { get; init; }

    /// <summary>Why it was done, or not done.</summary>
    public required string Why { get; init; }

    /// <summary>What was or is wrong.</summary>
    public required IReadOnlyList<ViolationLine> Violations { get; init; }

    /// <summary>What a person does now; empty when nothing is left to do.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Who caused it, where that is known.</summary>
    public string? Actor { get; init; }

    public DateTimeOffset? Until { get; init; }

    public required DateTimeOffset At { get; init; }
}
