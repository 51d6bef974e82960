using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>A conformance pack that every account of the organization has.</summary>
internal sealed record ConformancePackPolicy
{
    public required string Description { get; init; }

    /// <summary>Ids of the requirements that it serves.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>A file of <c>conformance-packs</c>, without <c>.json</c>.</summary>
    public required Sourced<string> Template { get; init; }

    public required IReadOnlyList<SourcedEntry<string>> Parameters { get; init; }

    /// <summary>Accounts, by name, without the pack.</summary>
    public required IReadOnlyList<string> ExcludedAccounts { get; init; }

    /// <summary>For what is global, so that each region does not tell the same again.</summary>
    public required bool HomeRegionOnly { get; init; }

    /// <summary>Environment, or the management account's name → what differs there.</summary>
    public required IReadOnlyList<SourcedEntry<ConfigRuleSwitch>> Environments { get; init; }

    public static Shape<ConformancePackPolicy> Shape { get; } = Shapes.Shape.Object<ConformancePackPolicy>(pack =>
    {
        var description = pack.Required("description", Shapes.Shape.Text(256), "What is compliant, in one sentence; AWS does not keep it", "Nobody keeps old keys");
        var requirements = pack.Optional("requirements", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.Requirement)), [], "Ids of the requirements of the architecture that it serves");
        var template = pack.Required("template", Shapes.Shape.Sourced(Shapes.Shape.Text(Formats.Slug)), "Template in conformance-packs/, by its file's name without .json", "keys");
        var parameters = pack.Optional("parameters", ConfigRuleSwitch.ParametersShape, [], "Parameter → value, as the template names them");
        var excluded = pack.Optional(
            "excludedAccounts", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name, 50)), [],
            "Accounts of the organization, by name, without the pack: AWS counts a pack as failed as long as it fails in one account, as it does where nothing records");
        var home = pack.Optional("homeRegionOnly", Shapes.Shape.Boolean, false, "True for what is global, such as IAM, so that each region does not tell the same again", () => false);
        var environments = pack.Optional(
            "environments", Shapes.Shape.Map(Formats.Name, ConfigRuleSwitch.Shape), [],
            "Environment, or the management account → false where the pack is off, or what differs there; what is not named has the pack as it stands");
        return fields => new()
        {
            Description = description.Of(fields),
            Requirements = [.. requirements.Of(fields).Select(id => id.Value)],
            Template = template.Of(fields),
            Parameters = parameters.Of(fields),
            ExcludedAccounts = [.. excluded.Of(fields).Select(account => account.Value)],
            HomeRegionOnly = home.Of(fields),
            Environments = environments.Of(fields),
        };
    });
}
