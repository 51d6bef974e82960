using Amazon.CloudTrail.Model;
using Amazon.KeyManagementService.Model;
using Amazon.S3.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Keys, the log archive and the trail of the default policies, from nothing to nothing and back, with whatever people do to them meanwhile.</summary>
public sealed class LogArchiveTests : IDisposable
{
    private static readonly Address trail = Address.Parse("trail/secret-scoops-organization@root/eu-west-1");

    private readonly Desk desk = new();
    private readonly Rehearsal rehearsal = new(LocalCloud.Open(null, new(), TimeProvider.System))
    {
        Options = new() { Allow = ["vanished", "deletions", "updates"], Only = [KindNames.Organization, KindNames.OrganizationalUnit, KindNames.Account, KindNames.ServiceAccess, KindNames.KmsKey, KindNames.Bucket, KindNames.Trail] },
    };

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_default_policies_apply_and_then_there_is_nothing_to_do()
    {
        var policies = await Applied();

        await On(policies, async session =>
        {
            var seen = Assert.Single((await session.CloudTrail.DescribeTrailsAsync(new(), Cancel)).TrailList);
            Assert.True(seen is { IsOrganizationTrail: true, IsMultiRegionTrail: true, LogFileValidationEnabled: true });
            Assert.True((await session.CloudTrail.GetTrailStatusAsync(new() { Name = seen.Name }, Cancel)).IsLogging);
            Assert.Equal(4, (await session.S3.ListBucketsAsync(new ListBucketsRequest(), Cancel)).Buckets.Count);
        });
    }

    [Fact]
    public async Task A_trail_that_somebody_stopped_is_started_again_and_nothing_else_shows()
    {
        var policies = await Applied();
        await On(policies, session => session.CloudTrail.StopLoggingAsync(new StopLoggingRequest { Name = trail.Name }, Cancel));

        var change = Assert.Single((await Plan(policies)).Pending);
        Assert.Equal((trail, "/logging"), (change.Address, Assert.Single(change.Differences).Path));
        await Settles(policies);
    }

    [Fact]
    public async Task The_trail_is_switched_off_renamed_and_switched_on_without_a_moment_when_there_is_none()
    {
        await Applied();

        await Settles(Edited("trail.json", "\"enabled\": true,\n  \"multi", "\"enabled\": false,\n  \"multi"));
        var renamed = Edited("trail.json", "secret-scoops-organization", "another");
        var plan = await Plan(renamed);
        Assert.Contains(new Address(KindNames.Trail, "another", "root/eu-west-1"), plan.Pending.Single(c => c.Verb == Verb.Delete).Needs);
        await Settles(renamed);
        await Settles(Edited("trail.json", "another", "secret-scoops-organization"));
    }

    [Fact]
    public async Task Retention_rotation_readers_and_selections_change_and_change_back()
    {
        var policies = await Applied();

        Edited("log-archive.json", "\"expireDays\": 2557", "\"expireDays\": 3653");
        Edited("log-archive.json", "\"readers\": [\n    \"AuditorReadOnly\"\n  ]", "\"readers\": []");
        Edited("keys.json", "\"enabled\": true", "\"enabled\": false");
        await Settles(Edited("trail.json", "\"insights\": [\n    \"api-call-rate\",\n    \"api-error-rate\"\n  ]", "\"insights\": []"));
        await Settles(policies);
    }

