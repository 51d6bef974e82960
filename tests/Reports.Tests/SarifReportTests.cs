using System.Text.Json;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What other tools leave out of SARIF: passes, suppressions, fingerprints, and uris that are uris.</summary>
public sealed class SarifReportTests
{
    private static readonly JsonElement run = Documents.Json("sarif", Documents.OfEveryVerdict).GetProperty("runs")[0];

    [Theory]
    [InlineData(nameof(Verdict.Pass), "pass")]
    [InlineData(nameof(Verdict.Fail), "fail")]
    [InlineData(nameof(Verdict.Exempt), "fail")]
    [InlineData(nameof(Verdict.NotApplicable), "notApplicable")]
    [InlineData(nameof(Verdict.NotEvaluated), "open")]
    public void Each_verdict_has_a_kind_and_only_failures_a_level(string verdict, string kind)
    {
        var finding = Documents.OfEveryVerdict.Single(each => each.Verdict == Enum.Parse<Verdict>(verdict));

        var result = Documents.Json("sarif", [finding]).GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal(kind, result.GetProperty("kind").GetString());
        Assert.Equal(kind != "fail", result.GetProperty("level").GetString() == "none");
    }

    [Fact]
    public void An_exemption_is_an_accepted_suppression_and_every_other_result_says_that_it_has_none()
    {
        var suppressions = Results().Select(each => (Verdict: each.GetProperty("properties").GetProperty("verdict").GetString(), List: each.GetProperty("suppressions"))).ToList();

        Assert.All(suppressions, each => Assert.Equal(each.Verdict == "exempt" ? 1 : 0, each.List.GetArrayLength()));
        var accepted = suppressions.Single(each => each.Verdict == "exempt").List[0];
        Assert.Equal("accepted", accepted.GetProperty("status").GetString());
        Assert.Contains("SEC-1", accepted.GetProperty("justification").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprints_tell_resources_of_one_control_apart_and_stay_the_same()
    {
        static IReadOnlyList<string> Fingerprints() => [.. Documents.Json("sarif", [.. Made.Findings(200)]).GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(each => each.GetProperty("partialFingerprints").GetProperty("controlResource/v1").GetString()!)];

        Assert.Equal(200, Fingerprints().Distinct().Count());
        Assert.Equal(Fingerprints(), Fingerprints());
    }

    [Fact]
    public void Uris_are_percent_encoded()
    {
        var finding = Documents.OfEveryVerdict[0] with { ResourceId = "arn:aws:s3:::a b/<c>?d#e%f" };

        var uri = Documents.Json("sarif", [finding]).GetProperty("runs")[0].GetProperty("results")[0]
            .GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.EndsWith("/arn%3Aaws%3As3%3A%3A%3Aa%20b%2F%3Cc%3E%3Fd%23e%25f", uri, StringComparison.Ordinal);
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative));
    }

    [Fact]
    public void Taxa_lead_to_the_framework_and_id_that_they_name()
    {
        var taxonomies = run.GetProperty("taxonomies");

        var taxa = Results().SelectMany(each => each.GetProperty("taxa").EnumerateArray()).ToList();
        Assert.NotEmpty(taxa);
        Assert.All(taxa, taxon =>
        {
            var component = taxonomies[taxon.GetProperty("toolComponent").GetProperty("index").GetInt32()];
            Assert.Equal(taxon.GetProperty("toolComponent").GetProperty("name").GetString(), component.GetProperty("name").GetString());
            Assert.Equal(taxon.GetProperty("id").GetString(), component.GetProperty("taxa")[taxon.GetProperty("index").GetInt32()].GetProperty("id").GetString());
        });
    }

    [Fact]
    public void What_could_not_be_read_is_a_notification() =>
        Assert.Contains("AuditorRole", run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);

    [Fact]
    public void No_text_is_a_link_or_a_placeholder()
    {
        var finding = Documents.OfEveryVerdict[0] with { Reason = "[here](http://evil) {0}" };

        var text = Documents.Json("sarif", [finding]).GetProperty("runs")[0].GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString();
        Assert.Equal(@"\[here\](http://evil) {{0}}", text);
    }

    private static JsonElement.ArrayEnumerator Results() => run.GetProperty("results").EnumerateArray();
}
