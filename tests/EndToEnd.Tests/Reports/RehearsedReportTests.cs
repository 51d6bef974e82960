using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>Report after report of a rehearsal: the trend, what changed and why; and one of a snapshot.</summary>
public sealed class RehearsedReportTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly PolicyCopy policies;

    public RehearsedReportTests() => policies = PolicyCopy.On(desk);

    [Fact]
    public async Task Each_report_knows_the_earlier_ones_and_diff_names_each_cause()
    {
        (await Run("apply", "--rehearse", "zone.json", "--yes")).ExpectExitCode(0);
        var first = await Report();
        Assert.Equal(0, Header(first).GetProperty("earlier").GetArrayLength());
        Assert.Equal(0, Header(first).GetProperty("gaps").GetArrayLength());
        var failing = ServedZone.Read(first).GetProperty("findings").EnumerateArray().First(each => each.GetProperty("verdict").GetString() == "Fail" && each.GetProperty("environment").GetString() == "prod");

        Change(state => Account(state, "prod")["regions"]!["eu-west-1"]!["ec2"]!["ebsEncryption"] = false);
        var changed = await Report();
        Exempt(failing);
        var exempted = await Report();
        File.Delete(policies.At("exemptions/leave-to-test.json"));
        policies.Edit("config-rules.json", text => text.Replace("\"maxDaysSinceRotation\": \"90\"", "\"maxDaysSinceRotation\": \"80\"", StringComparison.Ordinal));
        Change(state => Account(state, "uat")["iam"]!["roles"] = new JsonArray());
        var shut = await Report();

        Assert.Equal([first, changed, exempted], Header(shut).GetProperty("earlier").EnumerateArray().Select(each => each.GetProperty("id").GetString()).Zip([first, changed, exempted]).Select(pair => Header(pair.Second).GetProperty("id").GetString() == pair.First ? pair.Second : "another"));
        await Caused(first, changed, "ResourceChanged", "ebs-encryption/default@prod/eu-west-1");
        await Caused(changed, exempted, "ExemptionAdded", failing.GetProperty("resourceId").GetString()!);
        await Caused(exempted, shut, "ExemptionWithdrawn", failing.GetProperty("resourceId").GetString()!);
        await Caused(exempted, shut, "NewlyUnreadable", "ebs-encryption/default@uat/eu-west-1");
        await Caused(exempted, shut, "PolicyChanged", "config-rule/secret-scoops-secrets-rotated-lately@root/eu-west-1");
    }

    [Fact]
    public async Task A_snapshot_is_reported_on_with_the_file_as_evidence_and_what_it_does_not_show_is_not_evaluated()
    {
        (await Run("apply", "--rehearse", "zone.json", "--yes")).ExpectExitCode(0);
        (await Run("snapshot", "--rehearse", "zone.json", "--out", "estate.json")).ExpectExitCode(0);

        var run = (await Run("report", "--estate", "estate.json", "--format", "json")).ExpectExitCode(0);

        var pack = desk.At(run.Json().GetProperty("directory").GetString()!);
        var report = ServedZone.Read(pack);
        Assert.Equal("a snapshot, estate.json", Header(pack).GetProperty("subject").GetString());
        var passed = report.GetProperty("findings").EnumerateArray().Where(each => each.GetProperty("verdict").GetString() == "Pass").ToList();
        Assert.True(passed.Count > 100);
        var file = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(desk.At("estate.json"), TestContext.Current.CancellationToken)));
        Assert.All(passed.SelectMany(each => each.GetProperty("evidence").EnumerateArray()), each => Assert.Equal(("Snapshot", "estate.json", file), (each.GetProperty("source").GetString(), each.GetProperty("call").GetString(), each.GetProperty("sha256").GetString())));
        Assert.All(passed, each => Assert.NotEqual(0, each.GetProperty("evidence").GetArrayLength()));
        Assert.All(
            report.GetProperty("findings").EnumerateArray().Where(each => each.GetProperty("control").GetString() == "databases-logged"),
            each => Assert.Equal("NotEvaluated", each.GetProperty("verdict").GetString()));
        (await Run("report", "verify", pack, "--fingerprint", (await Run("report", "verify", pack, "--format", "json")).Json().GetProperty("signedBy").GetString()!)).ExpectExitCode(0);
        Assert.Contains("leads to no Security Hub", (await Run("report", "--estate", "estate.json", "--import-security-hub")).ExpectExitCode(1).Errors, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static JsonElement Header(string pack) => ServedZone.Read(pack).GetProperty("header");

    private static JsonNode Account(JsonNode state, string name) => state["accounts"]!.AsArray().Single(each => each!["name"]!.GetValue<string>() == name)!;

    private void Change(Action<JsonNode> change)
    {
        var state = JsonNode.Parse(File.ReadAllText(desk.At("zone.json")))!;
        change(state);
        File.WriteAllText(desk.At("zone.json"), state.ToJsonString());
    }

    private void Exempt(JsonElement finding)
    {
        var today = TimeProvider.System.GetUtcNow();
        var exemption = JsonNode.Parse(File.ReadAllText(policies.At("exemptions/dev-website-public.json")))!;
        (exemption["id"], exemption["controls"]) = ("leave-to-test", new JsonArray(finding.GetProperty("control").GetString()));
        exemption["scope"] = new JsonObject { ["accounts"] = new JsonArray("prod"), ["resources"] = new JsonArray(finding.GetProperty("resourceId").GetString()) };
        (exemption["requestedOn"], exemption["from"], exemption["expires"]) = (Day(today.AddDays(-2)), Day(today.AddDays(-1)), Day(today.AddDays(30)));
        File.WriteAllText(policies.At("exemptions/leave-to-test.json"), exemption.ToJsonString());

        static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private async Task<string> Report()
    {
        var run = await Run("report", "--rehearse", "zone.json", "--format", "json", "--formats", "json");
        run.ExpectExitCode(0);
        return desk.At(run.Json().GetProperty("directory").GetString()!);
    }

    private async Task Caused(string old, string latest, string cause, string resource)
    {
        var differences = (await Run("report", "diff", old, latest, "--format", "json")).ExpectExitCode(2).Json().GetProperty("differences").EnumerateArray()
            .Where(each => each.GetProperty("resourceId").GetString() == resource).ToList();
        Assert.NotEmpty(differences);
        Assert.Contains(differences, each => each.GetProperty("causes").EnumerateArray().Any(named => string.Equals(named.GetString(), cause, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<Finished> Run(params string[] arguments) =>
        await new BaselineTool(desk).Run(arguments is ["report", "verify" or "diff", ..] ? arguments : [.. arguments, "--policies", policies.Folder]);
}
