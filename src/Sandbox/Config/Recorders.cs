using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>The recorder of each account and region.</summary>
internal sealed partial class ConfigSandbox
{
    private const string All = "ALL_SUPPORTED_RESOURCE_TYPES";
    private const string Except = "EXCLUSION_BY_RESOURCE_TYPES";
    private const string Only = "INCLUSION_BY_RESOURCE_TYPES";

    public override PutConfigurationRecorderResponse PutConfigurationRecorder(PutConfigurationRecorderRequest request, Call call)
    {
        var (config, asked) = (Config(call), request.ConfigurationRecorder!);
        var name = asked.Name ?? "default";
        if (config.Recorder is { } present && present.Name != name)
        {
            throw new MaxNumberOfConfigurationRecordersExceededException(
                $"Failed to put configuration recorder '{name}' because the maximum number of configuration recorders: 1 is reached.");
        }

        if (string.IsNullOrEmpty(asked.RoleARN))
        {
            throw new InvalidRoleException("You have provided a null or empty Amazon Resource Name (ARN) for the IAM role assumed by Config and used by the configuration recorder.");
        }

        var (strategy, types) = Group(asked.RecordingGroup);
        config.Recorder = new StoredRecorder
        {
            Name = name,
            RoleArn = asked.RoleARN,
            Strategy = strategy,
            IncludesGlobalTypes = strategy == All && asked.RecordingGroup?.IncludeGlobalResourceTypes == true,
            ResourceTypes = types,
            Frequency = asked.RecordingMode?.RecordingFrequency ?? "CONTINUOUS",
            Overrides = [.. (asked.RecordingMode?.RecordingModeOverrides ?? []).Select(each => new StoredRecordingOverride
            {
                Description = each.Description,
                Frequency = each.RecordingFrequency!,
                ResourceTypes = each.ResourceTypes!,
            })],
            Recording = config.Recorder?.Recording == true,
            StartedAt = config.Recorder?.StartedAt,
            StoppedAt = config.Recorder?.StoppedAt,
        };
        if (request.Tags is { Count: > 0 } tags && config.Tags.TryAdd(RecorderArn(call, name), new(StringComparer.Ordinal)))
        {
            tags.ForEach(tag => config.Tags[RecorderArn(call, name)][tag.Key!] = tag.Value ?? "");
        }

        return new PutConfigurationRecorderResponse();
    }

    public override DescribeConfigurationRecordersResponse DescribeConfigurationRecorders(DescribeConfigurationRecordersRequest request, Call call) => new()
    {
        ConfigurationRecorders = [.. Recorders(request.ConfigurationRecorderNames, call).Select(each => Shown(each, call))],
    };

    public override DescribeConfigurationRecorderStatusResponse DescribeConfigurationRecorderStatus(DescribeConfigurationRecorderStatusRequest request, Call call) => new()
    {
        ConfigurationRecordersStatus =
        [
            .. Recorders(request.ConfigurationRecorderNames, call).Select(each => new ConfigurationRecorderStatus
            {
                Arn = RecorderArn(call, each.Name),
                Name = each.Name,
                Recording = each.Recording,
                LastStatus = each.StartedAt is null ? "PENDING" : "SUCCESS",
                LastStartTime = each.StartedAt,
                LastStopTime = each.StoppedAt,
                LastStatusChangeTime = each.Recording ? each.StartedAt : each.StoppedAt,
            }),
        ],
    };

    public override ListConfigurationRecordersResponse ListConfigurationRecorders(ListConfigurationRecordersRequest request, Call call) => new()
    {
        ConfigurationRecorderSummaries = [.. Recorders(null, call).Select(each => new ConfigurationRecorderSummary { Arn = RecorderArn(call, each.Name), Name = each.Name, RecordingScope = "PAID" })],
    };

