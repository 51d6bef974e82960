using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>guardduty.json</c>: GuardDuty in every governed account and region.</summary>
internal sealed record GuardDutyFile
{
    /// <summary>False suspends it everywhere.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Null for the management account.</summary>
    public Sourced<string>? Administrator { get; init; }

    public required AutoEnable AutoEnableMembers { get; init; }

    /// <summary>As AWS has it: <c>FIFTEEN_MINUTES</c>, <c>ONE_HOUR</c> or <c>SIX_HOURS</c>.</summary>
    public required string FindingFrequency { get; init; }

    public required Sourced<GuardDutyFeatures> Features { get; init; }

    public required IReadOnlyList<SourcedEntry<GuardDutyRegion>> Regions { get; init; }

    /// <summary>Null when findings are not kept beyond GuardDuty's 90 days.</summary>
    public GuardDutyPublishing? Publishing { get; init; }

    public static Shape<GuardDutyFile> Shape { get; } = Shapes.Shape.Object<GuardDutyFile>(file =>
    {
        _ = file.SchemaReference("./schemas/guardduty.schema.json");
        var enabled = file.Required("enabled", Shapes.Shape.Boolean, "Whether GuardDuty is on; false suspends it in every governed account and region", true);
        var administrator = file.Optional(
            "administrator", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null,
            "The account that administers GuardDuty for the organization; left out, the management account, which AWS allows and does not recommend", null, "root");
        var members = file.Required("autoEnableMembers", GuardDutyFeaturesShape.Mode, "Which accounts of the organization get GuardDuty by themselves; those that the policies declare get it in any case", "all");
        var frequency = file.Required(
            "findingFrequency", Shapes.Shape.Choice(("fifteen-minutes", "FIFTEEN_MINUTES"), ("one-hour", "ONE_HOUR"), ("six-hours", "SIX_HOURS")),
            "How often news of a finding that is already known is sent on", "fifteen-minutes");
        var features = file.Required(
            "features", Shapes.Shape.Sourced(GuardDutyFeaturesShape.Shape), "Feature → in whose accounts it is on; none switches it off in governed accounts, and what is not named is not managed");
        var regions = file.Optional("regions", Shapes.Shape.Map(Formats.Region, Region), [], "Region → what is otherwise there");
        var publishing = file.Optional("publishing", Destination!, null, "Where findings are kept longer than GuardDuty's 90 days; left out, nowhere");
        return fields => new()
        {
            Enabled = enabled.Of(fields),
            Administrator = administrator.Of(fields),
            AutoEnableMembers = members.Of(fields),
            FindingFrequency = frequency.Of(fields),
            Features = features.Of(fields),
            Regions = regions.Of(fields),
            Publishing = publishing.Of(fields),
        };
    });

    public static PolicyArea<GuardDutyFile> Area { get; } = new("guardduty", "GuardDuty", Shape, GuardDutyChecks.Run);

    private static Shape<GuardDutyRegion> Region => Shapes.Shape.Object<GuardDutyRegion>(region =>
    {
        var unavailable = region.Optional(
            "unavailable", Shapes.Shape.List(Shapes.Shape.Choice([.. GuardDutyFeaturesShape.Names.Select(name => (name.Key, name.Value))])), [], "Features that GuardDuty does not offer in this region");
        var features = region.Optional("features", GuardDutyFeaturesShape.Shape, GuardDutyFeatures.Nothing, "Features that are otherwise in this region");
        return fields => new([.. unavailable.Of(fields).Select(feature => feature.Value)], features.Of(fields));
    });

    private static Shape<GuardDutyPublishing> Destination => Shapes.Shape.Object<GuardDutyPublishing>(publishing =>
    {
        var bucket = publishing.Required("bucket", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug, 40)), "The bucket in log-archive.json that findings go to, those of every region", "findings");
        var key = publishing.Required("key", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug, 40)), "The key in keys.json that encrypts them; it must lie in the bucket's region", "logs");
        return fields => new(bucket.Of(fields), key.Of(fields));
    });

    /// <summary>The account that administers GuardDuty.</summary>
    public string AdministratorIn(LandingZone landingZone) => Administrator?.Value ?? landingZone.ManagementAccount;

    /// <summary>What is managed in a region.</summary>
    public GuardDutyFeatures FeaturesIn(string region) => Regions.Where(each => each.Key == region).Select(each => each.Value).FirstOrDefault() is { } own
        ? own.Features.Over(Features.Value).Without(own.Unavailable)
        : Features.Value;
}
