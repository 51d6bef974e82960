namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Timeouts and patience.</summary>
internal sealed record ResilienceOptions
{
    /// <summary>One attempt, from the first byte sent to the last byte read. Default 30 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Opening a connection. Default 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Calls in flight to one service in one account and region; default 5. Most services publish no rates: a handful at a time leaves room for whoever else works there,
    /// and with hundreds of accounts side by side no one of them is what takes the time.
    /// </summary>
    public int MostAtATimeInOnePlace { get; init; } = 5;

    /// <summary>Whether calls are paced by AWS's documented rates. Default: at AWS's own endpoints.</summary>
    public Pacing Pacing { get; init; } = Pacing.AtAws;

    /// <summary>Organizations is throttled for a minute and more when other tools work on it; default 5 minutes.</summary>
    public RetryRule Throttled { get; init; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20)) { Patience = TimeSpan.FromMinutes(5) };

    /// <summary>Another change in progress; default 5 minutes.</summary>
    public RetryRule Busy { get; init; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10)) { Patience = TimeSpan.FromMinutes(5) };

    /// <summary>Eventual consistency, or a lasting conflict that AWS gives the same code: default 30 seconds.</summary>
    public RetryRule Settling { get; init; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5)) { Patience = TimeSpan.FromSeconds(30) };

    /// <summary>AWS failed inside; default 2 minutes.</summary>
    public RetryRule Server { get; init; } = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(10)) { Patience = TimeSpan.FromMinutes(2) };

    /// <summary>Connections cut and attempts without an answer; default 2 minutes and 5 repetitions.</summary>
    public RetryRule Network { get; init; } = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(5)) { Patience = TimeSpan.FromMinutes(2), MostRepetitions = 5 };

    /// <summary>Nothing listens, or the name is unknown: mostly a wrong endpoint or region, so told soon. Default 3 repetitions.</summary>
    public RetryRule Unreachable { get; init; } = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(2)) { Patience = TimeSpan.FromSeconds(15), MostRepetitions = 3 };

    /// <summary>Fresh credentials or a corrected clock are tried once, at once.</summary>
    public RetryRule Once { get; init; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100)) { Patience = TimeSpan.FromMinutes(1), MostRepetitions = 1 };

    /// <summary>A created account's role and services answer some minutes after CreateAccount has SUCCEEDED (org-formation#192, ADF#383); default 10 minutes.</summary>
    public RetryRule NewAccount { get; init; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15)) { Patience = TimeSpan.FromMinutes(10) };

    /// <summary>From what total wait on, the user is told. Default 5 seconds.</summary>
    public TimeSpan TellWaitsFrom { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The rule for a sort of failure; null when it is never repeated.</summary>
    public RetryRule? RuleFor(Failure failure) => failure switch
    {
        Failure.Final => null,
        Failure.Throttled => Throttled,
        Failure.Busy => Busy,
        Failure.Settling => Settling,
        Failure.NewAccount => NewAccount,
        Failure.Server => Server,
        Failure.Cut or Failure.Slow => Network,
        Failure.Unreachable => Unreachable,
        Failure.ExpiredCredentials or Failure.ClockSkew => Once,
    };
}
