using System.Text.Json;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>What other tools get wrong in OCSF, and how the five verdicts are told.</summary>
public sealed class OcsfReportTests
{
    [Fact]
    public void Times_are_milliseconds()
    {
        var time = Documents.Json("ocsf", [.. Made.Findings(1)])[0].GetProperty("time").GetInt64();

        Assert.Equal(Made.Now, DateTimeOffset.FromUnixTimeMilliseconds(time));
    }

    [Theory]
    [InlineData("databases-private", 5)]
    [InlineData("iam-no-users", 4)]
    [InlineData("buckets-tls-only", 3)]
    public void Severity_is_the_control_s_and_never_other(string control, int severity)
    {
        var finding = Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Fail) with { Control = control };

        Assert.Equal(severity, Documents.Json("ocsf", [finding])[0].GetProperty("severity_id").GetInt32());
    }

    [Theory]
    [InlineData(nameof(Verdict.Pass), 1, 4)]
    [InlineData(nameof(Verdict.Fail), 3, 1)]
    [InlineData(nameof(Verdict.Exempt), 3, 3)]
    [InlineData(nameof(Verdict.NotApplicable), 99, 99)]
    [InlineData(nameof(Verdict.NotEvaluated), 0, 0)]
    public void Each_verdict_has_statuses_of_its_own(string verdict, int compliance, int status)
    {
        var finding = Documents.OfEveryVerdict.Single(each => each.Verdict == Enum.Parse<Verdict>(verdict));

        var written = Documents.Json("ocsf", [finding])[0];
        Assert.Equal(compliance, written.GetProperty("compliance").GetProperty("status_id").GetInt32());
        Assert.Equal(status, written.GetProperty("status_id").GetInt32());
    }

    [Fact]
    public void Declared_is_a_parameter_and_observed_is_evidence()
    {
        var written = Documents.Json("ocsf", [Documents.OfEveryVerdict.Single(each => each.Verdict == Verdict.Fail)])[0];

        var parameter = written.GetProperty("compliance").GetProperty("control_parameters")[0];
        Assert.Equal(("tlsOnly", "true"), (parameter.GetProperty("name").GetString(), parameter.GetProperty("value").GetString()));
        Assert.False(written.GetProperty("evidences")[0].GetProperty("data").GetProperty("tlsOnly").GetBoolean());
        Assert.Equal(64, written.GetProperty("evidences")[1].GetProperty("data").GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public void A_finding_stands_on_a_line_of_its_own()
    {
        var lines = Documents.Text("ocsf", [.. Made.Findings(40)]).Split('\n');

        Assert.Equal(40, lines.Count(line => line.StartsWith('{') && JsonDocument.Parse(line.TrimEnd(',')).RootElement.GetProperty("class_uid").GetInt32() == 2003));
    }
}
