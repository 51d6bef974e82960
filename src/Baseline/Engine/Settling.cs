using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>Waiting, within a bound, until AWS shows what was written.</summary>
/// <param name="time">The clock.</param>
internal sealed class Settling(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long AWS may take to show a change: reads of Organizations and Identity Center are eventually consistent within seconds; two minutes is far beyond what users report.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads until the resource is as wanted.</summary>
    /// <param name="change">What was carried out.</param>
    /// <param name="read">Reads it anew; null when it is not there.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="FaultException">AWS has not shown the change in time, or keeps another value: the fault says which.</exception>
    public async Task AwaitAsync(Change change, Func<CancellationToken, Task<Resource?>> read, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var seen = await read(cancel);
            var differences = Difference.Between(seen?.Attributes, change.After?.Attributes);
            if (differences.Count == 0)
            {
                return;
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                throw new FaultException(Unsettled(change, seen, differences));
            }

            await Task.Delay(pause, time, cancel);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static Fault Unsettled(Change change, Resource? seen, IReadOnlyList<Difference> differences)
    {
        var stale = Difference.Between(seen?.Attributes, change.Before?.Attributes).Count == 0;
        return new()
        {
            Code = stale ? "not-shown-yet" : "another-value",
            What = stale
                ? $"AWS accepted the change and has not shown it within {Patience.TotalMinutes:0} minutes"
                : $"AWS accepted the change and keeps another value at {string.Join(", ", differences.Take(3).Select(d => $"{d.Path} ({d.Before?.ToJsonString() ?? "absent"} instead of {d.After?.ToJsonString() ?? "absent"})"))}",
            Where = new(change.Address.ToString()),
            Remedy = stale ? "run the command again in a few minutes" : "correct the policy to what AWS keeps, or report it if AWS's documentation says otherwise",
        };
    }
}
