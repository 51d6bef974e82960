using System.Security.Cryptography;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Decorrelated jitter: each wait is drawn between a floor and three times the wait before it, up to a ceiling.</summary>
/// <remarks>
/// From "Exponential Backoff and Jitter", AWS Architecture Blog. Polly's own jitter is not used because its ceiling is a constant: calls that
/// have reached it come back in step, which is what Organizations refuses.
/// </remarks>
internal static class Backoff
{
    /// <summary>The next wait, by chance.</summary>
    /// <param name="rule">Floor and ceiling.</param>
    /// <param name="previous">The wait before this one; zero at first.</param>
    public static TimeSpan Next(RetryRule rule, TimeSpan previous) =>
        Next(rule, previous, RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue);

    /// <summary>The next wait.</summary>
    /// <param name="rule">Floor and ceiling.</param>
    /// <param name="previous">The wait before this one; zero at first.</param>
    /// <param name="chance">Drawn evenly from 0 up to 1.</param>
    public static TimeSpan Next(RetryRule rule, TimeSpan previous, double chance)
    {
        var widest = Math.Max(rule.Floor.Ticks, previous.Ticks) * 3.0;
        var drawn = rule.Floor.Ticks + (chance * (widest - rule.Floor.Ticks));
        if (drawn > rule.Ceiling.Ticks)
        {
            // Keep callers apart at the ceiling too.
            drawn = rule.Ceiling.Ticks * (0.5 + (chance / 2));
        }

        return TimeSpan.FromTicks((long)drawn);
    }
}
