using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.SecurityHub;

/// <summary>Hubs, standards and controls of one account.</summary>
public sealed class HubTests
{
    [Fact]
    public async Task Nothing_works_before_the_account_subscribes_and_it_subscribes_once()
    {
        using var rig = await HubRig.Begin();
        var hub = rig.As(rig.Prod);

        var refused = await Assert.ThrowsAsync<InvalidAccessException>(() => hub.DescribeHubAsync(new(), TestCloud.Cancel));
        await hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = true }, TestCloud.Cancel);

        Assert.Equal($"Account {rig.Prod} is not subscribed to AWS Security Hub", refused.Message);
        Assert.Equal(HubRig.Fsbp, Assert.Single(await Standards(hub)).StandardsArn);
        await Assert.ThrowsAsync<ResourceConflictException>(() => hub.EnableSecurityHubAsync(new(), TestCloud.Cancel));
    }

    [Fact]
    public async Task A_standard_stays_incomplete_where_nothing_is_recorded()
    {
        using var rig = await HubRig.Begin(new());
        var hub = rig.As(rig.Prod);
        await hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = false }, TestCloud.Cancel);

        await hub.BatchEnableStandardsAsync(new() { StandardsSubscriptionRequests = [new() { StandardsArn = HubRig.Cis }] }, TestCloud.Cancel);

        var standard = Assert.Single(await Standards(hub));
        Assert.Equal(StandardsStatus.INCOMPLETE, standard.StandardsStatus);
        Assert.Equal(StatusReasonCode.NO_AVAILABLE_CONFIGURATION_RECORDER, standard.StandardsStatusReason.StatusReasonCode);
    }

    [Fact]
    public async Task A_standard_is_pending_until_AWS_is_done_and_its_controls_cannot_be_changed_meanwhile()
    {
        using var rig = await HubRig.Begin(new() { AsyncReads = 2, ConfigRecordsEverywhere = true });
        var hub = rig.As(rig.Prod);
        await hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = false }, TestCloud.Cancel);
        await hub.BatchEnableStandardsAsync(new() { StandardsSubscriptionRequests = [new() { StandardsArn = HubRig.Cis }] }, TestCloud.Cancel);

        var early = await Disable(hub, HubRig.Cis, "IAM.6");
        var statuses = new List<string>();
        for (var poll = 0; poll < 3; poll++)
        {
            statuses.Add(Assert.Single(await Standards(hub)).StandardsStatus.Value);
        }

        Assert.Single(early.UnprocessedAssociationUpdates);
        Assert.Equal(["PENDING", "PENDING", "READY"], statuses);
        Assert.Empty((await Disable(hub, HubRig.Cis, "IAM.6")).UnprocessedAssociationUpdates ?? []);
    }

    [Fact]
    public async Task A_control_is_off_in_one_standard_and_on_in_another_until_its_standard_is_enabled_anew()
    {
        using var rig = await HubRig.Begin();
        var hub = rig.As(rig.Prod);
        await hub.EnableSecurityHubAsync(new() { EnableDefaultStandards = true }, TestCloud.Cancel);
        await hub.BatchEnableStandardsAsync(new() { StandardsSubscriptionRequests = [new() { StandardsArn = HubRig.Cis }] }, TestCloud.Cancel);
        _ = await Standards(hub);

        await Disable(hub, HubRig.Cis, "IAM.6");
        var one = await Control(hub, "IAM.6");
        await Disable(hub, HubRig.Fsbp, "IAM.6");
        var both = await Control(hub, "IAM.6");

        Assert.Equal((ControlStatus.ENABLED, ControlStatus.DISABLED), (one.SecurityControlStatus, both.SecurityControlStatus));
        var details = (await hub.BatchGetStandardsControlAssociationsAsync(
            new() { StandardsControlAssociationIds = [new() { SecurityControlId = "IAM.6", StandardsArn = HubRig.Cis }, new() { SecurityControlId = "ECR.1", StandardsArn = HubRig.Cis }] }, TestCloud.Cancel));
        Assert.Equal("because", Assert.Single(details.StandardsControlAssociationDetails).UpdatedReason);
        Assert.Single(details.UnprocessedAssociations);
    }

    [Fact]
    public async Task A_parameter_takes_values_within_its_bounds_and_goes_back_to_AWS_s_own()
    {
        using var rig = await HubRig.Begin();
        var hub = rig.As(rig.Prod);
        await hub.EnableSecurityHubAsync(new(), TestCloud.Cancel);

        await Set(hub, new() { ValueType = ParameterValueType.CUSTOM, Value = new() { Integer = 45 } });
        var custom = await Control(hub, "ACM.1");
        await Assert.ThrowsAsync<InvalidInputException>(() => Set(hub, new() { ValueType = ParameterValueType.CUSTOM, Value = new() { Integer = 1 } }));
        await Set(hub, new() { ValueType = ParameterValueType.DEFAULT });

        Assert.Equal(45, custom.Parameters["daysToExpiration"].Value.Integer);
        Assert.Equal(30, (await Control(hub, "ACM.1")).Parameters["daysToExpiration"].Value.Integer);
    }

    private static Task<UpdateSecurityControlResponse> Set(IAmazonSecurityHub hub, ParameterConfiguration value) =>
        hub.UpdateSecurityControlAsync(new() { SecurityControlId = "ACM.1", Parameters = new() { ["daysToExpiration"] = value } }, TestCloud.Cancel);

    private static async Task<List<StandardsSubscription>> Standards(IAmazonSecurityHub hub) => (await hub.GetEnabledStandardsAsync(new(), TestCloud.Cancel)).StandardsSubscriptions;

    private static async Task<SecurityControl> Control(IAmazonSecurityHub hub, string id) =>
        (await hub.BatchGetSecurityControlsAsync(new() { SecurityControlIds = [id] }, TestCloud.Cancel)).SecurityControls.Single();

    private static Task<BatchUpdateStandardsControlAssociationsResponse> Disable(IAmazonSecurityHub hub, string standard, string control) => hub.BatchUpdateStandardsControlAssociationsAsync(
        new() { StandardsControlAssociationUpdates = [new() { StandardsArn = standard, SecurityControlId = control, AssociationStatus = AssociationStatus.DISABLED, UpdatedReason = "because" }] },
        TestCloud.Cancel);
}
