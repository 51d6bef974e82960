using System.Text.Json.Nodes;
using Amazon.S3.Model;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What is held for somebody: told when it is held, told when nobody decided, and then quiet until it changes or somebody asks.</summary>
[KeepsCalls]
public sealed class ApprovalTests
{
    private const string Control = "buckets-no-foreign-writers";
    private const string Bucket = "prod-reports";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_decided_on_is_told_once_more_and_then_stays_told()
    {
        await using var ward = await HeldAsync();
        Assert.Equal([$"[PROD] needs approval: {Control} {Bucket}"], await ward.ToldAsync());
        ward.Time.Advance(Expiry(ward));

        await DeliverAsync(ward, "after the end");
        Assert.Equal([$"[PROD] approval expired: {Control} {Bucket}"], await ward.ToldAsync());

        foreach (var day in Enumerable.Range(1, 5))
        {
            ward.Time.Advance(TimeSpan.FromDays(1));
            await DeliverAsync(ward, $"day {day}");
        }

        Assert.Equal([LedgerStep.Held, LedgerStep.Expired], await StepsAsync(ward));
        Assert.Empty(await ward.ToldAsync());
    }

    [Fact]
    public async Task When_the_resource_changes_it_is_asked_about_anew()
    {
        await using var ward = await HeldAsync();
        ward.Time.Advance(Expiry(ward));
        await DeliverAsync(ward, "after the end");
        await ward.ToldAsync();
        await ShareAsync(ward, "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

        await DeliverAsync(ward, "changed");
        await DeliverAsync(ward, "and once more");

        Assert.Equal([LedgerStep.Held, LedgerStep.Expired, LedgerStep.Held], await StepsAsync(ward));
        Assert.Equal([$"[PROD] needs approval: {Control} {Bucket}"], await ward.ToldAsync());
    }

    [Fact]
    public async Task Somebody_who_approves_after_the_end_is_heard_and_the_state_as_it_is_is_mended()
    {
        await using var ward = await HeldAsync();
        ward.Time.Advance(Expiry(ward));
        await DeliverAsync(ward, "after the end");
        await ward.ToldAsync();

        var incident = await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).ApproveAsync(IncidentOf(ward).ShortId, "they need no policy", Cancel);
        Assert.Empty(await ward.DeliverAsync(("decision", Assert.Single(await ward.RungAsync()))));

        Assert.Equal(IncidentOf(ward), incident);
        Assert.Equal([LedgerStep.Held, LedgerStep.Expired, LedgerStep.Approved, LedgerStep.Claimed, LedgerStep.Fixed], await StepsAsync(ward));
        Assert.Equal([$"[PROD] fixed: {Control} {Bucket}"], await ward.ToldAsync());
    }

    [Fact]
    public async Task Whoever_said_no_said_it_to_what_he_saw_and_more_is_asked_about_anew()
    {
        await using var ward = await HeldAsync();
        await ward.ToldAsync();
        await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).RejectAsync(IncidentOf(ward).ShortId, "the partner writes there", Cancel);
        Assert.Empty(await ward.DeliverAsync(("decision", Assert.Single(await ward.RungAsync()))));
        await DeliverAsync(ward, "the same");
        Assert.Equal([LedgerStep.Held, LedgerStep.Rejected], await StepsAsync(ward));
        await ShareAsync(ward, [await AnotherAsync(ward)], "s3:PutBucketPolicy");

        await DeliverAsync(ward, "more");

        Assert.Equal([LedgerStep.Held, LedgerStep.Rejected, LedgerStep.Held], await StepsAsync(ward));
        Assert.Equal([$"[PROD] needs approval: {Control} {Bucket}"], await ward.ToldAsync());
    }

    [Fact]
    public async Task What_gets_worse_while_somebody_is_asked_is_told_and_gives_him_no_more_time()
    {
        await using var ward = await HeldAsync();
        await ward.ToldAsync();
        ward.Time.Advance(TimeSpan.FromHours(1));
        await ShareAsync(ward, [await AnotherAsync(ward)], "s3:PutBucketPolicy");

        await DeliverAsync(ward, "more");
        await DeliverAsync(ward, "and once more");

        var lines = (await ward.HistoryAsync(IncidentOf(ward))).Entries;
        Assert.Equal([LedgerStep.Held, LedgerStep.Held], lines.Select(e => e.Step));
        Assert.Equal(lines[0].Until, lines[1].Until);
        Assert.Equal([$"[PROD] needs approval: {Control} {Bucket}"], await ward.ToldAsync());
    }

    private static TimeSpan Expiry(SandboxWard ward) => TimeSpan.FromHours(Setup.Rules(ward.Bundle).Approvals.ExpireAfterHours);

    private static Incident IncidentOf(SandboxWard ward) => ward.IncidentOf(Bucket) with { Control = Control };

    private static async Task<IEnumerable<LedgerStep>> StepsAsync(SandboxWard ward) => (await ward.HistoryAsync(IncidentOf(ward))).Entries.Select(e => e.Step);

    private static async Task<SandboxWard> HeldAsync()
    {
        var ward = await SandboxWard.OpenAsync();
        await Made.BucketAsync(ward.Member, Bucket, Cancel);
        await ShareAsync(ward, "s3:PutBucketPolicy");
        await DeliverAsync(ward, "first");
        return ward;
    }

    private static async Task<string> AnotherAsync(SandboxWard ward)
    {
        var created = (await ward.Home.Organizations.CreateAccountAsync(new() { AccountName = "partner", Email = "aws+partner@secretscoops.example" }, Cancel)).CreateAccountStatus;
        return $"arn:aws:iam::{(await ward.Home.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = created.Id }, Cancel)).CreateAccountStatus.AccountId}:root";
    }

    private static Task ShareAsync(SandboxWard ward, params string[] actions) => ShareAsync(ward, [], actions);

    private static async Task ShareAsync(SandboxWard ward, string[] others, params string[] actions)
    {
        var policy = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Sid"] = "Partner",
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = new JsonArray([$"arn:aws:iam::{await ward.Home.AccountIdAsync(Cancel)}:root", .. others]) },
                ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
                ["Resource"] = $"arn:aws:s3:::{Bucket}",
            }),
        };
        await ward.Member.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Bucket, Policy = policy.ToJsonString() }, Cancel);
    }

    private static async Task DeliverAsync(SandboxWard ward, string id)
    {
        // The sweep's absence is another test's.
        await ward.StampSweepAsync();
        Assert.Empty(await ward.DeliverAsync((id, Invocations.ConfigEvent(Control, "AWS::S3::Bucket", Bucket, ward.AccountId, SandboxWard.Region, id))));
    }
}
