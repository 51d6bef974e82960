using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Waiting, within a bound, until AWS shows what was just created, so that the rest of it can be set: most services are eventually consistent.</summary>
internal static class Shown
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Reads until there is something.</summary>
    /// <param name="address">What was created.</param>
    /// <param name="read">Reads it; null while it is not shown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="FaultException">It was not shown within <see cref="Settling.Patience"/>.</exception>
    public static async Task<T> AwaitAsync<T>(Address address, Func<CancellationToken, Task<T?>> read, TimeProvider time, CancellationToken cancel)
        where T : class
    {
        var started = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            if (await read(cancel) is { } shown)
            {
                return shown;
            }

            if (time.GetElapsedTime(started) > Settling.Patience)
            {
                throw new FaultException(new()
                {
                    Code = "not-shown-yet",
                    What = $"AWS accepted the creation and has not shown it within {Settling.Patience.TotalMinutes:0} minutes",
                    Where = new(address.ToString()),
                    Remedy = "run the command again in a few minutes",
                });
            }

            await Task.Delay(pause, time, cancel);
        }
    }
}
