using Microsoft.Extensions.Time.Testing;

namespace SecretScoops.Governance.Aws.Tests.Resilience;

/// <summary>Lets fake time pass until something is done.</summary>
internal static class Clock
{
    /// <summary>Steps are small enough that work on the pool keeps up with them; waits of minutes pass in moments.</summary>
    public static async Task<T> PassUntil<T>(this FakeTimeProvider time, Task<T> task, double secondsAStep = 0.5)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(secondsAStep));
            await Task.WhenAny(task, Task.Delay(1));
        }

        return await task;
    }
}
