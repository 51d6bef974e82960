using SecretScoops.Governance.Policies.Shapes;
using Ids = System.Collections.Generic.IReadOnlyList<SecretScoops.Governance.Policies.Sourced<string>>;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>controls/AREA.json</c>: controls of one area.</summary>
/// <param name="Controls">In the order of writing.</param>
internal sealed record ControlsFile(IReadOnlyList<SourcedEntry<WrittenControl>> Controls)
{
    public static Shape<ControlsFile> Shape { get; } = Shapes.Shape.Object<ControlsFile>(file =>
    {
        _ = file.SchemaReference("../schemas/controls.schema.json");
        var controls = file.Required("controls", Shapes.Shape.Map(Formats.Slug, WrittenControl.Shape), "Control → what it asks for; rules of config-rules.json and remediations.json have its name");
        return fields => new(controls.Of(fields));
    });
}

/// <summary>A control as it stands in its file, with places, before it is held against the rest of the folder.</summary>
internal sealed record WrittenControl
{
    public required string Title { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required Ids Requirements { get; init; }

    /// <summary>Null where rules say it, or where all are meant.</summary>
    public Sourced<Ids>? Environments { get; init; }

    public required Ids Guardrails { get; init; }

    /// <summary>Besides the one that has the control's name.</summary>
    public required Ids ConfigRules { get; init; }

    public required Ids SecurityHub { get; init; }

    public required Ids Resources { get; init; }

    /// <summary>Framework → source → ids.</summary>
    public required IReadOnlyList<SourcedEntry<IReadOnlyList<SourcedEntry<Ids>>>> Crosswalk { get; init; }

    public static Shape<WrittenControl> Shape { get; } = Shapes.Shape.Object<WrittenControl>(control =>
    {
        var title = control.Required("title", Shapes.Shape.Text(256), "What is compliant, in one sentence", "Nobody reaches SSH from the internet");
        var severity = control.Required(
            "severity", Shapes.Shape.Choice(("critical", AlertSeverity.Critical), ("high", AlertSeverity.High), ("medium", AlertSeverity.Medium), ("low", AlertSeverity.Low)), "How urgent it is that somebody learns of a breach");
        var requirements = control.Required("requirements", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.Requirement), minimum: 1), "Ids in requirements.json of the demands that it serves");
        var environments = control.Optional<Sourced<Ids>?>(
            "environments", Shapes.Shape.Sourced(Shapes.Shape.List(Shapes.Shape.Text(Formats.Name), minimum: 1)).Select(list => (Sourced<Ids>?)list), null,
            "Environments, and the management account, in which it is asked for; left out, those of its rules, or all");
        var homes = control.Optional("homes", Homes, new([], [], [], []), "What declares, prevents and detects, besides the rules of its name in config-rules.json and remediations.json");
        var crosswalk = control.Optional(
            "crosswalk", Shapes.Shape.Map(ControlFormats.FrameworkKey, Shapes.Shape.Map(Formats.Slug, List(ControlFormats.FrameworkId, 40))), [],
            "Framework, by the name of its file → who says so, of its crosswalkSources → ids that the control answers");
        return fields => new()
        {
            Title = title.Of(fields),
            Severity = severity.Of(fields),
            Requirements = requirements.Of(fields),
            Environments = environments.Of(fields),
            Guardrails = homes.Of(fields).Guardrails,
            ConfigRules = homes.Of(fields).ConfigRules,
            SecurityHub = homes.Of(fields).SecurityHub,
            Resources = homes.Of(fields).Resources,
            Crosswalk = crosswalk.Of(fields),
        };
    });

    private static Shape<WrittenHomes> Homes => Shapes.Shape.Object<WrittenHomes>(homes =>
    {
        var guardrails = homes.Optional("guardrails", List(Formats.Slug), [], "Guardrails that keep it from being broken", null, "protect-databases");
        var rules = homes.Optional("configRules", List(Formats.Slug), [], "Rules of config-rules.json that say whether it holds, besides the one of its name", null, "root-mfa");
        var hub = homes.Optional("securityHub", List(Formats.SecurityControl), [], "Security Hub controls that say whether it holds", null, "S3.8");
        var resources = homes.Optional("resources", List(ControlFormats.AddressPattern), [], "Resources of the baseline that are it, as patterns over addresses", null, "ebs-encryption/*");
        return fields => new(guardrails.Of(fields), rules.Of(fields), hub.Of(fields), resources.Of(fields));
    });

    private static Shape<Ids> List(TextFormat format, int longest = 200) => Shapes.Shape.List(Shapes.Shape.Text(format, longest), minimum: 1);

    private sealed record WrittenHomes(Ids Guardrails, Ids ConfigRules, Ids SecurityHub, Ids Resources);
}
