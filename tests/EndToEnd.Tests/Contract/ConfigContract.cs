using Amazon.ConfigService;
using Amazon.ConfigService.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// What the tool relies on in Config, over the wire; kept by the sandbox and moto alike. moto knows recorders (but not how often they record), channels, aggregators and retention;
/// it has no organization rules, no statuses per account and no compliance: of those the sandbox's own tests speak.
/// </summary>
public abstract class ConfigContract : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

    private ContractSession session = null!;

    private IAmazonConfigService Config => session.Home.Config;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await session.Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_recorder_is_described_as_it_was_put_and_there_is_only_one()
    {
        await Recorder(new() { AllSupported = true, IncludeGlobalResourceTypes = true, RecordingStrategy = new() { UseOnly = RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES } });

        var recorder = Assert.Single((await Config.DescribeConfigurationRecordersAsync(new(), Cancel)).ConfigurationRecorders);
        Assert.Equal(("default", Role, true, true), (recorder.Name, recorder.RoleARN, recorder.RecordingGroup.AllSupported, recorder.RecordingGroup.IncludeGlobalResourceTypes));
        Assert.False(Assert.Single((await Config.DescribeConfigurationRecorderStatusAsync(new(), Cancel)).ConfigurationRecordersStatus).Recording);
        await Assert.ThrowsAsync<MaxNumberOfConfigurationRecordersExceededException>(() => Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = new() { Name = "second", RoleARN = Role } }, Cancel));
    }

    [Fact]
    public async Task A_recorder_leaves_out_what_it_is_told_to()
    {
        await Recorder(new()
        {
            AllSupported = false,
            ExclusionByResourceTypes = new() { ResourceTypes = ["AWS::EC2::NetworkInterface"] },
            RecordingStrategy = new() { UseOnly = RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES },
        });

        var group = Assert.Single((await Config.DescribeConfigurationRecordersAsync(new(), Cancel)).ConfigurationRecorders).RecordingGroup;
        Assert.Equal("AWS::EC2::NetworkInterface", Assert.Single(group.ExclusionByResourceTypes.ResourceTypes).ToString());
        Assert.Equal("EXCLUSION_BY_RESOURCE_TYPES", group.RecordingStrategy.UseOnly.Value);
    }

    [Fact]
    public async Task Nothing_is_started_before_there_is_a_channel_and_no_channel_without_a_recorder()
    {
        await Assert.ThrowsAsync<NoAvailableConfigurationRecorderException>(() => Config.PutDeliveryChannelAsync(new() { DeliveryChannel = new() { Name = "default", S3BucketName = "bucket" } }, Cancel));
        await Recorder(new() { AllSupported = true });
        await Assert.ThrowsAsync<NoAvailableDeliveryChannelException>(() => Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel));
        await Assert.ThrowsAsync<NoSuchConfigurationRecorderException>(() => Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = "none" }, Cancel));
        Assert.Empty((await Config.DescribeDeliveryChannelsAsync(new(), Cancel)).DeliveryChannels ?? []);
    }

    [Fact]
    public async Task An_aggregator_of_the_organization_comes_with_its_tags_and_goes()
    {
        await Config.PutConfigurationAggregatorAsync(
            new()
            {
                ConfigurationAggregatorName = "all",
                OrganizationAggregationSource = new() { RoleArn = Role, AllAwsRegions = true },
                Tags = [new() { Key = "governance:managed-by", Value = "test" }],
            },
            Cancel);

        var aggregator = Assert.Single((await Config.DescribeConfigurationAggregatorsAsync(new(), Cancel)).ConfigurationAggregators);
        Assert.Equal(("all", Role, true), (aggregator.ConfigurationAggregatorName, aggregator.OrganizationAggregationSource.RoleArn, aggregator.OrganizationAggregationSource.AllAwsRegions));
        await Config.TagResourceAsync(new() { ResourceArn = aggregator.ConfigurationAggregatorArn, Tags = [new() { Key = "more", Value = "1" }] }, Cancel);
        var tags = (await Config.ListTagsForResourceAsync(new() { ResourceArn = aggregator.ConfigurationAggregatorArn }, Cancel)).Tags;
        Assert.Equal(["governance:managed-by=test", "more=1"], tags.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal));
        await Config.DeleteConfigurationAggregatorAsync(new() { ConfigurationAggregatorName = "all" }, Cancel);
        await Assert.ThrowsAsync<NoSuchConfigurationAggregatorException>(() => Config.DescribeConfigurationAggregatorsAsync(new() { ConfigurationAggregatorNames = ["all"] }, Cancel));
    }

    [Fact]
    public async Task What_was_recorded_is_kept_for_as_long_as_it_was_said()
    {
        await Config.PutRetentionConfigurationAsync(new() { RetentionPeriodInDays = 400 }, Cancel);

        Assert.Equal(400, Assert.Single((await Config.DescribeRetentionConfigurationsAsync(new(), Cancel)).RetentionConfigurations).RetentionPeriodInDays);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private Task<PutConfigurationRecorderResponse> Recorder(RecordingGroup group) => Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = new() { Name = "default", RoleARN = Role, RecordingGroup = group } }, Cancel);
}

/// <summary>As moto keeps it.</summary>
public sealed class ConfigOnMoto(Judges.MotoServer moto) : ConfigContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class ConfigOnTheSandbox : ConfigContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
