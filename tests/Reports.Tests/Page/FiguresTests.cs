using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Page;
using SecretScoops.Governance.Reports.Page.Sections;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Page;

/// <summary>What the page says of counts and of exemptions.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(0, 7, "0.0 %")]
    [InlineData(2, 3, "66.6 %")]
    [InlineData(99_999, 100_000, "99.9 %")]
    [InlineData(2_000_000_000, 2_000_000_000, "100.0 %")]
    public void A_share_is_rounded_down_so_that_only_all_is_all(int part, int whole, string expected) => Assert.Equal(expected, Words.Share(part, whole));

    [Theory]
    [InlineData(5, 1, 1, 1, 1, "Fail")]
    [InlineData(5, 0, 1, 1, 1, "NotEvaluated")]
    [InlineData(5, 0, 1, 1, 0, "Exempt")]
    [InlineData(5, 0, 0, 1, 0, "Pass")]
    [InlineData(0, 0, 0, 1, 0, "NotApplicable")]
    [InlineData(0, 0, 0, 0, 0, null)]
    public void A_control_is_as_good_as_the_worst_that_is_known_of_it(int pass, int fail, int exempt, int notApplicable, int notEvaluated, string? expected) =>
        Assert.Equal(expected, Figures.State(new(pass, fail, exempt, notApplicable, notEvaluated))?.ToString());

    [Theory]
    [InlineData("Pass", "Fail", true)]
    [InlineData("Pass", "Pass", false)]
    [InlineData("Fail", "Fail", false)]
    [InlineData("Exempt", "Fail", false)]
    [InlineData("NotEvaluated", "Fail", false)]
    [InlineData("Pass", "NotEvaluated", false)]
    public void Only_a_pass_here_and_a_failure_there_is_a_difference(string dev, string prod, bool differs)
    {
        var template = Made.Findings(1).Single();
        var figures = new Figures(Made.Report(
        [
            template with { AccountId = "222222222222", Environment = "dev", Verdict = Enum.Parse<Verdict>(dev) },
            template with { AccountId = "444444444444", Environment = "prod", Verdict = Enum.Parse<Verdict>(prod) },
        ]));

        Assert.Equal(differs, figures.Difference(template.Control) is not null);
    }

    [Fact]
    public void An_account_that_the_header_does_not_list_is_counted_all_the_same()
    {
        var figures = new Figures(Made.Report([Made.Findings(1).Single() with { AccountId = "999999999999" }]));

        Assert.Equal(Figures.Unlisted, figures.Environments[^1]);
        Assert.Equal(1, figures.In(Figures.Unlisted).InScope);
        Assert.Equal(1, figures.Total.InScope);
    }

    [Theory]
    [InlineData(0, 0, "ended 0 days ago", "ended")]
    [InlineData(0.5, 1, "ends in 1 day", "30 60 90")]
    [InlineData(30, 1, "ends in 30 days", "30 60 90")]
    [InlineData(30.01, 1, "ends in 31 days", "60 90")]
    [InlineData(61, 0, "ends in 61 days", "unused 90")]
    [InlineData(91, 1, "ends in 91 days", "")]
    [InlineData(-1.5, 0, "ended 1 day ago", "ended")]
    public void An_exemption_stands_where_it_stood_on_the_day_of_the_report(double days, int uses, string words, string shows)
    {
        var exemption = Made.Header.Exemptions[0] with { Expires = Made.Now.AddDays(days) };
        var state = ExemptionState.Of(exemption, Made.Report(Enumerable.Repeat(Made.Findings(1).Single() with { Exemption = exemption.Id }, uses)));

        Assert.Equal((words, shows), (state.Words, string.Join(' ', state.Shows)));
    }

    [Fact]
    public void An_exemption_that_has_not_begun_is_not_unused()
    {
        var state = ExemptionState.Of(Made.Header.Exemptions[0] with { From = Made.Now.AddDays(2), Expires = Made.Now.AddDays(9) }, Made.Report([]));

        Assert.Equal(("begins in 2 days", "later"), (state.Words, string.Join(' ', state.Shows)));
    }
}
