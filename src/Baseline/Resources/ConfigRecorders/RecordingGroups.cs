using Amazon.ConfigService;
using Amazon.ConfigService.Model;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>A recorder's recording group and mode, from AWS's words and back. AWS answers older recorders without strategy and mode; both have a meaning.</summary>
internal static class RecordingGroups
{
    private const string Other = "what is recorded at another frequency than the rest";

    /// <summary>What AWS's recording group records.</summary>
    public static RecordedTypes Read(RecordingGroup? group) => group switch
    {
        { ExclusionByResourceTypes.ResourceTypes: { Count: > 0 } except } => new("except", false, ConfigRecorderKind.Sorted(except.Select(t => t.ToString()))),
        { AllSupported: not true, ResourceTypes: { Count: > 0 } only } => new("only", false, ConfigRecorderKind.Sorted(only.Select(t => t.ToString()))),
        { RecordingStrategy.UseOnly.Value: "EXCLUSION_BY_RESOURCE_TYPES" } => new("except", false, []),
        { IncludeGlobalResourceTypes: true } => new("all", true, []),
        _ => new("all", false, []),
    };

    /// <summary>A recording group as AWS takes it.</summary>
    public static RecordingGroup Write(RecordedTypes types) => types.Strategy switch
    {
        "only" => new()
        {
            AllSupported = false,
            IncludeGlobalResourceTypes = false,
            ResourceTypes = [.. types.ResourceTypes],
            RecordingStrategy = new() { UseOnly = RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES },
        },
        "except" => new()
        {
            AllSupported = false,
            IncludeGlobalResourceTypes = false,
            ExclusionByResourceTypes = new() { ResourceTypes = [.. types.ResourceTypes] },
            RecordingStrategy = new() { UseOnly = RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES },
        },
        _ => new()
        {
            AllSupported = true,
            IncludeGlobalResourceTypes = types.GlobalTypes,
            RecordingStrategy = new() { UseOnly = RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES },
        },
    };

    /// <summary>How often AWS's mode records; continuously where none is told.</summary>
    public static RecordingMode Read(Amazon.ConfigService.Model.RecordingMode? mode) => new(
        mode?.RecordingFrequency?.Value ?? "CONTINUOUS",
        ConfigRecorderKind.Sorted((mode?.RecordingModeOverrides ?? []).SelectMany(o => o.ResourceTypes ?? []).Select(t => t.ToString())));

    /// <summary>A mode as AWS takes it.</summary>
    public static Amazon.ConfigService.Model.RecordingMode Write(RecordingMode mode) => new()
    {
        RecordingFrequency = RecordingFrequency.FindValue(mode.Frequency),
        RecordingModeOverrides = mode.OtherFrequency.Count == 0
            ? null
            : [new() { Description = Other, RecordingFrequency = mode.Frequency == "DAILY" ? RecordingFrequency.CONTINUOUS : RecordingFrequency.DAILY, ResourceTypes = [.. mode.OtherFrequency] }],
    };
}
