namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>An asynchronous value, computed by the first who asks and shared by all; a failure is shared too. Thread-safe.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="compute">Called at most once.</param>
internal sealed class Once<T>(Func<CancellationToken, Task<T>> compute)
{
    private readonly Lock _lock = new();
    private Task<T>? _value;

    /// <summary>The value.</summary>
    public Task<T> GetAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            return _value ??= compute(cancel);
        }
    }
}
