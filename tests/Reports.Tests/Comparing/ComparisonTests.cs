using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Comparing;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Comparing;

/// <summary>Each cause that two reports can differ by, with its direction.</summary>
public sealed class ComparisonTests : IDisposable
{
    private static readonly Finding pass = Made.Findings(4).First(finding => finding.Control == "ssh-closed") with { Verdict = Verdict.Pass, AccountId = "444444444444", Environment = "prod", Observed = new JsonObject { ["tlsOnly"] = true } };
    private static readonly Finding fail = pass with { Verdict = Verdict.Fail, Observed = new JsonObject { ["tlsOnly"] = false } };
    private static readonly Finding exempt = fail with { Verdict = Verdict.Exempt, Exemption = "old-bastion" };
    private static readonly Finding unread = pass with { Verdict = Verdict.NotEvaluated, Observed = null, Evidence = [], Reason = "no access" };
    private static readonly ReportExemption exemption = Made.Header.Exemptions.Single(each => each.Id == "old-bastion");

    private readonly string folder = Directory.CreateTempSubdirectory("compare-").FullName;

    [Fact]
    public void Two_reports_that_differ_in_times_and_requests_alone_do_not_differ()
    {
        var findings = Made.Findings(400).ToList();
        var later = findings.Select(finding => finding with { ObservedAt = Made.Now.AddDays(1), Evidence = [.. finding.Evidence.Select(each => each with { RequestId = "another" })] });

        var comparison = Compare(findings, later, latest: header => header with { At = Made.Now.AddDays(1) });

        Assert.Empty(comparison.Differences());
        Assert.Equal(400, comparison.Pairs().Count(pair => Difference.StateOf(pair.Old, pair.New) == "unchanged"));
    }

