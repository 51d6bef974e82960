using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>Figures that a reader can do over, and bounds that are said.</summary>
public sealed class MarkdownReportTests
{
    [Fact]
    public void Figures_come_with_their_arithmetic()
    {
        List<Finding> findings = [.. Made.Findings(400)];
        var tally = Made.Report(findings).Summary.Of((_, _) => true);

        var line = Documents.Text("markdown", findings).Split('\n').First(each => each.StartsWith("| **all**", StringComparison.Ordinal));
        Assert.Equal((300, 40, 20, 20, 20), (tally.Pass, tally.Fail, tally.Exempt, tally.NotApplicable, tally.NotEvaluated));
        Assert.Contains("| 300 + 40 + 20 = 360 | 20 | 360 + 20 = 380 | 300 / 360 = 83.3 % | 300 / 380 = 78.9 % | 20 |", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Almost_all_is_never_rounded_to_all()
    {
        var pass = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Pass);
        List<Finding> findings = [.. Enumerable.Range(0, 9_999).Select(i => pass with { ResourceId = $"a{i:D5}" }), pass with { ResourceId = "b", Verdict = Verdict.Fail }];

        Assert.Contains("9999 / 10000 = 99.9 %", Documents.Text("markdown", findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Environments_add_up_to_all_even_with_an_account_that_nobody_knows()
    {
        var stray = Documents.OfEveryVerdict[0] with { AccountId = "999999999999" };

        Assert.Contains("| in no environment |", Documents.Text("markdown", [stray]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_counted()
    {
        var fail = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Fail);
        List<Finding> findings = [.. Enumerable.Range(0, MarkdownReport.MostRows + 7).Select(i => fail with { ResourceId = $"bucket-{i:D5}" })];

        var text = Documents.Text("markdown", findings);
        Assert.Contains("507 fail. The first 500 follow; 7 are left out here", text, StringComparison.Ordinal);
        Assert.Equal(MarkdownReport.MostRows, text.Split('\n').Count(line => line.Contains("`bucket-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Exemptions_stand_where_they_end()
    {
        var text = Documents.Text("markdown", [.. Made.Findings(400)]);

        var thirty = text.IndexOf("within 30 days: 1", StringComparison.Ordinal);
        var ninety = text.IndexOf("within 90 days, and not sooner: 1", StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("`partner-bucket`: until 2026-12-16, covers 20", StringComparison.Ordinal), thirty, ninety);
        Assert.True(text.IndexOf("`old-bastion`: until", StringComparison.Ordinal) > ninety);
        Assert.Contains("Ended, and without effect: 1", text, StringComparison.Ordinal);
        Assert.Contains("In force, and unused: 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_read_is_said() => Assert.Contains("`no access: the role AuditorRole is not there`", Documents.Text("markdown", []), StringComparison.Ordinal);
}
