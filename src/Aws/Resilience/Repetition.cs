namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>What happens when a call is made again whose outcome is not known.</summary>
internal enum Repetition
{
    /// <summary>Reads, and writes that say the same thing twice.</summary>
    Harmless,

    /// <summary>The second call is answered with a duplicate or not-found error: read back, then go on.</summary>
    AnswersDuplicate,

    /// <summary>The second call does the work a second time: never repeated by itself. Look whether the first took effect.</summary>
    DoesItTwice,
}