    [Fact]
    public void A_resource_that_changed_is_worse_or_better()
    {
        Expect(Only([pass], [fail]), Direction.Worse, "updated", Cause.ResourceChanged);
        Expect(Only([fail], [pass]), Direction.Better, "updated", Cause.ResourceChanged);
        Expect(Only([pass], [pass with { Observed = new JsonObject { ["tlsOnly"] = true, ["more"] = 1 } }]), Direction.Neither, "updated", Cause.ResourceChanged);
        Assert.Contains("the ledger says fixed", Only([fail], [pass with { Repairs = [new(Made.Now, "fixed", "it holds again", "sha256:0")] }]).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_changed_is_the_cause_by_value_environment_or_control()
    {
        var asked = Only([pass], [pass with { Verdict = Verdict.Fail, Declared = new JsonObject { ["tlsOnly"] = 2 } }]);
        var moved = Only([pass], [pass with { Environment = "uat", Verdict = Verdict.Fail }]);
        var control = Only([pass], [pass with { Verdict = Verdict.Fail }], latest: Catalogue(each => each with { Homes = each.Homes with { ConfigRules = ["another"] } }));
        var environments = Only([pass], [pass with { Verdict = Verdict.NotApplicable }], latest: Catalogue(each => each with { Environments = ["dev", "uat", "prod"] }));

        Expect(asked, Direction.Worse, "updated", Cause.PolicyChanged);
        Expect(moved, Direction.Worse, "updated", Cause.PolicyChanged);
        Expect(control, Direction.Worse, "updated", Cause.PolicyChanged);
        Expect(environments, Direction.Neither, "updated", Cause.PolicyChanged);
        Expect(Only([pass], [fail with { Declared = null }]), Direction.Worse, "updated", Cause.PolicyChanged, Cause.ResourceChanged);
    }

    [Fact]
    public void A_failure_that_nobody_asks_about_any_more_is_not_better()
    {
        Expect(Only([fail], [], latest: header => header with { Catalogue = header.Catalogue with { Controls = [] } }), Direction.Neither, "absent", Cause.PolicyChanged);
        Expect(Only([fail], [], latest: header => header with { Accounts = [] }), Direction.Neither, "absent", Cause.PolicyChanged);
        Expect(Only([fail], [], latest: header => header with { Accounts = [.. header.Accounts.Select(each => each with { Regions = [] })] }), Direction.Neither, "absent", Cause.PolicyChanged);
        Expect(Only([], [fail], old: header => header with { Accounts = [] }), Direction.Worse, "new", Cause.PolicyChanged);
    }

    [Fact]
    public void An_exemption_that_was_added_began_or_was_widened_is_the_cause()
    {
        Expect(Only([fail], [exempt], old: Without), Direction.Better, "updated", Cause.ExemptionAdded);
        Expect(Only([fail], [exempt], old: With(exemption with { From = Made.Now.AddDays(1) }), latest: header => header with { At = Made.Now.AddDays(2) }), Direction.Better, "updated", Cause.ExemptionAdded);
        Expect(Only([fail], [exempt], old: With(exemption with { Resources = ["sg-1"] })), Direction.Better, "updated", Cause.ExemptionAdded);
        Expect(Only([pass], [exempt], old: Without), Direction.Worse, "updated", Cause.ExemptionAdded, Cause.ResourceChanged);
        Expect(Only([pass], [exempt]), Direction.Worse, "updated", Cause.ResourceChanged);
    }

    [Fact]
    public void An_exemption_that_ended_and_one_that_was_taken_back_are_two_causes()
    {
        Expect(Only([exempt], [fail], latest: header => header with { At = exemption.Expires }), Direction.Worse, "updated", Cause.ExemptionExpired);
        Expect(Only([exempt], [fail], latest: Without), Direction.Worse, "updated", Cause.ExemptionWithdrawn);
        Expect(Only([exempt], [fail], latest: With(exemption with { Resources = ["sg-1"] })), Direction.Worse, "updated", Cause.ExemptionWithdrawn);
        // What passes now needs none.
        Expect(Only([exempt], [pass], latest: Without), Direction.Better, "updated", Cause.ResourceChanged);
        Expect(Only([exempt], [exempt with { Exemption = "partner-bucket" }], latest: With(Made.Header.Exemptions[0])), Direction.Neither, "updated", Cause.ExemptionWithdrawn);
    }

    [Fact]
    public void What_can_no_longer_be_read_is_never_better()
    {
        Gap gap = new("444444444444", "eu-west-1", "config:X", "throttled out", ["ssh-closed"]);
        ReportHeader Gapped(ReportHeader header) => header with { Gaps = [gap] };

        Expect(Only([pass], [unread]), Direction.Worse, "updated", Cause.NewlyUnreadable);
        Expect(Only([exempt], [unread]), Direction.Worse, "updated", Cause.NewlyUnreadable);
        Expect(Only([fail], [unread]), Direction.Neither, "updated", Cause.NewlyUnreadable);
        Expect(Only([], [unread]), Direction.Worse, "new", Cause.NewlyUnreadable);
        Expect(Only([fail], [], latest: Gapped), Direction.Neither, "absent", Cause.NewlyUnreadable);
        Expect(Only([pass], [], latest: Gapped), Direction.Worse, "absent", Cause.NewlyUnreadable);
    }

    [Fact]
    public void What_can_be_read_again_is_as_good_as_what_it_shows()
    {
        Gap gap = new("444444444444", "global", "sts:AssumeRole", "no access", ["ssh-closed"]);
        ReportHeader Gapped(ReportHeader header) => header with { Gaps = [gap] };

        Expect(Only([unread], [pass]), Direction.Better, "updated", Cause.ReadableAgain);
        Expect(Only([unread], [fail]), Direction.Worse, "updated", Cause.ReadableAgain);
        Expect(Only([unread], [exempt]), Direction.Neither, "updated", Cause.ReadableAgain);
        Expect(Only([unread], []), Direction.Better, "absent", Cause.ReadableAgain);
        Expect(Only([], [pass], old: Gapped), Direction.Better, "new", Cause.ReadableAgain);
        Expect(Only([], [fail], old: Gapped), Direction.Worse, "new", Cause.ReadableAgain);
    }

    [Fact]
    public void A_resource_that_appeared_or_disappeared_counts_by_its_failure()
    {
        Expect(Only([], [pass]), Direction.Neither, "new", Cause.ResourceAppeared);
        Expect(Only([], [fail]), Direction.Worse, "new", Cause.ResourceAppeared);
        Expect(Only([pass], []), Direction.Neither, "absent", Cause.ResourceDisappeared);
        Expect(Only([fail], []), Direction.Better, "absent", Cause.ResourceDisappeared);
    }

    [Fact]
    public void The_same_judged_otherwise_or_by_another_is_a_check_that_changed()
    {
        var judged = Only([pass], [pass with { Verdict = Verdict.Fail }], latest: header => header with { ToolVersion = "2.0.0" });
        var hub = Only([pass], [pass with { Verdict = Verdict.Fail, Observed = null, Evidence = [pass.Evidence[0] with { Source = EvidenceSource.SecurityHub }] }]);
        var silent = Only([pass with { Observed = null }], [fail with { Observed = null }]);

        Expect(judged, Direction.Worse, "updated", Cause.CheckChanged);
        Assert.Contains("the tool was 1.2.3 and is 2.0.0", judged.Because, StringComparison.Ordinal);
        Expect(hub, Direction.Worse, "updated", Cause.CheckChanged);
        Expect(silent, Direction.Worse, "updated", Cause.ResourceChanged);
    }

    [Fact]
    public void Reports_are_joined_by_key_whatever_is_only_in_one()
    {
        var all = Made.Findings(400).ToList();
        var (left, right) = (all.Where((_, i) => i % 3 != 0).ToList(), all.Where((_, i) => i % 5 != 0).ToList());

        var pairs = Compare(left, right).Pairs().ToList();

        Assert.Equal(left.Select(each => each.Key), pairs.Where(pair => pair.Old is not null).Select(pair => pair.Old!.Key));
        Assert.Equal(right.Select(each => each.Key), pairs.Where(pair => pair.New is not null).Select(pair => pair.New!.Key));
        Assert.All(pairs, pair => Assert.True(pair is not ({ } old, { } latest) || old.Key == latest.Key));
        Assert.Equal(all.Where((_, i) => i % 3 != 0 || i % 5 != 0).Count(), pairs.Count);
    }

    [Fact]
    public void Findings_out_of_order_are_told_and_not_taken_for_differences()
    {
        var findings = Made.Findings(8).ToList();

        var fault = Assert.Throws<InvalidDataException>(() => Compare(findings, findings.AsEnumerable().Reverse()).Differences().Count());

        Assert.Contains("do not stand in the order of their keys", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_tells_every_difference_and_its_cause_and_stays_harmless()
    {
        var hostile = fail with { ResourceId = "a|b<script>alert(1)</script>\u001b[2J\u202e`@everyone`\n# head [x](http://x)" };
        var comparison = Compare([pass], [fail, hostile]);
        var counts = DifferenceCounts.Of(comparison.Differences());
        var (text, markdown) = (ComparisonTelling.Text(comparison, counts).ToList(), ComparisonTelling.Markdown(comparison, counts).ToList());
        using var json = JsonDocument.Parse(string.Join('\n', ComparisonTelling.Json(comparison, counts)));

        Assert.Contains("2 worse, 0 better, 0 neither", text);
        Assert.Contains("      resource changed: AWS shows something else", text);
        Assert.Contains("      observed/tlsOnly: true → false", text);
        Assert.Contains("| resource changed | 1 | 0 | 0 |", markdown);
        Assert.All(text.Concat(markdown), line => Assert.DoesNotContain(line, sign => char.IsControl(sign) || sign == '\u202e'));
        Assert.All(markdown, line => Assert.DoesNotContain("<script", line, StringComparison.Ordinal));
        Assert.Equal(2, json.RootElement.GetProperty("summary").GetProperty("worse").GetInt32());
        var differences = json.RootElement.GetProperty("differences").EnumerateArray().ToList();
        Assert.Equal(["updated", "new"], differences.Select(each => each.GetProperty("baselineState").GetString()));
        Assert.Equal(hostile.ResourceId, differences[1].GetProperty("resourceId").GetString());
        Assert.Equal(JsonValueKind.Null, differences[1].GetProperty("old").ValueKind);
        Assert.All(ComparisonTelling.Json(comparison, counts), line => Assert.True(line.All(char.IsAscii)));
    }

    [Fact]
    public void Reports_the_wrong_way_round_and_of_different_things_are_warned_of()
    {
        var comparison = Compare([pass], [pass], latest: header => header with { At = Made.Now.AddDays(-1), Subject = "a rehearsal" });

        var text = string.Join('\n', ComparisonTelling.Text(comparison, DifferenceCounts.Of(comparison.Differences())));

        Assert.Contains("the wrong way round", text, StringComparison.Ordinal);
        Assert.Contains("they speak of different things", text, StringComparison.Ordinal);
        Assert.Contains("no difference", text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Expect(Difference difference, Direction direction, string state, params Cause[] causes)
    {
        Assert.Equal(causes, difference.Causes);
        Assert.Equal(direction, difference.Direction);
        Assert.Equal(state, difference.BaselineState);
        Assert.NotEmpty(difference.Because);
    }

    private static ReportHeader Without(ReportHeader header) => header with { Exemptions = [] };

    private static Func<ReportHeader, ReportHeader> With(ReportExemption changed) => header => header with { Exemptions = [changed] };

    private static Func<ReportHeader, ReportHeader> Catalogue(Func<Control, Control> change) =>
        header => header with { Catalogue = header.Catalogue with { Controls = [.. header.Catalogue.Controls.Select(change)] } };

    private Difference Only(Finding[] before, Finding[] after, Func<ReportHeader, ReportHeader>? old = null, Func<ReportHeader, ReportHeader>? latest = null) =>
        Assert.Single(Compare(before, after, old, latest).Differences());

    private Comparison Compare(IEnumerable<Finding> before, IEnumerable<Finding> after, Func<ReportHeader, ReportHeader>? old = null, Func<ReportHeader, ReportHeader>? latest = null) =>
        new(Written("old.json", before, old), Written("new.json", after, latest));

    private ReportFile Written(string name, IEnumerable<Finding> findings, Func<ReportHeader, ReportHeader>? change)
    {
        var path = Path.Combine(folder, name);
        var all = findings.ToList();
        using (var writer = new JsonReport(Made.Report(all) is var report && change is not null ? report with { Header = change(report.Header) } : report, File.Create(path)))
        {
            writer.Begin();
            all.ForEach(writer.Write);
            writer.End();
        }

        return new(path);
    }
}
