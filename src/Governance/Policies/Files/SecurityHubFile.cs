using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Who says what each account checks.</summary>
internal enum SecurityHubMode
{
    /// <summary>Each account and region is set up by itself.</summary>
    Local,

    /// <summary>The administrator's configuration policies reach every account and region (AWS calls it central configuration).</summary>
    Central,
}

/// <summary><c>security-hub.json</c>: AWS Security Hub CSPM.</summary>
internal sealed record SecurityHubFile
{
    public required bool Enabled { get; init; }

    /// <summary>The account that sees all findings; null for the management account.</summary>
    public Sourced<string>? Administrator { get; init; }

    public required Sourced<SecurityHubMode> Mode { get; init; }

    public required bool AggregateFindings { get; init; }

    public required bool ConsolidatedFindings { get; init; }

    public required bool AutoEnableControls { get; init; }

    public required bool AutoEnableAccounts { get; init; }

    /// <summary>Names of the standards in the management account, and in environments that say nothing of their own.</summary>
    public required IReadOnlyList<Sourced<string>> Standards { get; init; }

    /// <summary>Environment → names of its standards.</summary>
    public required IReadOnlyList<SourcedEntry<IReadOnlyList<Sourced<string>>>> Environments { get; init; }

    public required IReadOnlyList<Sourced<DisabledControl>> DisabledControls { get; init; }

    public required IReadOnlyList<Sourced<ControlParameter>> ControlParameters { get; init; }

    public required IReadOnlyList<Sourced<AutomationRulePolicy>> AutomationRules { get; init; }

    public static Shape<SecurityHubFile> Shape { get; } = Shapes.Shape.Object<SecurityHubFile>(file =>
    {
        _ = file.SchemaReference("./schemas/security-hub.schema.json");
        var enabled = file.Required("enabled", Shapes.Shape.Boolean, "Whether Security Hub is on in every account and governed region; false turns it off everywhere");
        var administrator = file.Optional(
            "administrator", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Name)).Select(name => (Sourced<string>?)name), null,
            "The account that sees the findings of all others; left out, the management account", null, "root");
        var mode = file.Optional(
            "mode", Shapes.Shape.Sourced(Shapes.Shape.Choice(("local", SecurityHubMode.Local), ("central", SecurityHubMode.Central))), new(SecurityHubMode.Local, new("")),
            "Whether each account is set up by itself, or by the administrator's configuration policies; central needs an administrator that is not the management account", () => "local");
        var aggregate = file.Optional(
            "aggregateFindings", Shapes.Shape.Boolean, true, "Whether the findings of all governed regions are seen in the home region", () => true);
        var consolidated = file.Optional(
            "consolidatedFindings", Shapes.Shape.Boolean, true, "Whether a control makes one finding for all standards instead of one for each", () => true);
        var controls = file.Optional(
            "autoEnableControls", Shapes.Shape.Boolean, true, "Whether controls that AWS adds to an enabled standard are on by themselves", () => true);
        var accounts = file.Optional(
            "autoEnableAccounts", Shapes.Shape.Boolean, true, "Whether Security Hub is on in accounts that join the organization before this tool reaches them; in central mode policies see to it", () => true);
        var standards = file.Required(
            "standards", StandardNames, "Standards of the management account, and of environments that say nothing of their own", "AWS Foundational Security Best Practices v1.0.0");
        var environments = file.Optional(
            "environments", Shapes.Shape.Map(Formats.Slug, StandardNames), [], "Environment → the standards of its accounts, instead of those above");
        var disabled = file.Optional(
            "disabledControls", Shapes.Shape.List(DisabledControl.Shape), [], "Controls that are off, each with its reason; all others are on, those that AWS adds too");
        var parameters = file.Optional(
            "controlParameters", Shapes.Shape.List(ControlParameter.Shape), [], "Parameters of controls that are not as AWS has them");
        var rules = file.Optional(
            "automationRules", Shapes.Shape.List(AutomationRulePolicy.Shape), [], "What is done with new findings by itself, in order");
        return fields => new()
        {
            Enabled = enabled.Of(fields),
            Administrator = administrator.Of(fields),
            Mode = mode.Of(fields),
            AggregateFindings = aggregate.Of(fields),
            ConsolidatedFindings = consolidated.Of(fields),
            AutoEnableControls = controls.Of(fields),
            AutoEnableAccounts = accounts.Of(fields),
            Standards = standards.Of(fields),
            Environments = environments.Of(fields),
            DisabledControls = disabled.Of(fields),
            ControlParameters = parameters.Of(fields),
            AutomationRules = rules.Of(fields),
        };
    });

    public static PolicyArea<SecurityHubFile> Area { get; } = new("security-hub", "Security Hub", Shape, SecurityHubChecks.Hold);

    private static Shape<IReadOnlyList<Sourced<string>>> StandardNames =>
        Shapes.Shape.List(Shapes.Shape.Choice([.. SecurityStandards.All.Select(standard => (standard.Name, standard.Name))]));

    /// <summary>The administrator's name.</summary>
    public string AdministratorIn(LandingZone landingZone) => Administrator?.Value ?? landingZone.ManagementAccount;

    /// <summary>Names of the standards of a place, sorted.</summary>
    /// <param name="place">An environment, or the management account's name.</param>
    public IReadOnlyList<string> StandardsOf(string place) =>
        [.. (Environments.Where(entry => entry.Key == place).Select(entry => entry.Value).FirstOrDefault() ?? Standards).Select(standard => standard.Value).Order(StringComparer.Ordinal)];

    /// <summary>Controls that are off in a place, by id.</summary>
    /// <param name="place">An environment, or the management account's name.</param>
    public IReadOnlyList<DisabledControl> DisabledIn(string place) =>
        [.. DisabledControls.Select(entry => entry.Value).Where(entry => IsIn(entry.Places, place)).OrderBy(entry => entry.Control.Value, StringComparer.Ordinal)];

    /// <summary>Parameters that are set in a place, by control and name.</summary>
    /// <param name="place">An environment, or the management account's name.</param>
    public IReadOnlyList<ControlParameter> ParametersIn(string place) =>
        [.. ControlParameters.Select(entry => entry.Value).Where(entry => IsIn(entry.Places, place)).OrderBy(entry => entry.Key, StringComparer.Ordinal)];

    private static bool IsIn(IReadOnlyList<Sourced<string>> places, string place) => places.Count == 0 || places.Any(each => each.Value == place);
}

/// <summary>A control that is off.</summary>
internal sealed record DisabledControl
{
    public required Sourced<string> Control { get; init; }

    /// <summary>Why; AWS keeps it beside the control.</summary>
    public required string Reason { get; init; }

    /// <summary>Environments, and the management account by its name; empty for everywhere.</summary>
    public required IReadOnlyList<Sourced<string>> Places { get; init; }

    public static Shape<DisabledControl> Shape { get; } = Shapes.Shape.Object<DisabledControl>(control =>
    {
        var id = control.Required("control", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.SecurityControl)), "The control's id in Security Hub", "IAM.6");
        var reason = control.Required("reason", Shapes.Shape.Text(2_048), "Why it is off: what stands in its place, or why it does not matter here");
        var places = control.Optional(
            "environments", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name), minimum: 1), [], "Where it is off: environments, and the management account by its name; left out, everywhere", null, new System.Text.Json.Nodes.JsonArray("dev"));
        return fields => new() { Control = id.Of(fields), Reason = reason.Of(fields), Places = places.Of(fields) };
    });
}
