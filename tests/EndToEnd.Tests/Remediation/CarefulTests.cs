using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Where nothing may be touched, nothing is, and somebody hears why.</summary>
public sealed class CarefulTests
{
    private const string Bucket = "prod-orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fix_is_not_taken_back_when_the_resource_has_changed_since()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        await ward.ToldAsync();
        await ward.Member.S3.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = Bucket, VersioningConfig = new() { Status = Amazon.S3.VersionStatus.Suspended } }, Cancel);
        var before = ward.Buckets();

        await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).UndoAsync(ward.IncidentOf(Bucket).ShortId, "the shop reads it", Cancel);
        Assert.Empty(await ward.DeliverAsync(("undo", Assert.Single(await ward.RungAsync()))));

        var last = (await ward.HistoryAsync(Bucket)).Last!;
        Assert.Equal((LedgerStep.UndoRefused, "the resource has changed since the fix, at /versioning: giving the old state back would lose that"), (last.Step, last.Why));
        Assert.Equal(before, ward.Buckets());
        Assert.Equal([$"[PROD] undo refused: {SandboxWard.Control} {Bucket}"], await ward.ToldAsync());
    }

    [Fact]
    public async Task In_another_account_than_the_events_nothing_is_written()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var (isClaimed, before) = (false, ward.Buckets());
        ward.Observe = call => isClaimed |= call is { Operation: "PutItem", Moment: SandboxMoment.After };
        ward.Answer = (service, asked) => isClaimed && service == "sts" && asked.Contains("GetCallerIdentity", StringComparison.Ordinal)
            ? """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::999988887777:assumed-role/x/y</Arn><UserId>x</UserId><Account>999988887777</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""
            : null;

        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));

        var buried = Assert.Single(await ward.BuriedAsync());
        Assert.Equal((Refusals.ForeignAccount, $"the session is in account 999988887777, the event was about {ward.AccountId}"), (buried.Code, buried.Why));
        Assert.Equal(before, ward.Buckets());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_as_many_were_fixed_in_this_hour_as_may_be_the_next_is_told_of_and_left(bool ofControl)
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var limits = Setup.Rules(ward.Bundle).Limits;
        var most = ofControl ? limits.PerControlAnHour : limits.PerAccountAnHour;
        var name = $"fixes|{(ofControl ? SandboxWard.Control : ward.AccountId)}|{ward.Time.GetUtcNow().ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture)}";
        for (var ledger = new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table); await ledger.CountAsync(name, most, Cancel);)
        {
            // Until none is left.
        }

        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));

        Assert.False(await ward.IsBlockedAsync(Bucket));
        var line = Assert.Single((await ward.HistoryAsync(Bucket)).Entries);
        Assert.Equal(LedgerStep.Alerted, line.Step);
        Assert.Contains(ofControl ? $"{most} fixes of {SandboxWard.Control} in this hour" : $"{most} fixes in account {ward.AccountId} in this hour", line.Why, StringComparison.Ordinal);
        Assert.Equal([$"[PROD] needs you: {SandboxWard.Control} {Bucket}"], await ward.ToldAsync());

        ward.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ward.DeliverAsync(("2", ward.EventOf(Bucket, "another event"))));
        Assert.True(await ward.IsBlockedAsync(Bucket));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_cap_refused_takes_nothing_from_the_other(bool ofControl)
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var (limits, ledger) = (Setup.Rules(ward.Bundle).Limits, new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table));
        var (control, account) = (CountOf(SandboxWard.Control), CountOf(ward.AccountId));
        while (await ledger.CountAsync(ofControl ? control : account, ofControl ? limits.PerControlAnHour : limits.PerAccountAnHour, Cancel))
        {
            // Until none is left.
        }

        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));

        Assert.False(await ward.IsBlockedAsync(Bucket));
        Assert.True(await ledger.CountAsync(ofControl ? account : control, 1, Cancel));

        string CountOf(string what) => $"fixes|{what}|{ward.Time.GetUtcNow().ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture)}";
    }

    [Theory]
    [InlineData("enabled", "false", "the kill switch is on: nothing is touched; ask again when it is off")]
    [InlineData("dryRun", "true", "dry run: nothing is touched; ask again when it is over")]
    public async Task Where_nothing_may_be_touched_no_fix_is_taken_back_either_until_somebody_asks_again(string member, string value, string why)
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        using var desk = new Desk();
        var copy = PolicyCopy.On(desk);
        copy.Edit("remediations.json", text => Regex.Replace(text, $"\"{member}\": (true|false)", $"\"{member}\": {value}"));
        var switched = Setup.Policies(copy.Folder);
        var docket = new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time);

        await docket.UndoAsync(ward.IncidentOf(Bucket).ShortId, "the shop reads it", Cancel);
        var rung = Assert.Single(await ward.RungAsync());
        using (var connection = ward.Connect())
        {
            await Invocations.CallAsync(new RemediateFunction(Setup.Office(connection, switched, ward.Time), switched), Invocations.Batch([("undo", rung)]), ward.Time);
        }

        var last = (await ward.HistoryAsync(Bucket)).Last!;
        Assert.Equal((LedgerStep.UndoRefused, why), (last.Step, last.Why));
        Assert.True(await ward.IsBlockedAsync(Bucket));

        await docket.UndoAsync(ward.IncidentOf(Bucket).ShortId, "the shop reads it", Cancel);
        Assert.Empty(await ward.DeliverAsync(("again", Assert.Single(await ward.RungAsync()))));
        Assert.False(await ward.IsBlockedAsync(Bucket));
    }

    [Fact]
    public async Task What_cannot_be_judged_is_told_of_and_left()
    {
        const string control = "iam-access-keys-rotated";
        await using var ward = await SandboxWard.OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        await ward.Member.Iam.CreateAccessKeyAsync(new() { UserName = "deployer" }, Cancel);
        using var connection = ward.Connect();
        var office = Setup.Office(connection, ward.Bundle, ward.Time);
        var rule = office.Policies.Rules[control] with { Parameters = new Dictionary<string, string> { ["maxAccessKeyAge"] = "soon" } };
        var odd = office with { Policies = office.Policies with { Rules = new Dictionary<string, RemediationRule>(office.Policies.Rules) { [control] = rule } } };
        var batch = Invocations.Batch(("1", Invocations.ConfigEvent(control, "AWS::IAM::User", "deployer", ward.AccountId, SandboxWard.Region, "1")));

        Assert.Empty(Invocations.Again(await Invocations.CallAsync(new RemediateFunction(odd, ward.Bundle), batch, ward.Time)));

        Assert.Equal([$"[PROD] needs you: {control} deployer"], await ward.ToldAsync());
        var line = Assert.Single((await ward.HistoryAsync(new Incident(control, ward.AccountId, "us-east-1", "AWS::IAM::User", "deployer"))).Entries);
        Assert.StartsWith("it could not be judged (", line.Why, StringComparison.Ordinal);
    }
}
