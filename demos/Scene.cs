using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Demo;

/// <summary>Something that somebody breaks, and how it is to end.</summary>
internal sealed record Scene
{
    /// <summary>A sentence without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>The rule that is broken.</summary>
    public required string Control { get; init; }

    /// <summary>Where.</summary>
    public required string Account { get; init; }

    /// <summary>Who does it.</summary>
    public Person Who { get; init; } = Person.Lena;

    /// <summary>The call that breaks it, as CloudTrail records it.</summary>
    public required string Call { get; init; }

    /// <summary>Breaks it; the answer is what was broken, in a few words.</summary>
    public required Func<AwsSession, CancellationToken, Task<string>> BreakAsync { get; init; }

    /// <summary>Looks, past the ledger, whether the rule holds.</summary>
    public required Func<AwsSession, CancellationToken, Task<bool>> HoldsAsync { get; init; }

    /// <summary>How the ledger's last line about it reads.</summary>
    public LedgerStep Ends { get; init; } = LedgerStep.Fixed;

    /// <summary>Whether the rule holds in the end.</summary>
    public bool IsMended => Ends == LedgerStep.Fixed;
}
