using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Tests;

namespace SecretScoops.Governance.Benchmarks;

/// <summary>A page over made-up findings, for <c>page-cost</c> to open. Every answer is one of its own, with its own hash and id, which compress to nothing: the worst case.</summary>
internal static class ReportPage
{
    public static void Write(int count, string file)
    {
        var report = Made.Report(Made.Findings(count));
        using var writer = ReportFormat.All.Single(format => format.Name == "html").Open(report, new BufferedStream(File.Create(file), 1 << 16));
        writer.Begin();
        var number = 0;
        foreach (var finding in Made.Findings(count))
        {
            var place = number++;
            writer.Write(finding with { Evidence = [.. finding.Evidence.Select(evidence => Own(evidence, place))] });
        }

        writer.End();
    }

    private static Evidence Own(Evidence evidence, int place)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(place.ToString(CultureInfo.InvariantCulture)));
        return evidence with { Sha256 = Convert.ToHexStringLower(hash), RequestId = new Guid(hash.AsSpan(0, 16)).ToString() };
    }
}
