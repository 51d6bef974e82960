using CsCheck;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>Findings come out sorted and whole, whatever the order in which they went in and however little is kept in memory.</summary>
public sealed class FindingSpoolTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("spool-tests-");

    [Fact]
    public void Findings_come_out_in_the_order_of_their_keys_whole() => Gen.Select(Gen.Int[0, 300], Gen.Int[1, 40], Gen.Int).Sample(
        (count, most, seed) =>
        {
            var findings = Made.Findings(count).ToArray();
            var shuffled = findings.ToArray();
            new Random(seed).Shuffle(shuffled);
            using FindingSpool spool = new(directory.FullName, most);
            Array.ForEach(shuffled, spool.Append);

            Assert.Equal(Made.Written("json", findings), Made.Written("json", [.. spool.Findings()]));
            Assert.Equal(Made.Report(findings).Summary.Counts, spool.Count().Counts);
        },
        iter: 30);

    [Fact]
    public void More_runs_than_are_merged_at_once_lose_nothing()
    {
        using FindingSpool spool = new(directory.FullName, most: 1);
        foreach (var finding in Made.Findings(500).Reverse())
        {
            spool.Append(finding);
        }

        Assert.Equal(Made.Findings(500).Select(each => each.Key), spool.Findings().Select(each => each.Key));
    }

    [Theory]
    [InlineData(nameof(Verdict.Fail), nameof(Verdict.Exempt))]
    [InlineData(nameof(Verdict.Exempt), nameof(Verdict.NotEvaluated))]
    [InlineData(nameof(Verdict.NotEvaluated), nameof(Verdict.Pass))]
    [InlineData(nameof(Verdict.Pass), nameof(Verdict.NotApplicable))]
    public void Of_two_findings_on_one_resource_the_worse_is_kept_with_the_evidence_of_both(string worse, string better)
    {
        foreach (var most in (int[])[1, 10])
        {
            foreach (var worseFirst in (bool[])[true, false])
            {
                using FindingSpool spool = new(directory.FullName, most);
                Finding[] both = [Judged(Enum.Parse<Verdict>(worse), "one"), Judged(Enum.Parse<Verdict>(better), "two")];
                Array.ForEach(worseFirst ? both : [.. both.Reverse()], spool.Append);

                var kept = Assert.Single(spool.Findings());
                Assert.Equal(Enum.Parse<Verdict>(worse), kept.Verdict);
                Assert.Equal("one", kept.Reason);
                Assert.Equal(["one", "two"], kept.Evidence.Select(each => each.RequestId));
            }
        }
    }

    [Fact]
    public void Of_several_findings_on_one_resource_the_same_one_is_made_in_whatever_order_they_came()
    {
        var evidence = Made.Findings(1).Single().Evidence[0];
        Finding[] three =
        [
            Judged(Verdict.Fail, "seen by one") with { Tags = new Dictionary<string, string>(), Evidence = [evidence with { Source = EvidenceSource.SecurityHub, Call = "securityhub:GetFindings", At = Made.Now }] },
            Judged(Verdict.Fail, "seen by another") with { Tags = new Dictionary<string, string>(), Declared = new System.Text.Json.Nodes.JsonObject { ["a"] = 1 }, Evidence = [evidence with { Source = EvidenceSource.Config, At = Made.Now.AddDays(1) }] },
            Judged(Verdict.Pass, "seen by a third") with { Declared = null, Tags = new Dictionary<string, string> { ["team"] = "web" }, Evidence = [evidence with { Source = EvidenceSource.Ledger, At = Made.Now.AddDays(-1) }] },
        ];

        var made = new HashSet<string>();
        foreach (var order in (int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            using FindingSpool spool = new(directory.FullName, most: 1);
            Array.ForEach(order, i => spool.Append(three[i]));
            var one = Assert.Single(spool.Findings());
            Assert.Equal([EvidenceSource.Config, EvidenceSource.SecurityHub, EvidenceSource.Ledger], one.Evidence.Select(each => each.Source));
            Assert.Equal(("web", 1), (one.Tags["team"], one.Declared!["a"]!.GetValue<int>()));
            made.Add(System.Text.Encoding.UTF8.GetString(Made.Written("json", [one])));
        }

        Assert.Single(made);
    }

    [Fact]
    public void Counts_are_those_of_what_is_read_and_not_of_what_was_appended() => Gen.Select(Gen.Enum<Verdict>(), Gen.Int[0, 20]).List[0, 200].Sample(
        list =>
        {
            using FindingSpool spool = new(directory.FullName, most: 7);
            list.ForEach(each => spool.Append(Judged(each.Item1, "x") with { ResourceId = $"r{each.Item2}" }));

            var summary = spool.Count();
            var read = Made.Report(spool.Findings()).Summary;
            Assert.Equal(read.Counts, summary.Counts);
            Assert.Equal(read.ExemptionUses, summary.ExemptionUses);
            Assert.Equal(list.Select(each => each.Item2).Distinct().Count(), summary.Findings);
        },
        iter: 50);

    [Fact]
    public void Halves_of_surrogate_pairs_are_one_key_and_sorted_as_they_are_read()
    {
        using FindingSpool spool = new(directory.FullName, most: 1);
        foreach (var name in (string[])["\uD800", "\uDC00", "\uE000", "\uFFFE", "a"])
        {
            spool.Append(Judged(Verdict.Fail, "x") with { ResourceId = name });
        }

        Assert.Equal(["a", "\uE000", "\uFFFD", "\uFFFE"], spool.Findings().Select(each => each.ResourceId));
    }

    [Fact]
    public void Findings_larger_than_every_buffer_come_back()
    {
        using FindingSpool spool = new(directory.FullName, most: 2);
        foreach (var size in (int[])[400_000, 10, 70_000, 65_536])
        {
            spool.Append(Judged(Verdict.Pass, new string('y', size)) with { ResourceId = $"r{size:D6}" });
        }

        Assert.Equal([10, 65_536, 70_000, 400_000], spool.Findings().Select(each => each.Reason.Length));
    }

    [Fact]
    public void What_comes_after_the_count_is_refused()
    {
        using FindingSpool spool = new(directory.FullName);
        spool.Count();

        Assert.Throws<InvalidOperationException>(() => spool.Append(Documents.OfEveryVerdict[0]));
    }

    [Fact]
    public void The_temporary_file_is_the_user_s_alone_and_has_no_name()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the open files of a process are looked up in /proc");
            return;
        }

        using FindingSpool spool = new(directory.FullName, most: 1);
        spool.Append(Documents.OfEveryVerdict[0]);

        Assert.Empty(directory.EnumerateFileSystemInfos());
        var open = Directory.EnumerateFiles("/proc/self/fd").Where(each => new FileInfo(each).LinkTarget?.StartsWith(directory.FullName, StringComparison.Ordinal) == true).ToList();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(open)));
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static Finding Judged(Verdict verdict, string mark) => Documents.OfEveryVerdict[0] with
    {
        Verdict = verdict,
        Reason = mark,
        Exemption = verdict == Verdict.Exempt ? "partner-bucket" : null,
        Evidence = [Made.Findings(1).Single().Evidence[0] with { RequestId = mark }],
    };
}
