using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>
/// The calls of <see cref="ConfigRecorderKind"/>. The order is AWS's: role, recorder, channel, start; AWS refuses a channel without a recorder and a start without a
/// channel (Config API Reference, PutDeliveryChannel and StartConfigurationRecorder, read 2026-11). Everything but deleting the channel may be done while it records.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConfigRecordersAws(ConfigRecorderKind kind) : ScopedSetting<ConfigRecorderAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus", "config:DescribeDeliveryChannels", "config:DescribeRetentionConfigurations",
        KeyAliases.ReadPermission,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "config:PutConfigurationRecorder", "config:PutDeliveryChannel", "config:PutRetentionConfiguration", "config:StartConfigurationRecorder", "config:StopConfigurationRecorder",
        Need.Passing("*", "config.amazonaws.com", "config:PutConfigurationRecorder"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (world.Policies.Find(ConfigFile.Area) is not { } file)
        {
            return [];
        }

        if (world.LandingZone.IsRetired(scope.Region!))
        {
            return [kind.Of(AddressIn(scope), ConfigRecorderAttributes.Stopped with { Recording = (await RecorderReading.OfAsync(session, withRetention: false, cancel)).Recording }, owned: false)];
        }

        var found = await RecorderReading.OfAsync(session, file.Value.RetentionDays is not null, cancel);
        return found.Recorder is null && found.Channel is null ? [] : [kind.Of(AddressIn(scope), await SeenAsync(scope, found, world, cancel), owned: false)];
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, ConfigRecorderAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        if (desired == ConfigRecorderAttributes.Stopped)
        {
            await StopAsync(session, cancel);
            return;
        }

        var found = await RecorderReading.OfAsync(session, desired.RetentionDays is not null, cancel);
        var observed = await SeenAsync(address.Within!.Value, found, world, cancel);
        var differing = Difference.Between(kind.Of(address, observed).Attributes, kind.Of(address, desired).Attributes).Select(d => d.Path.Split('/')[1]).ToHashSet(StringComparer.Ordinal);
        var name = found.Recorder?.Name ?? ConfigRecorderKind.Default;

        // Stopping comes first and starting last: nothing is recorded under settings that are on their way.
        if (observed.Recording && !desired.Recording)
        {
            await session.Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancel);
        }

        if (differing.Contains("role") || differing.Contains("records") || (differing.Contains("mode") && desired.Mode is not null))
        {
            await session.Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = Recorder(name, desired, world) }, cancel);
        }

        if (differing.Overlaps(["bucket", "prefix", "key", "topic", "snapshotFrequency"]))
        {
            await PutChannelAsync(session, await ChannelAsync(found.Channel?.Name ?? ConfigRecorderKind.Default, desired, world, cancel), world.Time, cancel);
        }

        if (desired.RetentionDays is { } days && differing.Contains("retentionDays"))
        {
            await session.Config.PutRetentionConfigurationAsync(new() { RetentionPeriodInDays = days }, cancel);
        }

        if (desired.Recording && !observed.Recording)
        {
            await session.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancel);
        }
    }

    private static async Task StopAsync(AwsSession session, CancellationToken cancel)
    {
        if (await RecorderReading.OfAsync(session, withRetention: false, cancel) is { Recorder: { } recorder, Recording: true })
        {
            await session.Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = recorder.Name }, cancel);
        }
    }

    private Address AddressIn(Scope scope) => scope.Address(kind.Name, ConfigRecorderKind.Default);

    private static ConfigurationRecorder Recorder(string name, ConfigRecorderAttributes desired, AwsWorld world) => new()
    {
        Name = name,
        RoleARN = world.Ids.Of(desired.Role!.Value.To),
        RecordingGroup = RecordingGroups.Write(desired.Records!),
        RecordingMode = desired.Mode is { } mode ? RecordingGroups.Write(mode) : null,
    };

    private static async Task<DeliveryChannel> ChannelAsync(string name, ConfigRecorderAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var names = new ArchiveNames(world);
        return new()
        {
            Name = name,
            S3BucketName = names.Bucket(desired.Bucket!.Value),
            S3KeyPrefix = desired.Prefix,
            S3KmsKeyArn = desired.Key is { } key ? await KeyArns.ArnAsync(KeyUse.Of(key.To), world, cancel) : null,
            SnsTopicARN = desired.Topic is { } topic ? names.Topic(topic) : null,
            ConfigSnapshotDeliveryProperties = new() { DeliveryFrequency = MaximumExecutionFrequency.FindValue(desired.SnapshotFrequency) },
        };
    }

    // Config tries out whether its role may write to the bucket, and a role or a bucket policy of a moment ago is not known everywhere yet.
    private static async Task PutChannelAsync(AwsSession session, DeliveryChannel channel, TimeProvider time, CancellationToken cancel)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause *= 2)
        {
            try
            {
                await session.Config.PutDeliveryChannelAsync(new() { DeliveryChannel = channel }, cancel);
                return;
            }
            catch (InsufficientDeliveryPolicyException) when (pause < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(pause, time, cancel);
            }
        }
    }

    private static async Task<ConfigRecorderAttributes> SeenAsync(Scope scope, RecorderReading found, AwsWorld world, CancellationToken cancel)
    {
        var names = new ArchiveNames(world);
        return new()
        {
            Role = found.Recorder?.RoleARN is { Length: > 0 } role ? new(new Scope(scope.Account).Address(KindNames.ConfigRole, role[(role.LastIndexOf('/') + 1)..])) : null,
            Records = found.Recorder is { } recorder ? RecordingGroups.Read(recorder.RecordingGroup) : null,
            Mode = found.Recorder is { } timed ? RecordingGroups.Read(timed.RecordingMode) : null,
            Bucket = found.Channel?.S3BucketName is { Length: > 0 } bucket ? names.BucketOf(bucket) : null,
            Prefix = found.Channel?.S3KeyPrefix is { Length: > 0 } prefix ? prefix : null,
            Key = await KeyArns.ReadAsync(found.Channel?.S3KmsKeyArn, world, cancel) is { } key ? key.Key ?? new(new(KindNames.KmsKey, key.Other!)) : null,
            Topic = found.Channel?.SnsTopicARN is { Length: > 0 } topic ? names.TopicOf(topic) : null,
            SnapshotFrequency = found.Channel is null ? null : found.Channel.ConfigSnapshotDeliveryProperties?.DeliveryFrequency?.Value ?? "TwentyFour_Hours",
            RetentionDays = found.RetentionDays,
            Recording = found.Recording,
        };
    }
}
