using System.Text.Json;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What Security Hub takes, and what of it no schema says: ids that do not collide, cut batches, lengths.</summary>
public sealed class AsffReportTests
{
    [Theory]
    [InlineData(nameof(Verdict.Pass), "PASSED", "INFORMATIONAL", null)]
    [InlineData(nameof(Verdict.Fail), "FAILED", "MEDIUM", null)]
    [InlineData(nameof(Verdict.Exempt), "FAILED", "MEDIUM", "SUPPRESSED")]
    [InlineData(nameof(Verdict.NotApplicable), "NOT_AVAILABLE", "INFORMATIONAL", null)]
    [InlineData(nameof(Verdict.NotEvaluated), "NOT_AVAILABLE", "MEDIUM", null)]
    public void Each_verdict_has_a_status_and_none_is_left_out(string verdict, string status, string severity, string? workflow)
    {
        var finding = Documents.OfEveryVerdict.Single(each => each.Verdict == Enum.Parse<Verdict>(verdict)) with { Control = "buckets-tls-only" };

        var written = One(finding);
        Assert.Equal(status, written.GetProperty("Compliance").GetProperty("Status").GetString());
        Assert.Equal(severity, written.GetProperty("Severity").GetProperty("Label").GetString());
        Assert.Equal("ACTIVE", written.GetProperty("RecordState").GetString());
        Assert.Equal(workflow, written.TryGetProperty("Workflow", out var found) ? found.GetProperty("Status").GetString() : null);
        Assert.Equal(status == "NOT_AVAILABLE", written.GetProperty("Compliance").TryGetProperty("StatusReasons", out _));
    }

    [Fact]
    public void Resources_of_one_control_never_share_an_id_however_long_their_names_are()
    {
        var finding = Documents.OfEveryVerdict[0];

        var ids = Documents.Json("asff", [.. Enumerable.Range(0, 50).Select(i => finding with { ResourceId = new string('x', 2_000) + (char)('a' + i) })])
            .EnumerateArray().Select(each => each.GetProperty("Id").GetString()!).ToList();
        Assert.Equal(50, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.Length <= 512));
    }

    [Fact]
    public void A_type_has_a_namespace_a_category_and_a_classifier_or_two_of_them()
    {
        var type = One(Documents.OfEveryVerdict[0]).GetProperty("Types")[0].GetString()!;

        Assert.StartsWith("Software and Configuration Checks/", type, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_32_requirements_and_50_tags_are_named()
    {
        var controls = Made.Header.Catalogue.Controls.Select(control => control with
        {
            Crosswalk = [.. Enumerable.Range(1, 40).Select(i => new Mapping("cis-aws-5.0", $"9.{i}", "made up", new(2026, 8, 21)))],
        });
        var header = Made.Header with { Catalogue = Made.Header.Catalogue with { Controls = [.. controls] } };
        var finding = Documents.OfEveryVerdict[0] with { Tags = Enumerable.Range(0, 60).ToDictionary(i => $"tag-{i}", _ => "") };

        var written = Documents.Json("asff", header, [finding])[0];
        Assert.Equal(32, written.GetProperty("Compliance").GetProperty("RelatedRequirements").GetArrayLength());
        Assert.Equal(50, written.GetProperty("Resources")[0].GetProperty("Tags").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", "AwsS3Bucket")]
    [InlineData("AWS::RDS::DBInstance", "AwsRdsDbInstance")]
    [InlineData("AWS::EC2::VPC", "AwsEc2Vpc")]
    [InlineData("AWS::::Account", "AwsAccount")]
    [InlineData("AWS::Elsewhere::Thing", "Other")]
    public void Types_of_resources_are_spelled_as_ASFF_spells_them(string config, string asff) => Assert.Equal(asff, AsffResourceTypes.Of(config));

    [Fact]
    public void Batches_keep_to_the_limits_and_to_one_account_and_region_and_lose_nothing()
    {
        List<Finding> findings = [.. Made.Findings(1_500)];

        var batches = new AsffBatches(Made.Report(findings), mostHeld: 200_000).Cut(findings).ToList();
        Assert.Equal(findings.Count, batches.Sum(each => each.Findings.Count));
        Assert.All(batches, batch =>
        {
            Assert.InRange(batch.Findings.Count, 1, AsffBatches.MostFindings);
            Assert.InRange(batch.Findings.Sum(each => each.Length), 1, AsffBatches.MostBytes);
            Assert.All(batch.Findings, each => Assert.Equal(batch.AccountId, Parsed(each).GetProperty("AwsAccountId").GetString()));
        });
        Assert.Equal(findings.Count, batches.SelectMany(each => each.Findings).Select(each => Parsed(each).GetProperty("Id").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("us-east-1", "eu-west-1", "us-east-1")]
    [InlineData("eu-central-1", "eu-central-1", "eu-west-1")]
    public void What_has_no_region_goes_where_a_Security_Hub_is_governed(string expected, params string[] regions)
    {
        var header = Made.Header with { Accounts = [.. Made.Header.Accounts.Select(account => account with { Regions = regions })] };
        List<Finding> findings = [.. from region in (string[])["global", "ap-south-1"] select Documents.OfEveryVerdict[0] with { Region = region }];

        var batch = Assert.Single(new AsffBatches(new(header, Made.Report(findings).Summary)).Cut(findings));

        Assert.Equal(expected, batch.Region);
        Assert.All(batch.Findings, each => Assert.StartsWith($"arn:aws:securityhub:{expected}:", Parsed(each).GetProperty("ProductArn").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_later_report_is_a_later_update_though_nothing_new_was_observed()
    {
        var finding = Documents.OfEveryVerdict[0] with { ObservedAt = Made.Now.AddDays(-30) };

        var written = One(finding);

        Assert.Equal(Made.Now, written.GetProperty("UpdatedAt").GetDateTimeOffset());
        Assert.Equal(Made.Now.AddDays(-30), written.GetProperty("CreatedAt").GetDateTimeOffset());
    }

    [Fact]
    public void The_largest_finding_that_there_can_be_is_small_enough()
    {
        var most = new string('\u0001', 10_000);
        var finding = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Exempt) with
        {
            Reason = most,
            ResourceId = most,
            Declared = most,
            Observed = most,
            Tags = Enumerable.Range(0, 60).ToDictionary(i => (char)('a' + i) + most, _ => new string('é', 10_000)),
        };

        var batch = Assert.Single(new AsffBatches(Made.Report([finding])).Cut([finding]));
        Assert.InRange(Assert.Single(batch.Findings).Length, 1, AsffBatches.MostBytesEach);
    }

    private static JsonElement One(Finding finding) => Documents.Json("asff", [finding])[0];

    private static JsonElement Parsed(ReadOnlyMemory<byte> text) => JsonDocument.Parse(text).RootElement;
}
