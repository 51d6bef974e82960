using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

public sealed class TrailTests
{
    [Fact]
    public async Task An_organization_trail_needs_trusted_access_first()
    {
        using var rig = await LogRig.Ready(trusted: false);
        await rig.NewBucket(LogRig.PolicyFor(Management, rig.OrganizationId));

        await Assert.ThrowsAsync<CloudTrailAccessNotEnabledException>(() => rig.NewTrail());
    }

    [Fact]
    public async Task A_trail_needs_its_bucket_first_and_a_policy_that_lets_it_write_for_the_whole_organization()
    {
        using var rig = await LogRig.Ready();

        await Assert.ThrowsAsync<S3BucketDoesNotExistException>(() => rig.NewTrail());
        await rig.NewBucket(null);
        await Assert.ThrowsAsync<InsufficientS3BucketPolicyException>(() => rig.NewTrail());
        await rig.Home.S3.PutBucketPolicyAsync(new Amazon.S3.Model.PutBucketPolicyRequest { BucketName = LogRig.Bucket, Policy = LogRig.PolicyFor(Management) }, Cancel);
        await Assert.ThrowsAsync<InsufficientS3BucketPolicyException>(() => rig.NewTrail());
        Assert.NotNull((await rig.NewTrail(organization: false)).TrailARN);
    }

    [Fact]
    public async Task A_key_must_exist_and_let_CloudTrail_encrypt()
    {
        using var rig = await LogRig.Ready();
        await rig.NewBucket(LogRig.PolicyFor(Management, rig.OrganizationId));
        await Assert.ThrowsAsync<KmsKeyNotFoundException>(() => rig.NewTrail(key: "alias/none"));
        var key = (await rig.Home.Kms.CreateKeyAsync(new(), Cancel)).KeyMetadata;

        await Assert.ThrowsAsync<InsufficientEncryptionPolicyException>(() => rig.NewTrail(key: key.KeyId));
    }

    [Fact]
    public async Task A_trail_is_changed_in_its_home_region_only()
    {
        using var rig = await WithTrail();

        await Assert.ThrowsAsync<InvalidHomeRegionException>(() => rig.Home.InRegion("eu-central-1").CloudTrail.StartLoggingAsync(new StartLoggingRequest { Name = "organization" }, Cancel));
    }

    [Fact]
    public async Task Members_see_the_organization_s_trail_and_cannot_change_it()
    {
        using var rig = await WithTrail();
        var member = rig.Home.In(await rig.Cloud.NewAccount("dev"));

        var seen = Assert.Single((await member.CloudTrail.DescribeTrailsAsync(new(), Cancel)).TrailList);

        Assert.True(seen.IsOrganizationTrail);
        await Assert.ThrowsAsync<NotOrganizationMasterAccountException>(() => member.CloudTrail.StopLoggingAsync(new StopLoggingRequest { Name = seen.TrailARN }, Cancel));
    }

    [Fact]
    public async Task Updating_keeps_what_is_not_sent_and_an_empty_text_takes_away()
    {
        using var rig = await WithTrail();

        await rig.Home.CloudTrail.UpdateTrailAsync(new() { Name = "organization", EnableLogFileValidation = true }, Cancel);
        await rig.Home.CloudTrail.UpdateTrailAsync(new() { Name = "organization", S3KeyPrefix = "" }, Cancel);

        var trail = (await rig.Home.CloudTrail.GetTrailAsync(new() { Name = "organization" }, Cancel)).Trail;
        Assert.Equal((true, true, null), (trail.LogFileValidationEnabled, trail.IsMultiRegionTrail, trail.S3KeyPrefix));
    }

    [Fact]
    public async Task Insights_need_management_events_and_are_switched_off_by_an_empty_list()
    {
        using var rig = await WithTrail();
        await Assert.ThrowsAsync<InsightNotEnabledException>(() => rig.Home.CloudTrail.GetInsightSelectorsAsync(new() { TrailName = "organization" }, Cancel));

        await rig.Home.CloudTrail.PutInsightSelectorsAsync(new() { TrailName = "organization", InsightSelectors = [new() { InsightType = InsightType.ApiCallRateInsight }] }, Cancel);
        Assert.Single((await rig.Home.CloudTrail.GetInsightSelectorsAsync(new() { TrailName = "organization" }, Cancel)).InsightSelectors);
        await rig.Home.CloudTrail.PutInsightSelectorsAsync(new() { TrailName = "organization", InsightSelectors = [] }, Cancel);

        await Assert.ThrowsAsync<InsightNotEnabledException>(() => rig.Home.CloudTrail.GetInsightSelectorsAsync(new() { TrailName = "organization" }, Cancel));
    }

    [Fact]
    public async Task Data_events_need_a_resource_type()
    {
        using var rig = await WithTrail();

        await Assert.ThrowsAsync<InvalidEventSelectorsException>(() => rig.Home.CloudTrail.PutEventSelectorsAsync(
            new() { TrailName = "organization", AdvancedEventSelectors = [new() { Name = "data", FieldSelectors = [new() { Field = "eventCategory", Equals = ["Data"] }] }] }, Cancel));
    }

    private static async Task<LogRig> WithTrail()
    {
        var rig = await LogRig.Ready();
        await rig.NewBucket(LogRig.PolicyFor(Management, rig.OrganizationId));
        await rig.NewTrail();
        return rig;
    }
}
