using System.Text.Json;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Comparing;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Sampling;
using SecretScoops.Governance.Reports.Tests;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>What <c>docs/json.md</c> shows of reports is what the tool prints.</summary>
public sealed class ReportDocumentationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("report-documents-").FullName;

    [Theory]
    [InlineData("report")]
    [InlineData("report verify")]
    [InlineData("report diff")]
    [InlineData("report sample")]
    public void The_documented_examples_are_what_the_tool_prints(string example)
    {
        var text = string.Concat(Lines(example).Select(line => line + "\n"));

        Snapshot.MatchBlock(text, "docs/json.md", $"<!-- example: {example} -->\n```json\n", "```\n<!-- end -->");
        using var document = JsonDocument.Parse(text);
        Assert.Equal(1, document.RootElement.GetProperty("formatVersion").GetInt32());
        Assert.All(text, sign => Assert.True(char.IsAscii(sign)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<string> Lines(string example)
    {
        var findings = Made.Findings(6).ToList();
        switch (example)
        {
            case "report":
                return ReportSummary.Of("json", Made.Report(findings), "reports/2026-11-26T030000Z");
            case "report verify":
                return PackTelling.Json(new("reports/2026-11-26T030000Z", Manifest(), "sha256:" + new string('c', 64), [Altered], ["it follows 2026-11-19T030000Z, which is beside it"]));
            case "report diff":
                var (old, latest) = (findings[0] with { Verdict = Verdict.Pass, Exemption = null }, findings[0] with { Verdict = Verdict.NotEvaluated, Exemption = null, Reason = "throttled out", Observed = null });
                var comparison = new Comparison(Written("old.json", old), Written("new.json", latest));
                return ComparisonTelling.Json(comparison, DifferenceCounts.Of(comparison.Differences()));
            default:
                return SampleTelling.Json(Sample.Draw(Written("report.json", [.. findings]), new(null, 1, "2026-12-04", Strata.None)));
        }
    }

    private static Fault Altered { get; } = new() { Code = "altered", What = "its SHA-256 is not the manifest's", Where = new("reports/2026-11-26T030000Z/report.csv"), Remedy = "ask for the pack again" };

    private static PackManifest Manifest() => new()
    {
        Format = PackManifest.FormatName,
        FormatVersion = PackManifest.CurrentVersion,
        Report = Made.Header.Id,
        At = Made.Now,
        Subject = "AWS",
        ToolVersion = "1.2.3",
        PolicyFingerprint = Made.Header.PolicyFingerprint,
        Signing = new() { Algorithm = ISigner.EcdsaSha256, KeyId = "arn:aws:kms:eu-west-1:111111111111:key/0c1d2e3f-4a5b-4e7f-8a9b-6f1c2a345b6d", Key = "sha256:" + new string('c', 64), Rehearsal = false },
        Previous = new(new("6f1c2a34-5b6d-4e7f-8a9b-000000000000"), Made.Now.AddDays(-7), new string('d', 64)),
        Files = [],
    };

    private ReportFile Written(string name, params Finding[] findings)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, Made.Written("json", findings));
        return new(path);
    }
}
