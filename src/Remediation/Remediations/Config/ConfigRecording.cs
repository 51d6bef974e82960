using System.Text.Json.Nodes;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Remediation.Remediations.Config;

/// <summary>
/// The recorder runs, records what is declared, and delivers as often as asked. A recorder or channel that is gone is made by the landing zone's pipeline, which knows role, bucket
/// and key; here it is told.
/// </summary>
internal sealed class ConfigRecording : Remediation
{
    // A recorder's ARN ends with an id that AWS gave it; whoever asks for all of them names none.
    private const string Recorders = "arn:{partition}:config:{region}:{account}:configuration-recorder/*";

    /// <inheritdoc/>
    public override string Control => "config-recording";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["Config.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls =>
    [
        "config.amazonaws.com:StopConfigurationRecorder", "config.amazonaws.com:DeleteConfigurationRecorder", "config.amazonaws.com:PutConfigurationRecorder",
        "config.amazonaws.com:DeleteDeliveryChannel", "config.amazonaws.com:PutDeliveryChannel",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads =>
        [new("config:DescribeConfigurationRecorders", Recorders), new("config:DescribeConfigurationRecorderStatus", Recorders), new("config:DescribeDeliveryChannels", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("config:StartConfigurationRecorder", Recorders), new("config:StopConfigurationRecorder", Recorders), new("config:PutConfigurationRecorder", Recorders), new("config:PutDeliveryChannel", "*"),
        // The recorder's own role goes along unchanged.
        new("iam:PassRole", "arn:{partition}:iam::{account}:role/*", For: "config:PutConfigurationRecorder"),
    ];

    /// <inheritdoc/>
    public override bool CanList => true;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>(session.AccountId is { } account ? [account] : []);

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var config = subject.Session.Config;
        var recorder = await RecorderAsync(subject, cancellationToken);
        var status = recorder is null ? null
            : (await config.DescribeConfigurationRecorderStatusAsync(new() { ConfigurationRecorderNames = [recorder.Name] }, cancellationToken)).ConfigurationRecordersStatus?.FirstOrDefault();
        var channel = await ChannelAsync(subject, cancellationToken);
        return new()
        {
            ["region"] = subject.Incident.Region,
            ["recording"] = status?.Recording ?? false,
            ["recorder"] = recorder is null ? null : new JsonObject
            {
                ["name"] = recorder.Name,
                ["role"] = recorder.RoleARN,
                ["group"] = Group(recorder.RecordingGroup),
                ["frequency"] = recorder.RecordingMode?.RecordingFrequency?.Value,
                ["overrides"] = string.Join(',', (recorder.RecordingMode?.RecordingModeOverrides ?? []).Select(o => $"{o.RecordingFrequency} {string.Join(' ', o.ResourceTypes ?? [])}")),
            },
            ["channel"] = channel is null ? null : new JsonObject
            {
                ["name"] = channel.Name,
                ["bucket"] = channel.S3BucketName,
                ["prefix"] = channel.S3KeyPrefix,
                ["key"] = channel.S3KmsKeyArn,
                ["topic"] = channel.SnsTopicARN,
                ["frequency"] = channel.ConfigSnapshotDeliveryProperties?.DeliveryFrequency?.Value,
            },
        };
    }

    // Started last: nothing is recorded under settings that are on their way.
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if (!IsWhole(image))
        {
            return [new(image["recorder"] is null ? "/recorder" : "/channel", image["recorder"] is null ? "there is no recorder" : "there is no delivery channel", null)];
        }

        var (group, frequency) = (Asked(image, demands), demands.Text("deliveryFrequency", "TwentyFour_Hours"));
        return
        [
            .. group is null || JsonNode.DeepEquals(group, image["recorder"]!["group"]) ? [] : (Violation[])[new("/recorder/group", "the recorder records something else than declared", group)],
            .. (string?)image["channel"]!["frequency"] == frequency ? [] : (Violation[])[new("/channel/frequency", $"snapshots are delivered \"{(string?)image["channel"]!["frequency"]}\"", frequency)],
            .. (bool)image["recording"]! ? [] : (Violation[])[new("/recording", "the recorder does not record", true)],
        ];
    }

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => IsWhole(image);

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var (config, name) = (subject.Session.Config, (string?)image["recorder"]?["name"]);
        switch (atom)
        {
            case "/recorder/group" when await RecorderAsync(subject, cancellationToken) is { } recorder:
                // What the call does not get, AWS takes for its default.
                recorder.RecordingGroup = Group(value!.AsObject());
                await config.PutConfigurationRecorderAsync(new() { ConfigurationRecorder = recorder }, cancellationToken);
                break;
            case "/channel/frequency" when await ChannelAsync(subject, cancellationToken) is { } channel:
                channel.ConfigSnapshotDeliveryProperties = value is null ? null : new() { DeliveryFrequency = MaximumExecutionFrequency.FindValue((string)value!) };
                await config.PutDeliveryChannelAsync(new() { DeliveryChannel = channel }, cancellationToken);
                break;
            case "/recording" when (bool)value!:
                await config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancellationToken);
                break;
            case "/recording":
                await config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = name }, cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws configservice describe-configuration-recorders --region {subject.Incident.Region}, and describe-delivery-channels: if one is missing, let the landing zone's pipeline run",
        $"aws configservice start-configuration-recorder --region {subject.Incident.Region} --configuration-recorder-name <the recorder's>",
    ];

    private static bool IsWhole(JsonObject image) => image["recorder"] is not null && image["channel"] is not null;

    /// <summary>What should be recorded; null where the policies name types one by one, which is theirs to keep.</summary>
    private static JsonObject? Asked(JsonObject image, Demands demands)
    {
        var declared = demands.Declared?.Find(ConfigFile.Area)?.Value.Recorder;
        return demands.Text("allResourceTypes", "true") != "true" || declared is { Only.Count: > 0 } or { Except.Count: > 0 } ? null : new()
        {
            ["strategy"] = "ALL_SUPPORTED_RESOURCE_TYPES",
            ["types"] = "",
            ["global"] = (declared?.GlobalTypes ?? true) && (string?)image["region"] == demands.Text("globalResourceTypesRegion", demands.Declared?.LandingZone.HomeRegion ?? ""),
        };
    }

    // Recorders of before 2023 have no strategy.
    private static JsonObject Group(RecordingGroup? group) => new()
    {
        ["strategy"] = group?.RecordingStrategy?.UseOnly?.Value
            ?? (group is { AllSupported: not true, ResourceTypes.Count: > 0 } ? "INCLUSION_BY_RESOURCE_TYPES" : "ALL_SUPPORTED_RESOURCE_TYPES"),
        ["types"] = string.Join(',', (group?.ExclusionByResourceTypes?.ResourceTypes is { Count: > 0 } except ? except : group?.ResourceTypes ?? []).Order(StringComparer.Ordinal)),
        ["global"] = group?.IncludeGlobalResourceTypes ?? false,
    };

    private static RecordingGroup Group(JsonObject group)
    {
        List<string> types = [.. ((string)group["types"]!).Split(',', StringSplitOptions.RemoveEmptyEntries)];
        var strategy = (string)group["strategy"]!;
        return new()
        {
            AllSupported = strategy == "ALL_SUPPORTED_RESOURCE_TYPES",
            IncludeGlobalResourceTypes = (bool)group["global"]!,
            ResourceTypes = strategy == "INCLUSION_BY_RESOURCE_TYPES" ? types : null,
            ExclusionByResourceTypes = strategy == "EXCLUSION_BY_RESOURCE_TYPES" ? new() { ResourceTypes = types } : null,
            RecordingStrategy = new() { UseOnly = RecordingStrategyType.FindValue(strategy) },
        };
    }

    // Others are services' own, which only these may change.
    private static async Task<ConfigurationRecorder?> RecorderAsync(Subject subject, CancellationToken cancellationToken) =>
        (await subject.Session.Config.DescribeConfigurationRecordersAsync(new(), cancellationToken)).ConfigurationRecorders?.Find(recorder => string.IsNullOrEmpty(recorder.ServicePrincipal));

    private static async Task<DeliveryChannel?> ChannelAsync(Subject subject, CancellationToken cancellationToken) =>
        (await subject.Session.Config.DescribeDeliveryChannelsAsync(new(), cancellationToken)).DeliveryChannels?.FirstOrDefault();
}
