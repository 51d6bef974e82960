using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.GuardDuty;

public sealed class DetectorTests
{
    private static CancellationToken Cancel => TestCloud.Cancel;

    [Fact]
    public async Task An_account_has_one_detector_that_begins_with_all_but_runtime_monitoring()
    {
        using var rig = await GuardDutyRig.Make();

        await rig.Root.CreateDetectorAsync(new() { Enable = true }, Cancel);
        var second = await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.CreateDetectorAsync(new() { Enable = true }, Cancel));

        Assert.Equal("The request is rejected because a detector already exists for the current account.", second.Message);
        var features = await rig.FeaturesOf(TestCloud.Management);
        Assert.Equal(["EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"], features.Where(feature => feature.Value == "DISABLED").Select(feature => feature.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_detector_that_is_not_there_is_said_to_be_not_owned()
    {
        using var rig = await GuardDutyRig.Make();

        var thrown = await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.GetDetectorAsync(new() { DetectorId = "12abc34d567e8fa901bc2d34e56789f0" }, Cancel));

        Assert.Equal("The request is rejected because the input detectorId is not owned by the current account.", thrown.Message);
    }

    [Fact]
    public async Task The_two_sorts_of_runtime_monitoring_exclude_each_other_and_a_region_may_lack_a_feature()
    {
        using var rig = await GuardDutyRig.Make(new() { GuardDutyLacks = new Dictionary<string, IReadOnlyCollection<string>> { ["eu-west-1"] = ["LAMBDA_NETWORK_LOGS"] } });
        var detector = (await rig.Root.CreateDetectorAsync(new() { Enable = true }, Cancel)).DetectorId;

        await Assert.ThrowsAsync<BadRequestException>(() => Set(DetectorFeature.RUNTIME_MONITORING, DetectorFeature.EKS_RUNTIME_MONITORING));
        await Assert.ThrowsAsync<BadRequestException>(() => Set(DetectorFeature.LAMBDA_NETWORK_LOGS));
        await Set(DetectorFeature.RUNTIME_MONITORING);

        Assert.DoesNotContain("LAMBDA_NETWORK_LOGS", await rig.FeaturesOf(TestCloud.Management));
        Task Set(params DetectorFeature[] features) => rig.Root.UpdateDetectorAsync(
            new() { DetectorId = detector, Features = [.. features.Select(name => new DetectorFeatureConfiguration { Name = name, Status = FeatureStatus.ENABLED })] }, Cancel);
    }

    [Fact]
    public async Task Only_the_management_account_names_an_administrator_who_is_one_for_all_regions()
    {
        using var rig = await GuardDutyRig.Make();

        await Assert.ThrowsAsync<BadRequestException>(() => rig.As(rig.Dev).EnableOrganizationAdminAccountAsync(new() { AdminAccountId = rig.Dev }, Cancel));
        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = TestCloud.Management }, Cancel));
        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = "999999999999" }, Cancel));
        await rig.Root.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = rig.Dev }, Cancel);
        var other = await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = rig.Prod }, Cancel));

        Assert.Equal("The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.", other.Message);
        await rig.DetectorOf(rig.Dev);
        Assert.Equal(rig.Dev, Assert.Single((await rig.Cloud.Organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = "guardduty.amazonaws.com" }, Cancel)).DelegatedAdministrators).Id);
        await Assert.ThrowsAsync<BadRequestException>(async () => await rig.As(rig.Prod).DescribeOrganizationConfigurationAsync(
            new() { DetectorId = (await rig.As(rig.Prod).CreateDetectorAsync(new() { Enable = true }, Cancel)).DetectorId }, Cancel));
    }

    [Fact]
    public async Task Settings_of_the_organization_need_one_way_of_saying_who_is_enrolled()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();

        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.UpdateOrganizationConfigurationAsync(new() { DetectorId = detector }, Cancel));
        await Assert.ThrowsAsync<BadRequestException>(() => rig.Root.UpdateOrganizationConfigurationAsync(new() { DetectorId = detector, AutoEnable = true, AutoEnableOrganizationMembers = AutoEnableMembers.ALL }, Cancel));
        await rig.Root.UpdateOrganizationConfigurationAsync(new() { DetectorId = detector, AutoEnable = true }, Cancel);

        Assert.Equal(AutoEnableMembers.NEW, (await rig.Root.DescribeOrganizationConfigurationAsync(new() { DetectorId = detector }, Cancel)).AutoEnableOrganizationMembers);
    }

    [Fact]
    public async Task Findings_of_members_are_seen_sorted_and_archived_by_the_administrator()
    {
        using var rig = await GuardDutyRig.Make();
        var detector = await rig.Administered();
        await rig.Enroll(detector, rig.Dev);
        await rig.As(rig.Dev).CreateSampleFindingsAsync(new() { DetectorId = await rig.DetectorOf(rig.Dev), FindingTypes = ["Recon:EC2/Portscan", "CryptoCurrency:EC2/BitcoinTool.B!DNS"] }, Cancel);

        var all = (await rig.Root.ListFindingsAsync(new() { DetectorId = detector, SortCriteria = new() { AttributeName = "severity", OrderBy = OrderBy.DESC } }, Cancel)).FindingIds;
        var found = (await rig.Root.GetFindingsAsync(new() { DetectorId = detector, FindingIds = all }, Cancel)).Findings;
        await rig.Root.ArchiveFindingsAsync(new() { DetectorId = detector, FindingIds = [all[0]] }, Cancel);
        var open = await rig.Root.ListFindingsAsync(new() { DetectorId = detector, FindingCriteria = new() { Criterion = new() { ["service.archived"] = new() { Equals = ["false"] } } } }, Cancel);
        var grave = await rig.Root.ListFindingsAsync(new() { DetectorId = detector, FindingCriteria = new() { Criterion = new() { ["severity"] = new() { GreaterThanOrEqual = 7 } } } }, Cancel);

        Assert.All(found, finding => Assert.Equal(rig.Dev, finding.AccountId));
        Assert.Equal("CryptoCurrency:EC2/BitcoinTool.B!DNS", found.Single(finding => finding.Id == all[0]).Type);
        Assert.Equal([all[1]], open.FindingIds);
        Assert.Equal([all[0]], grave.FindingIds);
    }
}
