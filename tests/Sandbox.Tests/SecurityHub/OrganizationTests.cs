using Amazon;
using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.SecurityHub;

/// <summary>Administrators, members and central configuration: what AWS refuses, and what policies do.</summary>
public sealed class OrganizationTests
{
    [Fact]
    public async Task Only_the_management_account_names_the_administrator_and_it_may_name_itself()
    {
        using var rig = await HubRig.Begin();

        await Assert.ThrowsAsync<AccessDeniedException>(() => Name(rig, rig.Prod, rig.Prod));
        await Name(rig, TestCloud.Management, TestCloud.Management);

        Assert.Equal(TestCloud.Management, (await rig.As(TestCloud.Management).ListOrganizationAdminAccountsAsync(new(), TestCloud.Cancel)).AdminAccounts.Single().AccountId);
        await Assert.ThrowsAsync<InvalidInputException>(() => Name(rig, TestCloud.Management, rig.Security));
        await Assert.ThrowsAsync<AccessDeniedException>(() => rig.As(TestCloud.Management).UpdateOrganizationConfigurationAsync(
            new() { AutoEnable = false, OrganizationConfiguration = new() { ConfigurationType = "CENTRAL" } }, TestCloud.Cancel));
    }

    [Fact]
    public async Task Members_are_subscribed_and_the_management_account_must_be_already()
    {
        using var rig = await HubRig.Administered();
        var administrator = rig.As(rig.Security);

        var first = await Join(administrator, rig.Prod, TestCloud.Management);
        await rig.As(TestCloud.Management).EnableSecurityHubAsync(new(), TestCloud.Cancel);
        var second = await Join(administrator, TestCloud.Management);

        Assert.Equal(TestCloud.Management, Assert.Single(first.UnprocessedAccounts).AccountId);
        Assert.Empty(second.UnprocessedAccounts ?? []);
        Assert.Equal(rig.Security, (await rig.As(rig.Prod).GetAdministratorAccountAsync(new(), TestCloud.Cancel)).Administrator.AccountId);
        await Assert.ThrowsAsync<InvalidAccessException>(() => rig.As(rig.Prod).DisableSecurityHubAsync(new(), TestCloud.Cancel));
        await Assert.ThrowsAsync<InvalidAccessException>(() => administrator.DisableSecurityHubAsync(new(), TestCloud.Cancel));
        await Assert.ThrowsAsync<InvalidAccessException>(() => Join(rig.As(rig.Prod), rig.Security));
    }

