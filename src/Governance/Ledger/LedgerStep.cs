namespace SecretScoops.Governance.Ledger;

/// <summary>What happened to an incident.</summary>
internal enum LedgerStep
{
    /// <summary>Seen, and left alone: an alert told people what to do.</summary>
    Alerted,

    /// <summary>Seen, and somebody accepted it.</summary>
    Exempted,

    /// <summary>Seen, and left alone until the time of grace is over.</summary>
    Waiting,

    /// <summary>Seen, and held until somebody decides.</summary>
    Held,

    /// <summary>Somebody said yes; not yet acted upon.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Rejected,

    /// <summary>Nobody said anything in time.</summary>
    Expired,

    /// <summary>Somebody fixed and somebody else undid, too often: nothing is touched any more until people have talked.</summary>
    Stopped,

    /// <summary>Somebody works on it until <see cref="LedgerEntry.Until"/>; the state before is kept here, before anything is written.</summary>
    Claimed,

    /// <summary>The rule holds again by our doing, and nothing else of the resource changed.</summary>
    Fixed,

    /// <summary>A fix was tried, and either the rule does not hold or more than it should have changed.</summary>
    Failed,

    /// <summary>The rule holds again, or the resource is gone, and we did nothing.</summary>
    Closed,

    /// <summary>Somebody asked for the state before the fix; not yet acted upon.</summary>
    UndoAsked,

    /// <summary>The state before the fix is back; the resource is exempt until <see cref="LedgerEntry.Until"/>.</summary>
    Undone,

    /// <summary>The state before the fix was asked for and not given.</summary>
    UndoRefused,
}
