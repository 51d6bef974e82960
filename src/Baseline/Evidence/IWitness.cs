
namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Somebody who can say whether controls hold: AWS Config, Security Hub, the baseline's own comparison, the ledger.</summary>
internal interface IWitness
{
    /// <summary>Where it would have to say something, so that its silence is told too.</summary>
    IEnumerable<Spot> Asked();

    /// <summary>Asks it. What it could not be asked is a gap and no exception.</summary>
    /// <param name="record">Takes what it says; may be called by several at once.</param>
    /// <param name="cancel">Ends the asking.</param>
    Task TestifyAsync(Testimony record, CancellationToken cancel);
}
