using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>What recorders record.</summary>
internal sealed record ConfigRecording
{
    /// <summary>The role that Config makes for itself.</summary>
    public const string ServiceLinkedRole = "AWSServiceRoleForConfig";

    /// <summary>What holds where nothing is said.</summary>
    public static ConfigRecording Everything { get; } = new()
    {
        Role = ServiceLinkedRole,
        Only = [],
        Except = [],
        GlobalTypes = true,
        Frequency = "CONTINUOUS",
        Overrides = [],
        Environments = [],
    };

    /// <summary>Its name, the same in every account.</summary>
    public required string Role { get; init; }

    /// <summary>Nothing but these types; empty for all.</summary>
    public required IReadOnlyList<Sourced<string>> Only { get; init; }

    /// <summary>All types but these.</summary>
    public required IReadOnlyList<Sourced<string>> Except { get; init; }

    /// <summary>Whether users, groups, roles and policies of IAM are recorded, in the home region; elsewhere they never are.</summary>
    public required bool GlobalTypes { get; init; }

    /// <summary><c>CONTINUOUS</c> or <c>DAILY</c>.</summary>
    public required string Frequency { get; init; }

    /// <summary>Types that are recorded at another frequency; AWS takes one such list.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>Environment → frequency, where it differs.</summary>
    public required IReadOnlyList<SourcedEntry<string>> Environments { get; init; }

    /// <summary>The frequency in an environment; null stands for the management account, which belongs to none.</summary>
    public string FrequencyIn(string? environment) => Environments.Where(e => e.Key == environment).Select(e => e.Value).FirstOrDefault() ?? Frequency;

    public static Shape<ConfigRecording> Shape { get; } = Shapes.Shape.Object<ConfigRecording>(recorder =>
    {
        var role = recorder.Optional(
            "role", Shapes.Shape.Text(Formats.IamName, 64), ServiceLinkedRole, "Role that Config reads with; any other than the service-linked one must exist in every account", () => ServiceLinkedRole);
        var only = recorder.Optional("only", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.ResourceType)), [], "Record these resource types and no others; left out, all are recorded");
        var except = recorder.Optional("except", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.ResourceType)), [], "Record all resource types but these", null, "AWS::EC2::NetworkInterface");
        var global = recorder.Optional(
            "globalResourceTypes", Shapes.Shape.Boolean, true, "Record IAM users, groups, roles and policies in the home region; in other regions they never are, because each would cost and tell the same again", () => true);
        var frequency = recorder.Optional("frequency", Frequencies, "CONTINUOUS", "continuous records every change, daily one state a day", () => "continuous");
        var overrides = recorder.Optional(
            "otherFrequency", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.ResourceType)), [], "Resource types recorded at the other frequency: daily where the rest is continuous, continuous where it is daily");
        var environments = recorder.Optional("environments", Shapes.Shape.Map(Formats.Slug, Frequencies), [], "Environment → frequency, where it differs");
        return fields => new()
        {
            Role = role.Of(fields),
            Only = only.Of(fields),
            Except = except.Of(fields),
            GlobalTypes = global.Of(fields),
            Frequency = frequency.Of(fields),
            Overrides = [.. overrides.Of(fields).Select(type => type.Value).Order(StringComparer.Ordinal)],
            Environments = environments.Of(fields),
        };
    });

    private static Shape<string> Frequencies => Shapes.Shape.Choice(("continuous", "CONTINUOUS"), ("daily", "DAILY"));
}