    [Fact]
    public async Task A_key_that_is_no_longer_declared_waits_for_its_deletion_and_is_taken_back_when_it_is_declared_again()
    {
        var policies = await Applied();
        var with = Edited("keys.json", "\"keys\": {", """
            "keys": { "spare": { "description": "Nothing yet", "rotation": { "enabled": true }, "deletionWindowDays": 7 },
            """);
        await Settles(with);
        var id = await KeyBehind("alias/secret-scoops-spare", policies);

        await Settles(policies);
        await On(policies, async session =>
        {
            var gone = (await session.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = id }, Cancel)).KeyMetadata;
            Assert.Equal("PendingDeletion", gone.KeyState.Value);
            Assert.InRange(gone.DeletionDate!.Value, DateTime.UtcNow.AddDays(6.9), DateTime.UtcNow.AddDays(7.1));
        });
        await Settles(with);

        Assert.Equal(id, await KeyBehind("alias/secret-scoops-spare", policies));
    }

    [Fact]
    public async Task A_key_that_somebody_else_is_deleting_is_taken_back()
    {
        var policies = await Applied();
        var id = await KeyBehind("alias/secret-scoops-logs", policies);
        await On(policies, session => session.Kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = id, PendingWindowInDays = 7 }, Cancel));

        var change = Assert.Single((await Plan(policies)).Pending);
        Assert.Equal(KindNames.KmsKey, change.Address.Kind);
        await Settles(policies);

        Assert.Equal(id, await KeyBehind("alias/secret-scoops-logs", policies));
    }

    [Fact]
    public async Task A_bucket_with_logs_in_it_is_refused_for_deletion_with_the_way_out_and_an_empty_one_goes()
    {
        var policies = await Applied();
        var without = WithoutFindings();
        await On(policies, session => session.S3.PutObjectAsync(new PutObjectRequest { BucketName = "secret-scoops-findings-123456789012-eu-west-1", Key = "a", ContentBody = "b" }, Cancel));

        var refusal = Assert.Single((await Plan(without)).Refusals);
        Assert.Equal("not-empty", refusal.Code);
        Assert.Contains("declare it again", refusal.Remedy, StringComparison.Ordinal);

        await On(policies, async session =>
        {
            // An administrator's work: the bucket's own policy lets nobody delete.
            await session.S3.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = "secret-scoops-findings-123456789012-eu-west-1" }, Cancel);
            var version = Assert.Single((await session.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = "secret-scoops-findings-123456789012-eu-west-1" }, Cancel)).Versions);
            await session.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = "secret-scoops-findings-123456789012-eu-west-1", Key = "a", VersionId = version.VersionId }, Cancel);
        });
        await Settles(without);
    }

    [Fact]
    public async Task Object_Lock_is_never_taken_away_and_its_default_can_be()
    {
        await Applied();

        var off = Edited("log-archive.json", "\"enabled\": true,\n        \"mode\": \"governance\",\n        \"days\": 365", "\"enabled\": false");
        Assert.Equal("immutable", Assert.Single((await Plan(off)).Refusals).Code);
        await Settles(Edited("log-archive.json", "\"enabled\": false", "\"enabled\": true"));
    }

    [Fact]
    public async Task Only_auditors_read_the_archive()
    {
        var policies = await Applied();
        var name = "secret-scoops-findings-123456789012-eu-west-1";
        await On(policies, async session =>
        {
            await session.S3.PutObjectAsync(new PutObjectRequest { BucketName = name, Key = "a", ContentBody = "b" }, Cancel);
            var refused = await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => session.S3.GetObjectAsync(new GetObjectRequest { BucketName = name, Key = "a" }, Cancel));
            Assert.Equal("AccessDenied", refused.ErrorCode);
            refused = await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => session.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = name, Key = "a" }, Cancel));
            Assert.Equal("AccessDenied", refused.ErrorCode);
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // One account and one region are as many kinds and fewer resources.
    private static PolicyBundle Small(PolicyBundle policies) => policies with
    {
        LandingZone = policies.LandingZone with { GovernedRegions = [policies.LandingZone.HomeRegion] },
        Accounts = [.. policies.Accounts.Where(a => a.Value.Name == "prod")],
        Guardrails = [],
        Assignments = [],
        PermissionSets = [],
        Groups = [],
    };

    private static PolicyBundle Read(string folder)
    {
        var reading = PolicyFolder.Read(folder);
        return Small(reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults)));
    }

    private PolicyBundle Edited(string file, params string[] pairs)
    {
        var copy = copied ??= PolicyCopy.On(desk);
        var text = File.ReadAllText(copy.At(file));
        foreach (var pair in pairs.Chunk(2))
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        File.WriteAllText(copy.At(file), text);
        return Read(copy.Folder);
    }

    private PolicyCopy? copied;

    private static PolicyBundle WithoutFindings()
    {
        var policies = Small(PolicyFolder.Read(BaselineTool.DefaultPolicies).Bundle!);
        var archive = policies.Find(LogArchiveFile.Area)!.Value;
        var fewer = archive.Value with { Buckets = [.. archive.Value.Buckets.Where(b => b.Value.Bucket.Purpose != "findings")] };
        return policies with { Areas = policies.Areas.ToDictionary(a => a.Key, a => a.Key == LogArchiveFile.Area.Name ? new Sourced<object>(fewer, a.Value.Where) : a.Value) };
    }

    private async Task<PolicyBundle> Applied()
    {
        var policies = Read(BaselineTool.DefaultPolicies);
        await Settles(policies);
        return policies;
    }

    private async Task<string> KeyBehind(string alias, PolicyBundle policies)
    {
        var id = "";
        await On(policies, async session =>
        {
            var key = (await session.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = alias }, Cancel)).KeyMetadata;
            Assert.Equal("Enabled", key.KeyState.Value);
            id = key.KeyId;
        });
        return id;
    }

    private Task Settles(PolicyBundle policies) => rehearsal.SettlesAsync(policies);

    private Task<Plan> Plan(PolicyBundle policies) => rehearsal.PlanAsync(policies);

    private Task On(PolicyBundle policies, Func<AwsSession, Task> run) => rehearsal.OutsideAsync(policies.LandingZone.HomeRegion, run);
}
