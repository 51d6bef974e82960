using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.GuardDuty;

public sealed class MemberTests
{
    private static CancellationToken Cancel => TestCloud.Cancel;

    [Fact]
    public async Task Accounts_that_are_enrolled_have_GuardDuty_and_the_organizations_features_at_once()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await rig.Root.UpdateDetectorAsync(new() { DetectorId = detector, FindingPublishingFrequency = FindingPublishingFrequency.FIFTEEN_MINUTES }, Cancel);
        await Set(rig, detector, AutoEnableMembers.NONE, (OrgFeature.RUNTIME_MONITORING, OrgFeatureStatus.NEW));

        var answer = await rig.Enroll(detector, rig.Dev, rig.Prod);

        Assert.Empty(answer.UnprocessedAccounts ?? []);
        Assert.Equal("ENABLED", (await rig.FeaturesOf(rig.Dev))["RUNTIME_MONITORING"]);
        var its = await rig.As(rig.Dev).GetDetectorAsync(new() { DetectorId = await rig.DetectorOf(rig.Dev) }, Cancel);
        Assert.Equal((DetectorStatus.ENABLED, FindingPublishingFrequency.FIFTEEN_MINUTES), (its.Status, its.FindingPublishingFrequency));
        var members = (await rig.Root.ListMembersAsync(new() { DetectorId = detector }, Cancel)).Members;
        Assert.Equal([rig.Dev, rig.Prod], members.Select(member => member.AccountId));
        Assert.All(members, member => Assert.Equal("Enabled", member.RelationshipStatus));
    }

    [Fact]
    public async Task What_is_on_for_all_reaches_accounts_after_a_while()
    {
        using var rig = await GuardDutyRig.Make(new() { AsyncReads = 3 });
        var detector = await rig.Administered();

        await Set(rig, detector, AutoEnableMembers.ALL, (OrgFeature.RUNTIME_MONITORING, OrgFeatureStatus.ALL));

        Assert.Empty((await rig.As(rig.Dev).ListDetectorsAsync(new(), Cancel)).DetectorIds ?? []);
        await rig.As(rig.Dev).ListDetectorsAsync(new(), Cancel);
        await rig.As(rig.Dev).ListDetectorsAsync(new(), Cancel);
        Assert.Equal("ENABLED", (await rig.FeaturesOf(rig.Dev))["RUNTIME_MONITORING"]);
        Assert.Equal(2, (await rig.Root.ListMembersAsync(new() { DetectorId = detector }, Cancel)).Members.Count);
    }

    [Fact]
    public async Task What_is_on_for_new_accounts_leaves_the_others_alone()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await Set(rig, detector, AutoEnableMembers.NEW, (OrgFeature.RUNTIME_MONITORING, OrgFeatureStatus.NEW));

        var added = await rig.Cloud.NewAccount("new");

        Assert.Equal("ENABLED", (await rig.FeaturesOf(added))["RUNTIME_MONITORING"]);
        Assert.Empty((await rig.As(rig.Dev).ListDetectorsAsync(new(), Cancel)).DetectorIds ?? []);
        Assert.Equal(added, Assert.Single((await rig.Root.ListMembersAsync(new() { DetectorId = detector }, Cancel)).Members).AccountId);
    }

    [Fact]
    public async Task A_member_reads_its_detector_and_only_its_administrator_changes_it()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await rig.Enroll(detector, rig.Dev);
        var its = await rig.DetectorOf(rig.Dev);

        await Assert.ThrowsAsync<BadRequestException>(() => rig.As(rig.Dev).UpdateDetectorAsync(new() { DetectorId = its, Enable = false }, Cancel));
        await Assert.ThrowsAsync<BadRequestException>(() => rig.As(rig.Dev).DeleteDetectorAsync(new() { DetectorId = its }, Cancel));
        await rig.Root.UpdateMemberDetectorsAsync(new() { DetectorId = detector, AccountIds = [rig.Dev], Features = [new() { Name = OrgFeature.S3_DATA_EVENTS, Status = FeatureStatus.DISABLED }] }, Cancel);
        await rig.Root.StopMonitoringMembersAsync(new() { DetectorId = detector, AccountIds = [rig.Dev] }, Cancel);

        Assert.Equal("DISABLED", (await rig.FeaturesOf(rig.Dev))["S3_DATA_EVENTS"]);
        Assert.Equal(DetectorStatus.DISABLED, (await rig.As(rig.Dev).GetDetectorAsync(new() { DetectorId = its }, Cancel)).Status);
        Assert.Equal(TestCloud.Management, (await rig.As(rig.Dev).GetAdministratorAccountAsync(new() { DetectorId = its }, Cancel)).Administrator.AccountId);
        Assert.Null((await rig.Root.GetAdministratorAccountAsync(new() { DetectorId = detector }, Cancel)).Administrator);
    }

    [Fact]
    public async Task What_cannot_be_done_for_an_account_is_told_in_a_successful_answer()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await rig.Enroll(detector, rig.Dev);

        var again = await rig.Enroll(detector, rig.Dev, rig.Prod, "999999999999");
        var stranger = await rig.Root.UpdateMemberDetectorsAsync(new() { DetectorId = detector, AccountIds = ["999999999999"], Features = [] }, Cancel);

        Assert.Equal([rig.Dev, "999999999999"], again.UnprocessedAccounts.Select(each => each.AccountId));
        Assert.Equal("The request is rejected because the given account ID is already a member or associated member of the current account.", again.UnprocessedAccounts[0].Result);
        Assert.Equal("The request is rejected because the given account ID is not an associated member of account the current account.", Assert.Single(stranger.UnprocessedAccounts).Result);
    }

    [Fact]
    public async Task Nobody_leaves_while_all_are_enrolled_by_themselves()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await Set(rig, detector, AutoEnableMembers.ALL);

        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.StopMonitoringMembersAsync(new() { DetectorId = detector, AccountIds = [rig.Dev] }, Cancel));
        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.DisassociateMembersAsync(new() { DetectorId = detector, AccountIds = [rig.Dev] }, Cancel));
        await Set(rig, detector, AutoEnableMembers.NONE);
        await rig.Root.DisassociateMembersAsync(new() { DetectorId = detector, AccountIds = [rig.Dev] }, Cancel);
        await rig.Root.DeleteMembersAsync(new() { DetectorId = detector, AccountIds = [rig.Dev] }, Cancel);

        Assert.Equal(rig.Prod, Assert.Single((await rig.Root.ListMembersAsync(new() { DetectorId = detector, OnlyAssociated = "false" }, Cancel)).Members).AccountId);
        Assert.Equal(DetectorStatus.ENABLED, (await rig.As(rig.Dev).GetDetectorAsync(new() { DetectorId = await rig.DetectorOf(rig.Dev) }, Cancel)).Status);
    }

    private static Task<UpdateOrganizationConfigurationResponse> Set(GuardDutyRig rig, string detector, AutoEnableMembers members, params (OrgFeature Name, OrgFeatureStatus AutoEnable)[] features) => rig.Root.UpdateOrganizationConfigurationAsync(
        new() { DetectorId = detector, AutoEnableOrganizationMembers = members, Features = [.. features.Select(each => new OrganizationFeatureConfiguration { Name = each.Name, AutoEnable = each.AutoEnable })] }, Cancel);
}
