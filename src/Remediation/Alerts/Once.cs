using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>What is to be done once under a name, by whoever comes to it first.</summary>
internal static class Once
{
    /// <summary>
    /// Does it, unless the ledger says that it was done. It is noted only afterwards, so that what failed is done by the next who comes; of two who come in the same moment both may do it, since
    /// twice is better than never.
    /// </summary>
    /// <param name="ledger">Where it is noted.</param>
    /// <param name="name">Of what is done and of its time: <c>storm|123456789012|2026-11-26T23</c>.</param>
    /// <param name="now">What is noted.</param>
    /// <param name="act">Throws when it was not done.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>False when it had been done.</returns>
    public static async Task<bool> OnceAsync(this ILedger ledger, string name, DateTimeOffset now, Func<Task> act, CancellationToken cancellationToken)
    {
        if (await ledger.StampedAsync(name, cancellationToken) is not null)
        {
            return false;
        }

        await act();
        await ledger.StampAsync(name, now, cancellationToken);
        return true;
    }
}
