namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Whether calls are paced by AWS's documented rates.</summary>
internal enum Pacing
{
    /// <summary>At AWS's own endpoints only: emulators and the sandbox have no such rates.</summary>
    AtAws,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
