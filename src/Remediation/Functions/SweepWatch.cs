using System.Globalization;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda.Logs;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>Tells when the sweep has stopped coming: whoever is dead cannot say so. Looks once an hour, tells once a day.</summary>
/// <param name="office">For ledger, alerts and the clock.</param>
internal sealed class SweepWatch(Office office)
{
    /// <summary>What a sweep that ended well is stamped with.</summary>
    public const string Stamp = "sweep";

    private DateTimeOffset lookAgain = DateTimeOffset.MinValue;

    /// <summary>Looks, unless it did lately. What goes wrong here is only written down: it is not what the function was called for.</summary>
    public async Task LookAsync(FunctionLog log, CancellationToken cancellationToken)
    {
        var now = office.Time.GetUtcNow();
        if (now < lookAgain || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        lookAgain = now.AddHours(1);
        try
        {
            var (last, limit) = (await office.Ledger.StampedAsync(Stamp, cancellationToken), TimeSpan.FromHours(office.Policies.SweepStaleAfterHours));
            if (last is null)
            {
                // Nobody knows since when it should have come: from now on.
                await office.Ledger.StampAsync(Stamp, now, cancellationToken);
            }
            else if (now - last > limit)
            {
                var stale = new Notice(
                    "high",
                    $"the sweep has not come since {last:u}",
                    $"The scheduled sweep last ended well at {last:u}, more than {limit.TotalHours:0} hours ago. What AWS Config and CloudTrail failed to deliver since is not found.\nLook at the function with GOVERNANCE_HANDLER=sweep: its schedule, its errors, its rights.\n");
                await office.Ledger.OnceAsync(
                    $"stale|{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", now, () => office.Notifier.TellAsync(stale, cancellationToken), cancellationToken);
            }
        }
#pragma warning disable CA1031 // The batch is done by now: what fails here may not make all of it come again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Write(LogLevel.Warning, e, "could not look whether the sweep is alive");
        }
    }
}
