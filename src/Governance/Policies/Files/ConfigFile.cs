using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>config.json</c>: what AWS Config records in every account and region, where it delivers that, and who sees all of it.</summary>
internal sealed record ConfigFile
{
    /// <summary>Whether recorders run. Off, they stay and are stopped.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The account that holds the organization's rules, packs and aggregator; null for the management account.</summary>
    public Sourced<string>? Administrator { get; init; }

    public required ConfigRecording Recorder { get; init; }

    public required ConfigDelivery Delivery { get; init; }

    /// <summary>How long Config keeps what it recorded; null leaves that as it is (seven years unless somebody changed it).</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Null when there is to be none.</summary>
    public ConfigAggregation? Aggregator { get; init; }

    /// <summary>By name, in order.</summary>
    public required IReadOnlyList<SourcedEntry<ConformancePackPolicy>> ConformancePacks { get; init; }

    /// <summary>The account that holds the organization's rules, packs and aggregator.</summary>
    public string AdministratorOf(LandingZone landingZone) => Administrator?.Value ?? landingZone.ManagementAccount;

    public static Shape<ConfigFile> Shape { get; } = Shapes.Shape.Object<ConfigFile>(file =>
    {
        _ = file.SchemaReference("./schemas/config.schema.json");
        var enabled = file.Optional("enabled", Shapes.Shape.Boolean, true, "Whether Config records; false stops every recorder and keeps its settings", () => true);
        var administrator = file.Optional(
            "administrator", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null,
            "Account that holds the organization's rules, conformance packs and aggregator; the management account when left out", null, "root");
        var recorder = file.Optional("recorder", ConfigRecording.Shape, ConfigRecording.Everything, "What is recorded, and how often");
        var delivery = file.Required("delivery", ConfigDelivery.Shape, "Where what is recorded is delivered to");
        var retention = file.Optional<int?>(
            "retentionDays", Shapes.Shape.Integer(30, 2_557).Select(days => (int?)days), null,
            "Days that Config keeps what it recorded, 30 to 2557; left out, it is not managed and AWS keeps seven years", null, 2_557);
        var aggregator = file.Optional<ConfigAggregation?>("aggregator", ConfigAggregation.Shape!, null, "One place to see all accounts and regions; left out, there is none of ours");
        var packs = file.Optional(
            "conformancePacks", Shapes.Shape.Map(Formats.Slug, ConformancePackPolicy.Shape), [],
            "Conformance pack → which template every account has, and with what; AWS has it under the landing zone's namePrefix and this name");
        return fields => new()
        {
            Enabled = enabled.Of(fields),
            Administrator = administrator.Of(fields),
            Recorder = recorder.Of(fields),
            Delivery = delivery.Of(fields),
            RetentionDays = retention.Of(fields),
            Aggregator = aggregator.Of(fields),
            ConformancePacks = [.. packs.Of(fields).OrderBy(pack => pack.Key, StringComparer.Ordinal)],
        };
    });

    public static PolicyArea<ConfigFile> Area { get; } = new("config", "What AWS Config records", Shape, Hold);

    private static void Hold(ConfigFile file, AreaCheck check)
    {
        if (file.Administrator is { } administrator)
        {
            _ = check.Declared.Accounts.Knows(administrator.Value, administrator.Where);
        }

        if (LogArchiveFile.Require(check, file.Delivery.Bucket, ServiceUse.Config) is { } region && file.Delivery.Key is { } key && check.LandingZone is { } landingZone)
        {
            KeysFile.Require(check, key, check.Find(LogArchiveFile.Area)!.Resolved(landingZone).Account, region);
        }

        foreach (var environment in file.Recorder.Environments)
        {
            _ = check.Declared.Environments.Knows(environment.Key, environment.Where);
        }

        ConformancePackChecks.Hold(file, check);
        if (file.Recorder is { Only.Count: > 0, Except: [{ Where: var where }, ..] })
        {
            check.Faults.Error(where, "contradiction", "\"except\" and \"only\" cannot both be said: AWS records everything except some types, or some types only", "delete one of them");
        }
    }
}

/// <summary>Where recorded configurations go.</summary>
internal sealed record ConfigDelivery
{
    /// <summary>Its purpose, as the log archive names it.</summary>
    public required Sourced<string> Bucket { get; init; }

    public string? Prefix { get; init; }

    /// <summary>The name of the key, beside the bucket, that encrypts what is delivered; null for the bucket's own encryption.</summary>
    public Sourced<string>? Key { get; init; }

    /// <summary>The name of a topic of the log archive's account; null for none.</summary>
    public string? Topic { get; init; }

    /// <summary>As AWS spells it.</summary>
    public required string Frequency { get; init; }

    public static Shape<ConfigDelivery> Shape { get; } = Shapes.Shape.Object<ConfigDelivery>(delivery =>
    {
        var bucket = delivery.Required("bucket", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug)), "Bucket in log-archive.json, by its purpose", "config");
        var prefix = delivery.Optional<string?>("prefix", Shapes.Shape.Text(ConfigFormats.KeyPrefix, 512)!, null, "What keys in the bucket begin with, before AWSLogs");
        var key = delivery.Optional(
            "key", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug)).Select(name => (Sourced<string>?)name), null,
            "Key in keys.json, in the bucket's account and region, that encrypts what is delivered; left out, the bucket's own encryption holds", null, "logs");
        var topic = delivery.Optional<string?>("topic", Shapes.Shape.Text(Formats.Name, 256)!, null, "SNS topic that is told of every change, by its name in alerts.json; left out, none is");
        var frequency = delivery.Optional("frequency", ConfigFormats.Frequency, "TwentyFour_Hours", "How often a snapshot of everything is delivered", () => "24h");
        return fields => new()
        {
            Bucket = bucket.Of(fields),
            Prefix = prefix.Of(fields),
            Key = key.Of(fields),
            Topic = topic.Of(fields),
            Frequency = frequency.Of(fields),
        };
    });
}

/// <summary>The organization's aggregator.</summary>
/// <param name="Name">Behind the landing zone's prefix.</param>
internal sealed record ConfigAggregation(string Name)
{
    public static Shape<ConfigAggregation> Shape { get; } = Shapes.Shape.Object<ConfigAggregation>(aggregator =>
    {
        var name = aggregator.Optional("name", Shapes.Shape.Text(Formats.Slug, 200), "organization", "Its name behind the landing zone's namePrefix", () => "organization");
        return fields => new(name.Of(fields));
    });
}
