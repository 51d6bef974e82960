using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// GuardDuty's detectors and its administrator over the wire; kept by the sandbox and moto alike. moto has neither members nor the organization's settings, neither exports nor findings,
/// takes several detectors, shows only features that it was given, tells an administrator of itself, and says with a page of HTML that there is no such detector: of that the sandbox's own tests speak.
/// </summary>
public abstract class GuardDutyContract : IAsyncLifetime
{
    private ContractSession session = null!;

    private IAmazonGuardDuty GuardDuty => session.Home.GuardDuty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await session.Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = Amazon.Organizations.OrganizationFeatureSet.ALL }, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_detector_is_read_as_it_was_created_with_features_and_their_parts()
    {
        var id = await Create();

        var detector = await GuardDuty.GetDetectorAsync(new() { DetectorId = id }, Cancel);
        Assert.Equal([id], (await GuardDuty.ListDetectorsAsync(new(), Cancel)).DetectorIds);
        Assert.Equal((DetectorStatus.ENABLED, FindingPublishingFrequency.ONE_HOUR), (detector.Status, detector.FindingPublishingFrequency));
        var runtime = Assert.Single(detector.Features, feature => feature.Name == DetectorFeatureResult.RUNTIME_MONITORING);
        Assert.Equal(FeatureStatus.ENABLED, runtime.Status);
        Assert.Equal(FeatureStatus.ENABLED, Assert.Single(runtime.AdditionalConfiguration, part => part.Name == FeatureAdditionalConfiguration.EC2_AGENT_MANAGEMENT).Status);
    }

    [Fact]
    public async Task A_detector_is_changed_and_suspended()
    {
        var id = await Create();

        await GuardDuty.UpdateDetectorAsync(
            new() { DetectorId = id, Enable = false, FindingPublishingFrequency = FindingPublishingFrequency.SIX_HOURS, Features = [new() { Name = DetectorFeature.S3_DATA_EVENTS, Status = FeatureStatus.DISABLED }] }, Cancel);

        var detector = await GuardDuty.GetDetectorAsync(new() { DetectorId = id }, Cancel);
        Assert.Equal((DetectorStatus.DISABLED, FindingPublishingFrequency.SIX_HOURS), (detector.Status, detector.FindingPublishingFrequency));
        Assert.Equal(FeatureStatus.DISABLED, detector.Features.Single(feature => feature.Name == DetectorFeatureResult.S3_DATA_EVENTS).Status);
    }

    [Fact]
    public async Task A_detector_that_is_deleted_is_not_listed()
    {
        await GuardDuty.DeleteDetectorAsync(new() { DetectorId = await Create() }, Cancel);

        Assert.Empty((await GuardDuty.ListDetectorsAsync(new(), Cancel)).DetectorIds ?? []);
    }

    [Fact]
    public async Task The_management_account_may_administer_GuardDuty_itself()
    {
        await Create();
        var management = (await session.Home.Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.MasterAccountId;

        await GuardDuty.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = management }, Cancel);

        var administrator = Assert.Single((await GuardDuty.ListOrganizationAdminAccountsAsync(new(), Cancel)).AdminAccounts);
        Assert.Equal((management, AdminStatus.ENABLED), (administrator.AdminAccountId, administrator.AdminStatus));
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private async Task<string> Create() => (await GuardDuty.CreateDetectorAsync(
        new()
        {
            Enable = true,
            FindingPublishingFrequency = FindingPublishingFrequency.ONE_HOUR,
            Features =
            [
                new() { Name = DetectorFeature.S3_DATA_EVENTS, Status = FeatureStatus.ENABLED },
                new()
                {
                    Name = DetectorFeature.RUNTIME_MONITORING,
                    Status = FeatureStatus.ENABLED,
                    AdditionalConfiguration = [new DetectorAdditionalConfiguration { Name = FeatureAdditionalConfiguration.EC2_AGENT_MANAGEMENT, Status = FeatureStatus.ENABLED }],
                },
            ],
        }, Cancel)).DetectorId;
}

/// <summary>As moto keeps it.</summary>
public sealed class GuardDutyOnMoto(Judges.MotoServer moto) : GuardDutyContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class GuardDutyOnTheSandbox : GuardDutyContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
