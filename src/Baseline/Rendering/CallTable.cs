using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>The calls of a run as <c>--verbose</c> tells them: a line for each operation, then the sum.</summary>
internal static class CallTable
{
    /// <summary>The lines, without colours.</summary>
    public static IEnumerable<string> Of(CallTrace trace)
    {
        var calls = trace.Summary();
        var column = calls.Select(s => Name(s).Length).DefaultIfEmpty().Max();
        if (calls.Count > 0)
        {
            yield return $"{"".PadRight(column)}  calls    mean ms  longest ms   waited ms  retries  failed";
        }

        foreach (var call in calls)
        {
            yield return $"{Name(call).PadRight(column)}  {call.Count,5}  {call.Mean.TotalMilliseconds,9:0}  {call.Longest.TotalMilliseconds,10:0}  {call.Waited.TotalMilliseconds,10:0}  {call.Retries,7}  {call.Failed,6}";
        }

        yield return $"{Words.Count(trace.Calls.Count, "call")} to AWS, {Words.Count((int)trace.HttpRequests, "HTTP request")}";
    }

    private static string Name(CallSummary call) => $"{call.Service}:{call.Operation}";
}
