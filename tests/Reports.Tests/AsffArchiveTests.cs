using System.Text.Json;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What becomes of findings that earlier reports sent: only what was looked for and is not there is over.</summary>
public sealed class AsffArchiveTests
{
    private const string Root = "111111111111";
    private const string Prod = "444444444444";

    // A volume of prod that is not there any more, and one that is.
    private static readonly Finding gone = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Fail) with { Control = "ssh-closed", AccountId = Prod, Region = "eu-west-1", ResourceId = "sg-gone" };
    private static readonly Finding stays = gone with { ResourceId = "sg-stays", Verdict = Verdict.Pass };

    [Fact]
    public void What_the_report_has_is_active_and_what_it_has_no_more_is_over()
    {
        var archive = After([stays]);

        Assert.Equal((AsffFate.Reported, AsffFate.Over), (Fate(archive, stays), Fate(archive, gone)));
    }

    [Fact]
    public void A_control_that_is_asked_no_more_leaves_nothing_behind() =>
        Assert.Equal(AsffFate.Over, Fate(After([stays]), gone with { Control = "nobody-asks-any-more" }));

    [Fact]
    public void What_moved_to_another_region_is_over_where_it_was()
    {
        var everywhere = gone with { Region = "global" };
        var earlier = Sent(everywhere, ["eu-west-1"]);

        var archive = After([everywhere]);

        Assert.Equal(AsffFate.Over, archive.Of(Prod, "eu-west-1", Text(earlier, "Id"), Text(earlier, "GeneratorId"), null));
        Assert.Equal(AsffFate.Reported, archive.Of(Prod, "us-east-1", Text(earlier, "Id"), Text(earlier, "GeneratorId"), null));
    }

    [Theory]
    [InlineData("eu-west-1", false, true)]
    [InlineData("global", false, false)]
    public void An_account_and_region_is_read_when_no_call_there_stayed_without_an_answer(string region, bool ireland, bool virginia)
    {
        var archive = After([stays], new Gap(Prod, region, "sts:AssumeRole", "no such role", []));

        Assert.Equal((ireland, virginia, true), (archive.WasRead(Prod, "eu-west-1"), archive.WasRead(Prod, "us-east-1"), archive.WasRead("222222222222", "eu-west-1")));
    }

    [Theory]
    [InlineData("eu-west-1", nameof(AsffFate.Unknown))]
    [InlineData("global", nameof(AsffFate.Unknown))]
    [InlineData("us-east-1", nameof(AsffFate.Over))]
    public void A_control_that_is_not_evaluated_there_keeps_what_it_found(string region, string fate)
    {
        var archive = After([stays, gone with { Region = region, ResourceType = "AWS::::Account", ResourceId = Prod, Verdict = Verdict.NotEvaluated }]);

        Assert.Equal(fate, Fate(archive, gone).ToString());
        Assert.Equal(AsffFate.Over, Fate(archive, gone with { Control = "iam-no-users" }));
    }

    [Fact]
    public void What_Security_Hub_said_and_says_no_more_is_over_though_its_control_fell_silent()
    {
        var archive = After([gone with { ResourceType = "AWS::::Account", ResourceId = Prod, Verdict = Verdict.NotEvaluated }]);

        Assert.Equal(AsffFate.Over, Fate(archive, Resting(gone, "securityhub:GetFindings")));
    }

    [Theory]
    [InlineData(Root)]
    [InlineData("000000000000")]
    public void A_ledger_that_was_not_read_keeps_what_rests_upon_it_in_every_account(string account)
    {
        var archive = After([stays], new Gap(account, "eu-west-1", "dynamodb:Scan", "no access", []));

        Assert.Equal((AsffFate.Unknown, AsffFate.Over), (Fate(archive, Resting(gone, "dynamodb:Scan")), Fate(archive, gone)));
    }

    [Theory]
    [InlineData("secret-scoops/ssh-closed/of-somebody-else", "secret-scoops/ssh-closed")]
    [InlineData("some-id", "secret-scoops-and-more")]
    public void What_others_sent_is_left_alone(string id, string generator) =>
        Assert.Equal(AsffFate.Reported, After([stays]).Of(Prod, "eu-west-1", id, generator, null));

    private static AsffArchive After(IReadOnlyList<Finding> findings, params IReadOnlyList<Gap> gaps)
    {
        AsffArchive archive = new(new(Made.Header with { Gaps = gaps }, Made.Report(findings).Summary), Root);
        Assert.Equal(findings, archive.Watch(findings));
        return archive;
    }

    private static AsffFate Fate(AsffArchive archive, Finding earlier)
    {
        var sent = Sent(earlier);
        return archive.Of(earlier.AccountId, earlier.Region, Text(sent, "Id"), Text(sent, "GeneratorId"), sent.GetProperty("ProductFields").GetProperty(AsffFinding.EvidenceField).GetString());
    }

    // As an earlier report wrote it.
    private static JsonElement Sent(Finding finding, params IReadOnlyList<string> regions)
    {
        var header = Made.Header with { Accounts = [.. Made.Header.Accounts.Select(account => account with { Regions = regions is [] ? account.Regions : regions })] };
        return Documents.Json("asff", header with { Catalogue = Made.Header.Catalogue with { Controls = [.. Made.Header.Catalogue.Controls, Made.Header.Catalogue.Controls[0] with { Id = "nobody-asks-any-more" }] } }, [finding])[0];
    }

    private static Finding Resting(Finding finding, string call) => finding with { Evidence = [finding.Evidence[0] with { Call = call }] };

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString()!;
}
