using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.Benchmarks;

/// <summary>
/// A sandbox on loopback that is as far away and as strict as AWS: every call takes its time, and AWS's rates hold. It prints its address; for each line it is sent it prints
/// what was asked of it since the line before, and the least time in which the rates allow that.
/// </summary>
internal static class SandboxHost
{
    /// <summary>Runs until its input ends.</summary>
    /// <param name="latency">What every call takes.</param>
    /// <param name="isStrict">Whether AWS's rates hold.</param>
    public static async Task RunAsync(TimeSpan latency, bool isStrict)
    {
        var calls = new ConcurrentDictionary<SandboxCall, int>();
        var cloud = LocalCloud.Open(null, new() { Latency = latency, RateLimits = isStrict ? RateLimit.Documented : [], Observer = call => Count(calls, call) }, TimeProvider.System);
        await using var server = SandboxServer.Start(cloud, 0, TimeProvider.System);
        await Console.Out.WriteLineAsync(server.Address.AbsoluteUri);
        while (await Console.In.ReadLineAsync() is not null)
        {
            await Console.Out.WriteLineAsync(Report(calls, latency).ToJsonString());
            calls.Clear();
        }
    }

    private static void Count(ConcurrentDictionary<SandboxCall, int> calls, SandboxCall call)
    {
        if (call.Moment == SandboxMoment.Before)
        {
            calls.AddOrUpdate(call, 1, static (_, count) => count + 1);
        }
    }

    private static JsonObject Report(ConcurrentDictionary<SandboxCall, int> calls, TimeSpan latency)
    {
        var bounds = calls
            .Select(c => (Family: ApiFamilies.Of(SigningName(c.Key.Service), c.Key.Operation), c.Key.AccountId, c.Key.Region, Count: c.Value))
            .GroupBy(c => (c.Family, Place: c.Family.PerPlace ? $"{c.AccountId} {c.Region}" : ""))
            .Select(g => (g.Key.Family, Seconds: Least(g.Key.Family, g.Sum(c => c.Count), latency)))
            .ToList();
        var (slowest, seconds) = bounds.Count == 0 ? (null, 0) : bounds.MaxBy(b => b.Seconds);
        return new()
        {
            ["requests"] = calls.Values.Sum(),
            ["throttledBy"] = slowest?.Name,
            ["boundSeconds"] = Math.Round(seconds, 2),
            ["operations"] = new JsonObject(calls.GroupBy(c => $"{c.Key.Service}:{c.Key.Operation}").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key, g.Sum(c => c.Value)))),
            ["services"] = new JsonObject(calls.GroupBy(c => c.Key.Service).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key, g.Sum(c => c.Value)))),
        };
    }

    // Nothing can be quicker: what the rate lets through after the first burst, or one call after another where only one may be under way.
    private static double Least(ApiFamily family, int calls, TimeSpan latency) => Math.Max(
        family.PerSecond is { } rate ? Math.Max(0, calls - family.Burst) / rate : 0,
        (family.OneAtATime ? calls : 1) * latency.TotalSeconds);

    private static string SigningName(string service) => service == "sso-admin" ? "sso" : service;
}
