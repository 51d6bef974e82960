namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>What scripts rely on.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and nothing is pending.</summary>
    public const int Done = 0;

    /// <summary>Bad input, no access, or an AWS failure that stopped the command.</summary>
    public const int Error = 1;

    /// <summary>Done, and something is pending.</summary>
    public const int Pending = 2;

    /// <summary>An apply finished in part; running again continues.</summary>
    public const int Partly = 3;

    /// <summary>Interrupted; the journal is complete, running again continues.</summary>
    public const int Interrupted = 130;
}
