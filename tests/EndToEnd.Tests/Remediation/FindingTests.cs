using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>A finding of Security Hub rings, and is resolved where the fix has mended what it found.</summary>
[KeepsCalls]
public sealed class FindingTests
{
    private const string Bucket = "shop-assets";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finding_whose_resource_was_fixed_is_resolved_in_the_administrators_account()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var home = await ward.Home.AccountIdAsync(Cancel);
        var resolved = Resolving(ward);

        Assert.Empty(await ward.DeliverAsync(("m1", FindingOn(ward, home))));

        Assert.Equal(LedgerStep.Fixed, (await ward.HistoryAsync(Bucket)).Last!.Step);
        Assert.Contains(home, resolved);
    }

    [Fact]
    public async Task A_finding_is_resolved_by_the_next_delivery_when_whoever_fixed_it_died_before()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var finding = FindingOn(ward, await ward.Home.AccountIdAsync(Cancel));
        ward.Refuse("BatchUpdateFindings");
        await ward.DeliverAsync(("m1", finding));
        Assert.Equal(LedgerStep.Fixed, (await ward.HistoryAsync(Bucket)).Last!.Step);
        var resolved = Resolving(ward);

        Assert.Empty(await ward.DeliverAsync(("m1", finding)));
        Assert.NotEmpty(resolved);

        resolved.Clear();
        Assert.Empty(await ward.DeliverAsync(("m2", finding.Replace("\"id\":\"", "\"id\":\"another-", StringComparison.Ordinal))));
        Assert.Empty(resolved);
        Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], (await ward.HistoryAsync(Bucket)).Entries.Select(e => e.Step));
    }

    [Fact]
    public async Task A_finding_about_two_resources_stays_open_while_one_of_them_breaks_the_rule()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        await ward.OpenBucketAsync("shop-preview");
        var ledger = new Aws.Ledger.LedgerTable(ward.Home.DynamoDb, Governance.Remediation.Functions.Setup.Rules(ward.Bundle).Table);
        var rejected = (await ward.HistoryAsync("shop-preview")).Next(new() { Incident = "", Window = 0, Sequence = 0, Previous = "", At = ward.Time.GetUtcNow(), Step = LedgerStep.Rejected, Why = "meant so" });
        Assert.True(await ledger.AppendAsync(rejected, Cancel));
        var tree = JsonNode.Parse(FindingOn(ward, await ward.Home.AccountIdAsync(Cancel)))!;
        var resources = tree["detail"]!["findings"]![0]!["Resources"]!.AsArray();
        var second = resources[0]!.DeepClone();
        second["Id"] = "arn:aws:s3:::shop-preview";
        resources.Add(second);
        var resolved = Resolving(ward);

        Assert.Empty(await ward.DeliverAsync(("m1", tree.ToJsonString())));

        Assert.True(await ward.IsBlockedAsync(Bucket));
        Assert.False(await ward.IsBlockedAsync("shop-preview"));
        Assert.Empty(resolved);
    }

    [Fact]
    public async Task What_GuardDuty_sees_a_users_key_do_puts_the_user_in_quarantine_and_stays_for_people_to_look_into()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "jdoe" }, Cancel);
        var key = (await ward.Member.Iam.CreateAccessKeyAsync(new() { UserName = "jdoe" }, Cancel)).AccessKey.AccessKeyId;
        var own = EventFile("guardduty-finding-AccessKey", ward);
        var copy = JsonNode.Parse(EventFile("securityhub-findings-imported-guardduty-origin-no-Compliance", ward))!;
        copy["account"] = await ward.Home.AccountIdAsync(Cancel);
        var resolved = Resolving(ward);

        Assert.Empty(await ward.DeliverAsync(("m1", own), ("m2", copy.ToJsonString())));

        Assert.Equal("Inactive", Assert.Single((await ward.Member.Iam.ListAccessKeysAsync(new() { UserName = "jdoe" }, Cancel)).AccessKeyMetadata, each => each.AccessKeyId == key).Status.Value);
        Assert.Equal(["governance-quarantine"], (await ward.Member.Iam.ListUserPoliciesAsync(new() { UserName = "jdoe" }, Cancel)).PolicyNames);
        Assert.Equal(["[PROD] fixed: iam-no-users jdoe"], await ward.ToldAsync());
        Assert.Empty(resolved);
    }

    private static string EventFile(string name, SandboxWard ward) =>
        File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "events", $"{name}.json")).Replace("111122223333", ward.AccountId, StringComparison.Ordinal);

    private static List<string> Resolving(SandboxWard ward)
    {
        var resolved = new List<string>();
        ward.Observe = call => resolved.AddRange(call.Operation == "BatchUpdateFindings" ? [call.AccountId] : []);
        return resolved;
    }

    // As real events are (tests/fixtures/events/SOURCES.md), about the bucket.
    private static string FindingOn(SandboxWard ward, string administrator)
    {
        var text = File.ReadAllText(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "events", "securityhub-findings-imported-consolidated.json"))
            .Replace("arn:aws:ec2:eu-west-2:111122223333:security-group/sg-04cfb7a4712d75b00", $"arn:aws:s3:::{Bucket}", StringComparison.Ordinal)
            .Replace("AwsEc2SecurityGroup", "AwsS3Bucket", StringComparison.Ordinal)
            .Replace("EC2.13", "S3.8", StringComparison.Ordinal)
            .Replace("111122223333", ward.AccountId, StringComparison.Ordinal)
            .Replace("eu-west-2", SandboxWard.Region, StringComparison.Ordinal);
        var tree = JsonNode.Parse(text)!;
        tree["account"] = administrator;
        return tree.ToJsonString();
    }
}