    [Fact]
    public async Task Central_configuration_needs_an_aggregator_its_home_region_and_no_auto_enable()
    {
        using var rig = await HubRig.Administered();
        var home = rig.As(rig.Security);

        await Assert.ThrowsAsync<InvalidInputException>(() => home.UpdateOrganizationConfigurationAsync(
            new() { AutoEnable = true, OrganizationConfiguration = new() { ConfigurationType = "CENTRAL" } }, TestCloud.Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => rig.As(rig.Security, RegionEndpoint.EUCentral1).UpdateOrganizationConfigurationAsync(
            new() { AutoEnable = false, OrganizationConfiguration = new() { ConfigurationType = "CENTRAL" } }, TestCloud.Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => rig.NewPolicy("early"));
        await rig.TurnsTo("CENTRAL");

        Assert.Equal("CENTRAL", (await home.DescribeOrganizationConfigurationAsync(new(), TestCloud.Cancel)).OrganizationConfiguration.ConfigurationType.Value);
        var aggregator = (await home.ListFindingAggregatorsAsync(new(), TestCloud.Cancel)).FindingAggregators.Single().FindingAggregatorArn;
        await Assert.ThrowsAsync<AccessDeniedException>(() => home.DeleteFindingAggregatorAsync(new() { FindingAggregatorArn = aggregator }, TestCloud.Cancel));
    }

    [Fact]
    public async Task A_policy_reaches_every_account_beneath_in_all_linked_regions()
    {
        using var rig = await HubRig.Central();
        var policy = await rig.NewPolicy("prod", "IAM.6");

        await rig.Associates(policy, new() { OrganizationalUnitId = rig.Unit });

        var associations = (await rig.As(rig.Security).ListConfigurationPolicyAssociationsAsync(new(), TestCloud.Cancel)).ConfigurationPolicyAssociationSummaries;
        Assert.Equal([(rig.Unit, "APPLIED", "SUCCESS"), (rig.Prod, "INHERITED", "SUCCESS")], associations.Select(each => (each.TargetId, each.AssociationType.Value, each.AssociationStatus.Value)));
        foreach (var region in (RegionEndpoint[])[RegionEndpoint.EUWest1, RegionEndpoint.EUCentral1])
        {
            var standard = (await rig.As(rig.Prod, region).GetEnabledStandardsAsync(new(), TestCloud.Cancel)).StandardsSubscriptions.Single();
            var controls = (await rig.As(rig.Prod, region).DescribeStandardsControlsAsync(new() { StandardsSubscriptionArn = standard.StandardsSubscriptionArn, MaxResults = 100 }, TestCloud.Cancel)).Controls;
            Assert.All(controls.Where(each => each.ControlId == "IAM.6"), each => Assert.Equal(ControlStatus.DISABLED, each.ControlStatus));
        }

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => rig.As(rig.Prod).BatchEnableStandardsAsync(
            new() { StandardsSubscriptionRequests = [new() { StandardsArn = HubRig.Cis }] }, TestCloud.Cancel));
        Assert.Contains("central configuration policy", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_association_is_pending_first_and_fails_for_a_suspended_account_by_name()
    {
        using var rig = await HubRig.Central();
        await rig.Cloud.Organizations.CloseAccountAsync(new() { AccountId = rig.Prod }, TestCloud.Cancel);
        var policy = await rig.NewPolicy("prod");

        var begun = await rig.Associates(policy, new() { OrganizationalUnitId = rig.Unit });
        var ended = await rig.As(rig.Security).GetConfigurationPolicyAssociationAsync(new() { Target = new() { OrganizationalUnitId = rig.Unit } }, TestCloud.Cancel);

        Assert.Equal(ConfigurationPolicyAssociationStatus.PENDING, begun.AssociationStatus);
        Assert.Equal(ConfigurationPolicyAssociationStatus.FAILED, ended.AssociationStatus);
        Assert.Contains(rig.Prod, ended.AssociationStatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Central_configuration_is_left_after_its_associations_and_policies()
    {
        using var rig = await HubRig.Central();
        var (administrator, policy) = (rig.As(rig.Security), await rig.NewPolicy("prod"));
        await rig.Associates(policy, new() { AccountId = rig.Prod });

        await Assert.ThrowsAsync<ResourceConflictException>(() => rig.TurnsTo("LOCAL"));
        await Assert.ThrowsAsync<ResourceConflictException>(() => administrator.DeleteConfigurationPolicyAsync(new() { Identifier = policy }, TestCloud.Cancel));
        await administrator.StartConfigurationPolicyDisassociationAsync(new() { ConfigurationPolicyIdentifier = policy, Target = new() { AccountId = rig.Prod } }, TestCloud.Cancel);
        await administrator.DeleteConfigurationPolicyAsync(new() { Identifier = policy }, TestCloud.Cancel);
        await rig.TurnsTo("LOCAL");

        Assert.Equal("LOCAL", (await administrator.DescribeOrganizationConfigurationAsync(new(), TestCloud.Cancel)).OrganizationConfiguration.ConfigurationType.Value);
    }

    [Fact]
    public async Task What_manages_itself_has_its_say_under_a_policy_of_the_root()
    {
        using var rig = await HubRig.Central();
        await rig.Associates(await rig.NewPolicy("all"), new() { RootId = rig.Root });

        await rig.Associates("SELF_MANAGED_SECURITY_HUB", new() { AccountId = rig.Prod });
        await rig.As(rig.Prod).BatchEnableStandardsAsync(new() { StandardsSubscriptionRequests = [new() { StandardsArn = HubRig.Cis }] }, TestCloud.Cancel);

        Assert.Equal(2, (await rig.As(rig.Prod).GetEnabledStandardsAsync(new(), TestCloud.Cancel)).StandardsSubscriptions.Count);
    }

    [Fact]
    public async Task An_account_that_joins_is_taken_in()
    {
        using var rig = await HubRig.Administered();
        await rig.As(rig.Security).UpdateOrganizationConfigurationAsync(new() { AutoEnable = true, AutoEnableStandards = "DEFAULT" }, TestCloud.Cancel);
        rig.Cloud.Time.Advance(TimeSpan.FromMinutes(1));

        var late = await rig.Cloud.NewAccount("late");

        var members = (await rig.As(rig.Security).ListMembersAsync(new(), TestCloud.Cancel)).Members;
        Assert.Equal(late, Assert.Single(members).AccountId);
        Assert.Equal(HubRig.Fsbp, (await rig.As(late).GetEnabledStandardsAsync(new(), TestCloud.Cancel)).StandardsSubscriptions.Single().StandardsArn);
    }

    private static Task<EnableOrganizationAdminAccountResponse> Name(HubRig rig, string caller, string administrator) => rig.As(caller).EnableOrganizationAdminAccountAsync(new() { AdminAccountId = administrator }, TestCloud.Cancel);

    private static Task<CreateMembersResponse> Join(IAmazonSecurityHub administrator, params string[] accounts) =>
        administrator.CreateMembersAsync(new() { AccountDetails = [.. accounts.Select(id => new AccountDetails { AccountId = id })] }, TestCloud.Cancel);
}
