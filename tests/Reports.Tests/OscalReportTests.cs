using System.Text.Json;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What OSCAL's schema says and does not say: ids of version 5, references that lead somewhere, and states that claim no more than was looked at.</summary>
public sealed class OscalReportTests
{
    private static readonly JsonElement result = Result([.. Made.Findings(400)]);

    [Fact]
    public void Every_reference_leads_to_something_in_the_document()
    {
        var observations = Ids("observations");
        var risks = Ids("risks");
        var document = Documents.Json("oscal", [.. Made.Findings(20)]).GetProperty("assessment-results");

        var findings = result.GetProperty("findings").EnumerateArray().ToList();
        Assert.All(findings.SelectMany(each => each.GetProperty("related-observations").EnumerateArray()), each => Assert.Contains(each.GetProperty("observation-uuid").GetGuid(), observations));
        Assert.All(findings.Where(each => each.TryGetProperty("related-risks", out _)).SelectMany(each => each.GetProperty("related-risks").EnumerateArray()), each => Assert.Contains(each.GetProperty("risk-uuid").GetGuid(), risks));
        Assert.Equal(400, findings.Sum(each => each.GetProperty("related-observations").GetArrayLength()));
        Assert.Equal($"#{document.GetProperty("back-matter").GetProperty("resources")[0].GetProperty("uuid").GetString()}", document.GetProperty("import-ap").GetProperty("href").GetString());
    }

    [Fact]
    public void No_id_is_used_twice_and_each_is_of_version_5()
    {
        List<Guid> ids = [.. Ids("observations"), .. Ids("risks"), .. Ids("findings")];

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(5, id.Version));
    }

    [Fact]
    public void An_id_of_version_5_is_the_one_that_others_compute()
    {
        // Python: uuid.uuid5(uuid.UUID("8d0b2f0e-6c1f-4a0d-9b8e-2c7a5f31d4e6"), "risk|partner-bucket")
        Assert.Equal("414e75b8-d3f4-5614-aff6-af20af6cf3bc", StableId.Uuid("risk", "partner-bucket").ToString());
    }

    [Fact]
    public void An_exemption_is_a_risk_with_an_approved_deviation_and_a_deadline_and_no_pass()
    {
        var exempt = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Exempt);

        var alone = Result([exempt]);
        var risk = Assert.Single(alone.GetProperty("risks").EnumerateArray());
        Assert.Equal("deviation-approved", risk.GetProperty("status").GetString());
        Assert.Equal(Made.Now.AddDays(20), risk.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal(("not-satisfied", "other"), State(alone.GetProperty("findings")[0]));
    }

    [Theory]
    [InlineData(nameof(Verdict.Pass), "satisfied", "pass")]
    [InlineData(nameof(Verdict.Fail), "not-satisfied", "fail")]
    public void A_finding_says_what_was_found(string verdict, string state, string reason) =>
        Assert.Equal((state, reason), State(Result([Documents.OfEveryVerdict.Single(each => each.Verdict == Enum.Parse<Verdict>(verdict))]).GetProperty("findings")[0]));

    [Theory]
    [InlineData(nameof(Verdict.NotEvaluated))]
    [InlineData(nameof(Verdict.NotApplicable))]
    public void What_was_not_looked_at_is_an_observation_and_concludes_nothing(string verdict)
    {
        var alone = Result([Documents.OfEveryVerdict.Single(each => each.Verdict == Enum.Parse<Verdict>(verdict))]);

        Assert.False(alone.TryGetProperty("findings", out _));
        Assert.NotEmpty(alone.GetProperty("observations").EnumerateArray());
    }

    [Fact]
    public void A_control_that_was_not_looked_at_everywhere_is_not_satisfied()
    {
        var pass = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Pass);

        Assert.Equal(("not-satisfied", "other"), State(Result([pass, pass with { ResourceId = "zzz", Verdict = Verdict.NotEvaluated }]).GetProperty("findings")[0]));
    }

    [Fact]
    public void A_control_that_applies_nowhere_is_excluded()
    {
        var selection = Result([Documents.OfEveryVerdict[0] with { Control = "ssh-closed", Verdict = Verdict.NotApplicable }]).GetProperty("reviewed-controls").GetProperty("control-selections")[0];

        Assert.Equal("ssh-closed", Assert.Single(selection.GetProperty("exclude-controls").EnumerateArray()).GetProperty("control-id").GetString());
        Assert.Equal(3, selection.GetProperty("include-controls").GetArrayLength());
    }

    [Theory]
    [InlineData("AC-2(1)", "ac-2.1")]
    [InlineData("AC-4", "ac-4")]
    [InlineData("SI-7 (15)", "si-7.15")]
    public void Controls_of_NIST_are_tokens_as_its_catalogue_has_them(string written, string token) => Assert.Equal(token, Oscal.NistControl(written));

    [Fact]
    public void Nothing_in_it_is_Markdown()
    {
        var finding = Documents.OfEveryVerdict[0] with { Reason = "# *a* <b> [c](d)", ResourceId = "- `x`_y_" };

        var observation = Result([finding]).GetProperty("observations").EnumerateArray().Last();
        Assert.Equal(@"\# \*a\* \<b\> \[c\](d)", observation.GetProperty("description").GetString());
        Assert.Equal(@"\- \`x\`\_y\_", observation.GetProperty("subjects")[0].GetProperty("title").GetString());
    }

    private static (string?, string?) State(JsonElement finding)
    {
        var status = finding.GetProperty("target").GetProperty("status");
        return (status.GetProperty("state").GetString(), status.GetProperty("reason").GetString());
    }

    private static JsonElement Result(IReadOnlyList<Finding> findings) => Documents.Json("oscal", findings).GetProperty("assessment-results").GetProperty("results")[0];

    private static HashSet<Guid> Ids(string array) => [.. result.GetProperty(array).EnumerateArray().Select(each => each.GetProperty("uuid").GetGuid())];
}
