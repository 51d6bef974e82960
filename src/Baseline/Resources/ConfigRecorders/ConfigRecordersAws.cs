using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>
/// The calls of <see cref="ConfigRecorderKind"/>. The order is AWS's: role, recorder, channel, start; AWS refuses a channel without a recorder and a start without a
/// channel (Config API Reference, PutDeliveryChannel and StartConfigurationRecorder, read 2026-11). Everything but deleting the channel may be done while it records.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConfigRecordersAws(ConfigRecorderKind kind) : ScopedSetting<ConfigRecorderAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadPermissions =>
        ["config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus", "config:DescribeDeliveryChannels", "config:DescribeRetentionConfigurations"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> WritePermissions =>
    [
        "config:PutConfigurationRecorder", "config:PutDeliveryChannel", "config:PutRetentionConfiguration", "config:StartConfigurationRecorder", "config:StopConfigurationRecorder",
        "iam:PassRole",
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (world.Policies.Find(ConfigFile.Area) is not { } file)
        {
            return [];
        }

        var found = await RecorderReading.OfAsync(session, file.Value.RetentionDays is not null, cancel);
        return found.Recorder is null && found.Channel is null ? [] : [kind.Of(scope.Address(kind.Name, ConfigRecorderKind.Default), Seen(scope, found, world), owned: false)];
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, ConfigRecorderAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var found = await RecorderReading.OfAsync(session, desired.RetentionDays is not null, cancel);
        var observed = Seen(address.Within!.Value, found, world);
        var name = found.Recorder?.Name ?? ConfigRecorderKind.Default;
        if (observed.Recording && !desired.Recording)
        {
            await session.Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancel);
        }

        if (observed.Role != desired.Role || Differ(observed, desired, a => new { a.Records, a.Mode }))
        {
            await session.Config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = Recorder(name, desired, world) }, cancel);
        }

        if (Differ(observed, desired, a => new { a.Bucket, a.Prefix, a.Key, a.Topic, a.SnapshotFrequency }))
        {
            await PutChannelAsync(session, Channel(found.Channel?.Name ?? ConfigRecorderKind.Default, desired, world), world, cancel);
        }

        if (desired.RetentionDays is { } days && observed.RetentionDays != days)
        {
            await session.Config.PutRetentionConfigurationAsync(new() { RetentionPeriodInDays = days }, cancel);
        }

        if (desired.Recording && !observed.Recording)
        {
            await session.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancel);
        }
    }

    // Compared as the engine compares: by what JSON has of them, so that lists count by their content.
    private bool Differ<TPart>(ConfigRecorderAttributes one, ConfigRecorderAttributes other, Func<ConfigRecorderAttributes, TPart> _) => throw new NotImplementedException();

    private ConfigurationRecorder Recorder(string name, ConfigRecorderAttributes desired, AwsWorld world) => throw new NotImplementedException();
}
