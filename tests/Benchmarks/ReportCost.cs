using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Publishing;
using SecretScoops.Governance.Reports.Spooling;
using SecretScoops.Governance.Reports.Tests;

namespace SecretScoops.Governance.Benchmarks;

/// <summary>What a report costs, for <c>report-cost</c>: findings that exist one at a time, in no order, into a spool and out of it into every format.</summary>
internal static class ReportCost
{
    /// <summary>Writes a report of so many findings into a directory that is not there yet, and says as JSON how long each step took and how much memory it took at most.</summary>
    public static string Measure(int count, string directory)
    {
        using FindingSpool spool = new(Path.GetDirectoryName(Path.GetFullPath(directory)));
        var collect = TimeSpan.Zero;
        foreach (var finding in Made.Findings(count))
        {
            // Scattered by the hash of its evidence, so that every run spans every name.
            var scattered = finding with { ResourceId = $"arn:aws:s3:::{finding.ResourceId.GetHashCode(StringComparison.Ordinal):x8}-{finding.ResourceId[13..]}" };
            var begun = Stopwatch.GetTimestamp();
            spool.Append(scattered);
            collect += Stopwatch.GetElapsedTime(begun);
        }

        var counting = Stopwatch.GetTimestamp();
        var summary = spool.Count();
        var counted = Stopwatch.GetElapsedTime(counting);
        var writing = Stopwatch.GetTimestamp();
        var files = new Publication(directory).Write(new(Made.Header, summary), spool.Findings(), ReportFormat.All, null, CancellationToken.None);
        var written = Stopwatch.GetElapsedTime(writing);
        return new JsonObject
        {
            ["findings"] = summary.Findings,
            ["collect_s"] = collect.TotalSeconds,
            ["count_s"] = counted.TotalSeconds,
            ["write_s"] = written.TotalSeconds,
            ["rss_mb"] = PeakMegabytes(),
            ["files"] = new JsonObject(files.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Name, each.Bytes))),
        }.ToJsonString();
    }

    // The kernel's high-water mark of resident memory, in KiB.
    private static double PeakMegabytes() =>
        double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
