namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>Every wait of a test is for a signal, and has a bound that only a fault reaches.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(s_bound, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(s_bound, TestContext.Current.CancellationToken);
}
