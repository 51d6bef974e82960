namespace SecretScoops.Governance.Policies;

/// <summary>One control of <c>remediations.json</c>.</summary>
internal sealed record RemediationRule
{
    /// <summary>The same name as in <c>config-rules.json</c>, where AWS Config checks it too.</summary>
    public required string Control { get; init; }

    /// <summary>What is compliant, in one sentence: the control's own, or its name where there is no catalogue.</summary>
    public string Title { get; init; } = "";

    /// <summary>The control's own; high where there is no catalogue, so that somebody looks.</summary>
    public AlertSeverity Severity { get; init; } = AlertSeverity.High;

    /// <summary>Ids of the requirements that the control serves.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Where the environment says nothing; null leaves it to the matrix.</summary>
    public RemediationMode? Mode { get; init; }

    public TimeSpan Grace { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Environment → what is otherwise there.</summary>
    public required IReadOnlyDictionary<string, RemediationRuleIn> Environments { get; init; }
}

/// <summary>A control in one environment.</summary>
internal sealed record RemediationRuleIn
{
    /// <summary>False where nobody asks for it: in DEV, databases may be without deletion protection.</summary>
    public bool Applies { get; init; } = true;

    /// <summary>Null for the rule's.</summary>
    public RemediationMode? Mode { get; init; }

    /// <summary>Null for the rule's.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>Over those of the rule.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
