namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>The token buckets, one per limit and account.</summary>
internal sealed class Throttle(IReadOnlyList<RateLimit> limits, TimeProvider time)
{
    private readonly Dictionary<(RateLimit Limit, string AccountId), (double Tokens, long At)> buckets = [];

    /// <summary>Takes a token from each bucket that the call draws on; false, and nothing taken, where one is empty.</summary>
    public bool Take(string service, string operation, string accountId)
    {
        var drawn = limits.Where(limit => limit.Service == service && (limit.Operations.Count == 0 || limit.Operations.Contains(operation))).Select(limit => (limit, accountId)).ToList();
        foreach (var key in drawn)
        {
            Refill(key);
        }

        if (drawn.Exists(key => buckets[key].Tokens < 1))
        {
            return false;
        }

        foreach (var key in drawn)
        {
            buckets[key] = buckets[key] with { Tokens = buckets[key].Tokens - 1 };
        }

        return true;
    }

    private void Refill((RateLimit Limit, string AccountId) key)
    {
        var now = time.GetTimestamp();
        buckets[key] = buckets.TryGetValue(key, out var bucket)
            ? (Math.Min(key.Limit.Burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * key.Limit.PerSecond)), now)
            : (key.Limit.Burst, now);
    }
}