    public override StartConfigurationRecorderResponse StartConfigurationRecorder(StartConfigurationRecorderRequest request, Call call)
    {
        var recorder = Recorder(request.ConfigurationRecorderName!, call);
        if (Config(call).Channel is null)
        {
            throw new NoAvailableDeliveryChannelException("Delivery channel is not available to start configuration recorder.");
        }

        if (!recorder.Recording)
        {
            (recorder.Recording, recorder.StartedAt) = (true, world.Now);
        }

        return new StartConfigurationRecorderResponse();
    }

    public override StopConfigurationRecorderResponse StopConfigurationRecorder(StopConfigurationRecorderRequest request, Call call)
    {
        var recorder = Recorder(request.ConfigurationRecorderName!, call);
        if (recorder.Recording)
        {
            (recorder.Recording, recorder.StoppedAt) = (false, world.Now);
        }

        return new StopConfigurationRecorderResponse();
    }

    public override DeleteConfigurationRecorderResponse DeleteConfigurationRecorder(DeleteConfigurationRecorderRequest request, Call call)
    {
        var recorder = Recorder(request.ConfigurationRecorderName!, call);
        Config(call).Recorder = null;
        Config(call).Tags.Remove(RecorderArn(call, recorder.Name));
        return new DeleteConfigurationRecorderResponse();
    }

    // AWS: InvalidRecordingGroupException, Config API Reference, read 2026-11.
    private static (string Strategy, List<string> Types) Group(RecordingGroup? group)
    {
        var (only, except, use) = (group?.ResourceTypes ?? [], group?.ExclusionByResourceTypes?.ResourceTypes ?? [], group?.RecordingStrategy?.UseOnly);
        if (group?.AllSupported == true && (only.Count > 0 || except.Count > 0 || use is Except or Only))
        {
            throw new InvalidRecordingGroupException("The recording group provided is not valid: allSupported takes no resource types and no other recording strategy.");
        }

        if ((use == Except && except.Count == 0) || (use == Only && only.Count == 0) || (only.Count > 0 && except.Count > 0))
        {
            throw new InvalidRecordingGroupException("The recording group provided is not valid: the recording strategy and the resource types do not go together.");
        }

        return group is null or { AllSupported: true } || use == All ? (All, [])
            : except.Count > 0 ? (Except, except)
            : only.Count > 0 ? (Only, only)
            : throw new InvalidRecordingGroupException("The recording group provided is not valid");
    }

    private IEnumerable<StoredRecorder> Recorders(List<string>? names, Call call) =>
        names is { Count: > 0 } ? names.Select(name => Recorder(name, call)) : Config(call).Recorder is { } recorder ? [recorder] : [];

    private StoredRecorder Recorder(string name, Call call) => Config(call).Recorder is { } recorder && recorder.Name == name
        ? recorder
        : throw new NoSuchConfigurationRecorderException($"Cannot find configuration recorder with the specified name '{name}'.");

    private static string RecorderArn(Call call, string name) => Arn(call.Region, call.AccountId, $"configuration-recorder/{name}");

    private static ConfigurationRecorder Shown(StoredRecorder recorder, Call call) => new()
    {
        Arn = RecorderArn(call, recorder.Name),
        Name = recorder.Name,
        RoleARN = recorder.RoleArn,
        RecordingGroup = new()
        {
            AllSupported = recorder.Strategy == All,
            IncludeGlobalResourceTypes = recorder.IncludesGlobalTypes,
            ResourceTypes = recorder.Strategy == Only ? recorder.ResourceTypes : [],
            ExclusionByResourceTypes = new() { ResourceTypes = recorder.Strategy == Except ? recorder.ResourceTypes : [] },
            RecordingStrategy = new() { UseOnly = recorder.Strategy },
        },
        RecordingMode = new()
        {
            RecordingFrequency = recorder.Frequency,
            RecordingModeOverrides = [.. recorder.Overrides.Select(each => new RecordingModeOverride { Description = each.Description, RecordingFrequency = each.Frequency, ResourceTypes = each.ResourceTypes })],
        },
        RecordingScope = "PAID",
    };
}
