using System.Diagnostics;
using System.Text.Json;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Sampling;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Sampling;

/// <summary>A sample is the same for everybody who draws it, with this tool or without.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    // printf '%s\n%s' 2026-11-27 'ssh-closed|111111111111|eu-west-1|AWS::EC2::SecurityGroup|sg-0ä' | sha256sum
    [Fact]
    public void A_rank_is_what_sha256sum_says() =>
        Assert.Equal("cf3fda9f5f7756d0448256ae1ca4c68f869b0ae4a8e6f3a66a6d75693b80a50c", SampleRank.Of("2026-11-27", "ssh-closed|111111111111|eu-west-1|AWS::EC2::SecurityGroup|sg-0ä"));

    [Fact]
    public void A_program_that_is_not_ours_draws_the_same_sample()
    {
        File.WriteAllBytes(path, Made.Written("json", [.. Made.Findings(400)]));
        const string program = """
            import hashlib, json, sys
            keys = [f["key"] for f in json.load(open(sys.argv[1]))["findings"] if f["control"] == "ssh-closed"]
            print("\n".join(sorted(keys, key=lambda k: hashlib.sha256(("dice 6 1 4\n" + k).encode()).hexdigest())[:7]))
            """;
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program, path]) { RedirectStandardOutput = true })!;
        var expected = python.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var sample = Draw(new("ssh-closed", 7, "dice 6 1 4", Strata.None));

        Assert.Equal(7, expected.Length);
        Assert.Equal(expected, sample.Findings.Select(drawn => drawn.Finding.Key));
        Assert.Equal(100, sample.Population);
    }

    [Fact]
    public void The_order_of_findings_and_findings_of_others_change_nothing()
    {
        var findings = Made.Findings(400).ToList();
        File.WriteAllBytes(path, Made.Written("json", findings));
        var wish = new SampleWish("ssh-closed", 10, "s", Strata.None);
        var drawn = Keys(Draw(wish));

        File.WriteAllBytes(path, Made.Written("json", [.. findings.AsEnumerable().Reverse().Where(finding => finding.Control == "ssh-closed")]));
        Assert.Equal(drawn, Keys(Draw(wish)));

        File.WriteAllBytes(path, Made.Written("json", [.. findings.Where(finding => finding.Key != drawn[3])]));
        Assert.Equal(drawn.Where(key => key != drawn[3]), Keys(Draw(wish)).Take(9));
        Assert.NotEqual(drawn, Keys(Draw(wish with { Seed = "t" })));
    }

    [Fact]
    public void Each_verdict_has_its_own_sample_when_asked()
    {
        File.WriteAllBytes(path, Made.Written("json", [.. Made.Findings(400)]));

        var counts = Draw(new(null, 5, "s", Strata.ByVerdict)).Findings.CountBy(drawn => drawn.Finding.Verdict).ToList();

        Assert.Equal(Enum.GetValues<Verdict>().Select(verdict => KeyValuePair.Create(verdict, 5)), counts);
    }

    [Fact]
    public void Each_finding_has_the_command_that_shows_its_evidence_and_what_to_compare()
    {
        File.WriteAllBytes(path, Made.Written("json", [.. Made.Findings(40)]));
        var sample = Draw(new("buckets-tls-only", 3, "s", Strata.None));
        var evidence = Assert.Single(sample.Findings[0].Finding.Evidence);

        string[] wanted = [evidence.Command!, evidence.Sha256, evidence.RequestId!, sample.Findings[0].Finding.Key, sample.Findings[0].Rank];
        Assert.All(wanted, text => Assert.Contains(text, string.Join('\n', SampleTelling.Text(sample)), StringComparison.Ordinal));
        Assert.All(wanted.Where(text => text != evidence.RequestId), text => Assert.Contains(text, string.Join('\n', SampleTelling.Markdown(sample)), StringComparison.Ordinal));
        using var json = JsonDocument.Parse(string.Join('\n', SampleTelling.Json(sample)));
        Assert.Equal(evidence.Command, json.RootElement.GetProperty("findings")[0].GetProperty("evidence")[0].GetProperty("command").GetString());
        Assert.Equal(10, json.RootElement.GetProperty("sample").GetProperty("population").GetInt32());
    }

    [Fact]
    public void A_command_that_is_not_what_it_looks_like_is_not_shown_for_copying()
    {
        var finding = Made.Findings(1).Single();
        File.WriteAllBytes(path, Made.Written("json", [finding with { ResourceId = "\u202eevil\n# head", Evidence = [finding.Evidence[0] with { Command = "aws s3 ls\u001b[2K; rm -rf /" }] }]));

        var sample = Draw(new(null, 1, "s", Strata.None));

        foreach (var lines in (IEnumerable<string>[])[SampleTelling.Text(sample), SampleTelling.Markdown(sample)])
        {
            Assert.DoesNotContain(lines, line => line.Any(char.IsControl) || line.Contains('\u202e', StringComparison.Ordinal));
            Assert.DoesNotContain("rm -rf", string.Concat(lines), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ssh-closd", 1, "s", "did you mean \"ssh-closed\"?")]
    [InlineData("ssh-closed", 0, "s", "1 to 10000")]
    [InlineData("ssh-closed", 10_001, "s", "1 to 10000")]
    [InlineData("ssh-closed", 1, "", "not empty")]
    [InlineData("ssh-closed", 1, "a\nb", "on one line")]
    public void A_wish_that_no_report_can_meet_is_told_how_to_mend(string control, int size, string seed, string expected)
    {
        File.WriteAllBytes(path, Made.Written("json", [.. Made.Findings(40)]));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Draw(new(control, size, seed, Strata.None))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(path);

    private Sample Draw(SampleWish wish) => Sample.Draw(new ReportFile(path), wish);

    private static List<string> Keys(Sample sample) => [.. sample.Findings.Select(drawn => drawn.Finding.Key)];
}
