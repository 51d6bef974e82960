using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>trail.json</c>: the organization's trail.</summary>
internal sealed record TrailFile
{
    public required TrailPolicy Trail { get; init; }

    public required Sourced<string> Bucket { get; init; }

    public Sourced<string>? Key { get; init; }

    public required IReadOnlyList<Sourced<DataEventsEntry>> DataEvents { get; init; }

    /// <summary>The part of the landing zone that this file declares.</summary>
    public static PolicyArea<TrailFile> Area { get; } = new("trail", "Organization trail", Files(), TrailChecks.Hold);

    private static Shape<TrailFile> Files() => Shape.Object<TrailFile>(file =>
    {
        _ = file.SchemaReference("./schemas/trail.schema.json");
        var name = file.Required("name", Shape.Text(Formats.TrailName, 128), "Name of the trail at AWS; another name is another trail", "secret-scoops-organization");
        var enabled = file.Required("enabled", Shape.Boolean, "Whether the trail is logging: one that somebody stopped is started again, and false stops it");
        var regions = file.Optional("multiRegion", Shape.Boolean, true, "Whether it logs every region, those too where no workload may run", () => true);
        var global = file.Optional("globalServiceEvents", Shape.Boolean, true, "Whether it logs services without a region, as IAM and Organizations", () => true);
        var validation = file.Optional("logFileValidation", Shape.Boolean, true, "Whether CloudTrail signs digests of its files, so that a file that was changed or is missing is found", () => true);
        var bucket = file.Required("bucket", Shape.Sourced(Shape.Text(Formats.Slug, 63)), "Purpose of the bucket in log-archive.json that keeps the files", "trail");
        var key = file.Optional(
            "key", Shape.Sourced(Shape.Text(Formats.Slug, 63)).Select(text => (Sourced<string>?)text), null, "Key in keys.json that encrypts the files; left out, S3's own encryption");
        var management = file.Required("managementEvents", Management, "Calls that manage resources");
        var data = file.Optional("dataEvents", Shape.List(DataEventsEntry.Shape), [], "Calls on data, which are many and cost money: those named here and no others");
        var insights = file.Optional(
            "insights", Shape.List(Shape.Choice(("api-call-rate", "ApiCallRateInsight"), ("api-error-rate", "ApiErrorRateInsight"))), [],
            "What CloudTrail watches for unusual amounts of; an empty list switches Insights off");
        var group = file.Optional<TrailLogGroupPolicy?>("logGroup", LogGroup!, null, "Log group of CloudWatch Logs that has the events too; left out, none");
        var tags = file.Optional("tags", Shape.Map(Formats.TagKey, Shape.Text(256)), [], "Tags on the trail; the ownership tag is added");
        return fields => new()
        {
            Trail = new()
            {
                Name = name.Of(fields),
                Enabled = enabled.Of(fields),
                MultiRegion = regions.Of(fields),
                GlobalServiceEvents = global.Of(fields),
                LogFileValidation = validation.Of(fields),
                Bucket = bucket.Of(fields).Value,
                Key = key.Of(fields)?.Value,
                ManagementEvents = management.Of(fields).Events,
                DataEvents = [.. data.Of(fields).Select(events => events.Value.Events)],
                Insights = [.. insights.Of(fields).Select(insight => insight.Value).Order(StringComparer.Ordinal)],
                LogGroup = group.Of(fields),
                Tags = tags.Of(fields).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
            },
            Bucket = bucket.Of(fields),
            Key = key.Of(fields),
            DataEvents = data.Of(fields),
        };
    });

    private static Shape<ManagementEntry> Management => Shape.Object<ManagementEntry>(events =>
    {
        var enabled = events.Required("enabled", Shape.Boolean, "false logs no calls that manage resources");
        var access = events.Optional("access", DataEventsEntry.Access, EventAccess.All, "all, write or read", () => "all");
        // The only two that AWS lets a trail exclude: CloudTrail API Reference, AdvancedFieldSelector, read 2026-11.
        var excluded = events.Optional(
            "excludedSources", Shape.List(Shape.Choice(("kms.amazonaws.com", "kms.amazonaws.com"), ("rdsdata.amazonaws.com", "rdsdata.amazonaws.com"))), [],
            "Services whose many calls are left out");
        return fields => new(enabled.Of(fields) ? new(access.Of(fields), [.. excluded.Of(fields).Select(source => source.Value).Order(StringComparer.Ordinal)]) : null);
    });

    private static Shape<TrailLogGroupPolicy> LogGroup => Shape.Object<TrailLogGroupPolicy>(group =>
    {
        var name = group.Required("name", Shape.Text(Formats.LogGroup, 512), "Name of the log group, which must exist in the management account's home region", "/secret-scoops/trail");
        var role = group.Required("role", Shape.Text(Formats.IamName, 64), "Name of the role that CloudTrail writes with, which must exist in the management account");
        return fields => new(name.Of(fields), role.Of(fields));
    });

    /// <summary>Management events as written.</summary>
    private sealed record ManagementEntry(ManagementEventsPolicy? Events);
}

/// <summary>Chosen data events as written.</summary>
internal sealed record DataEventsEntry
{
    public required DataEventsPolicy Events { get; init; }

    public required IReadOnlyList<Sourced<string>> Environments { get; init; }

    /// <summary>Which calls.</summary>
    public static Shape<EventAccess> Access { get; } = Shapes.Shape.Choice(("all", EventAccess.All), ("write", EventAccess.Write), ("read", EventAccess.Read));

    public static Shape<DataEventsEntry> Shape { get; } = Shapes.Shape.Object<DataEventsEntry>(events =>
    {
        var name = events.Required("name", Shapes.Shape.Text(1_000), "What the selection is for; unique in this file", "Production buckets");
        var type = events.Required("resourceType", Shapes.Shape.Text(Formats.ResourceType, 100), "CloudTrail's resource type", "AWS::S3::Object");
        var access = events.Optional("access", Access, EventAccess.All, "all, write or read", () => "all");
        var environments = events.Optional(
            "environments", Shapes.Shape.List(Shapes.Shape.Text(Formats.Slug)), [], "Environments whose accounts are meant, where the resources' ARNs name the account; left out, every account", null, "prod");
        var prefixes = events.Optional(
            "arnPrefixes", Shapes.Shape.List(Shapes.Shape.Text(Formats.ArnPrefix, 2_048)), [], "What the resources' ARNs begin with; left out, every resource", null, "arn:aws:s3:::secret-scoops-prod-");
        return fields => new()
        {
            Events = new()
            {
                Name = name.Of(fields),
                ResourceType = type.Of(fields),
                Access = access.Of(fields),
                Environments = [.. environments.Of(fields).Select(environment => environment.Value).Order(StringComparer.Ordinal)],
                ArnPrefixes = [.. prefixes.Of(fields).Select(prefix => prefix.Value).Order(StringComparer.Ordinal)],
            },
            Environments = environments.Of(fields),
        };
    });
}
