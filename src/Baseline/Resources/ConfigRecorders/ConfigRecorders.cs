using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>Config in one region of one account: recorder, delivery channel and whether it records. AWS has one of each (Config Developer Guide, "Service Limits", read 2026-11).</summary>
internal sealed record ConfigRecorderAttributes
{
    /// <summary>What it reads with; absent as long as there is no recorder.</summary>
    public Reference? Role { get; init; }

    /// <summary>What it records.</summary>
    public RecordedTypes? Records { get; init; }

    /// <summary>How often.</summary>
    public RecordingMode? Mode { get; init; }

    /// <summary>Where it delivers to; absent as long as there is no channel.</summary>
    public Reference? Bucket { get; init; }

    /// <summary>What keys begin with.</summary>
    public string? Prefix { get; init; }

    /// <summary>What encrypts what is delivered.</summary>
    public Reference? Key { get; init; }

    /// <summary>Who is told.</summary>
    public Reference? Topic { get; init; }

    /// <summary>How often a snapshot is delivered, as AWS spells it.</summary>
    public string? SnapshotFrequency { get; init; }

    /// <summary>Days that Config keeps what it recorded; not managed when absent.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Whether it runs.</summary>
    public required bool Recording { get; init; }

    /// <summary>All that is asked of a retired region, whether or not there is a recorder: what it would record and where it would deliver to stays as it was.</summary>
    public static ConfigRecorderAttributes Stopped { get; } = new() { Recording = false };
}

/// <summary>What is recorded.</summary>
/// <param name="Strategy"><c>all</c>, <c>except</c> or <c>only</c>.</param>
/// <param name="GlobalTypes">Whether users, groups, roles and policies of IAM are, where all types are.</param>
/// <param name="ResourceTypes">Types left out, or the only ones; in order.</param>
internal sealed record RecordedTypes(string Strategy, bool GlobalTypes, IReadOnlyList<string> ResourceTypes);

/// <summary>How often states are recorded.</summary>
/// <param name="Frequency"><c>CONTINUOUS</c> or <c>DAILY</c>.</param>
/// <param name="OtherFrequency">Types recorded at the other; in order.</param>
internal sealed record RecordingMode(string Frequency, IReadOnlyList<string> OtherFrequency);

/// <summary>
/// Recorders: <c>config-recorder/default@prod/eu-west-1</c>. A setting, because AWS has one in each account and region: what is there is taken over under whatever
/// name it has, and switching off means stopping.
/// </summary>
internal sealed class ConfigRecorderKind() : ResourceKind<ConfigRecorderAttributes>(KindNames.ConfigRecorder, Nature.Setting, ConfigRecorderJson.Default.ConfigRecorderAttributes)
{
    /// <summary>The name of the one in each account and region.</summary>
    public const string Default = "default";

    /// <summary>What is recorded of IAM, in all regions alike (Config API Reference, RecordingGroup, read 2026-11).</summary>
    public static IReadOnlyList<string> GlobalTypes { get; } = ["AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"];

    /// <summary>Endpoints that know recorders but not how often they record.</summary>
    public static Facet ModeFacet { get; } = new("config-recording-mode", "mode", "config:PutConfigurationRecorder");

    /// <inheritdoc/>
    public override IReadOnlyList<Facet> Facets => [ModeFacet];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(ConfigFile.Area) is not { } file)
        {
            return [];
        }

        var accounts = policies.Accounts.Select(a => (a.Value.Name, Environment: (string?)a.Value.Environment)).Append((policies.LandingZone.ManagementAccount, null));
        return from account in accounts
               from region in policies.LandingZone.AllRegions
               let scope = new Scope(account.Name, region)
               select Of(
                   scope.Address(Name, Default),
                   policies.LandingZone.IsRetired(region) ? ConfigRecorderAttributes.Stopped : In(scope, account.Environment, file.Value, ArchiveOf(policies), policies.LandingZone),
                   declaredAt: file.Where);
    }

    private static ConfigRecorderAttributes In(Scope scope, string? environment, ConfigFile file, Scope archive, LandingZone landingZone)
    {
        var (delivery, recorder) = (file.Delivery, file.Recorder);
        return new()
        {
            Role = new(new Scope(scope.Account).Address(KindNames.ConfigRole, recorder.Role)),
            Records = Types(recorder, recorder.GlobalTypes && scope.Region == landingZone.HomeRegion),
            Mode = new(recorder.FrequencyIn(environment), recorder.Overrides),
            Bucket = new(archive.Address(KindNames.Bucket, delivery.Bucket.Value)),
            Prefix = delivery.Prefix,
            Key = delivery.Key is { } key ? new(archive.Address(KindNames.KmsKey, key.Value)) : null,
            Topic = delivery.Topic is { } topic ? new((archive with { Region = scope.Region }).Address(KindNames.Topic, topic)) : null,
            SnapshotFrequency = delivery.Frequency,
            RetentionDays = file.RetentionDays,
            Recording = file.Enabled,
        };
    }

    /// <summary>The account and region of the bucket that is delivered to, and of its key.</summary>
    public static Scope ArchiveOf(PolicyBundle policies)
    {
        var archive = policies.Find(LogArchiveFile.Area)?.Value.Resolved(policies.LandingZone);
        var bucket = archive?.Buckets.Select(b => b.Value).FirstOrDefault(b => b.Purpose == policies.Find(ConfigFile.Area)?.Value.Delivery.Bucket.Value);
        return new(archive?.Account ?? policies.LandingZone.ManagementAccount, bucket?.Region ?? policies.LandingZone.HomeRegion);
    }

    // Where types are excluded AWS records those of IAM too unless they are excluded themselves (Config API Reference, RecordingStrategy, read 2026-11).
    private static RecordedTypes Types(ConfigRecording recorder, bool global) => recorder switch
    {
        { Only: [_, ..] only } => new("only", false, Sorted(only.Select(t => t.Value).Where(t => global || !GlobalTypes.Contains(t)))),
        { Except: [_, ..] except } => new("except", false, Sorted(except.Select(t => t.Value).Concat(global ? [] : GlobalTypes))),
        _ => new("all", global, []),
    };

    /// <summary>Lists of types have no order.</summary>
    public static IReadOnlyList<string> Sorted(IEnumerable<string> types) => [.. types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
