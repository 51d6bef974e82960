using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>config-rules.json</c>: what is checked in every account, and how strictly in which environment.</summary>
internal sealed record ConfigRulesFile
{
    /// <summary>Accounts, by name, in which no rule of ours is checked: those without a recorder, which would make every rule fail.</summary>
    public required IReadOnlyList<Sourced<string>> ExcludedAccounts { get; init; }

    /// <summary>By name, in order.</summary>
    public required IReadOnlyList<SourcedEntry<ConfigRulePolicy>> Rules { get; init; }

    public static Shape<ConfigRulesFile> Shape { get; } = Shapes.Shape.Object<ConfigRulesFile>(file =>
    {
        _ = file.SchemaReference("./schemas/config-rules.schema.json");
        var excluded = file.Optional(
            "excludedAccounts", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name, 50)), [],
            "Accounts of the organization, by name, in which no rule is deployed: AWS counts a rule as failed as long as it fails in one account, as it does where nothing records");
        var rules = file.Required("rules", Shapes.Shape.Map(Formats.Slug, ConfigRulePolicy.Shape), "Rule → what it checks; AWS has it under the landing zone's namePrefix and this name");
        return fields => new() { ExcludedAccounts = excluded.Of(fields), Rules = [.. rules.Of(fields).Select(rule => rule with { Value = rule.Value with { Description = rule.Key } }).OrderBy(rule => rule.Key, StringComparer.Ordinal)] };
    });

    public static PolicyArea<ConfigRulesFile> Area { get; } = new("config-rules", "What AWS Config checks", Shape, ConfigRuleChecks.Hold);
}

/// <summary>One rule.</summary>
internal sealed record ConfigRulePolicy
{
    /// <summary>What is compliant, in one sentence: the title of the control that it is named after, or its name where there is no catalogue.</summary>
    public string Description { get; init; } = "";

    /// <summary>Identifier of a managed rule; null for one of our own.</summary>
    public Sourced<string>? Managed { get; init; }

    /// <summary>Name of the Lambda function, in the administrator's account and every governed region, that evaluates; null for other rules.</summary>
    public Sourced<string>? Function { get; init; }

    /// <summary>A policy in the Guard language, line by line; null for other rules.</summary>
    public Sourced<IReadOnlyList<Sourced<string>>>? Guard { get; init; }

    public required IReadOnlyList<SourcedEntry<string>> Parameters { get; init; }

    public required IReadOnlyList<string> ResourceTypes { get; init; }

    /// <summary>As AWS spells it; null when nothing is said.</summary>
    public Sourced<string>? Frequency { get; init; }

    /// <summary>For what is global, so that each region does not tell the same again.</summary>
    public required bool HomeRegionOnly { get; init; }

    /// <summary>Environment, or the management account's name → what differs there.</summary>
    public required IReadOnlyList<SourcedEntry<ConfigRuleSwitch>> Environments { get; init; }

    public static Shape<ConfigRulePolicy> Shape { get; } = Shapes.Shape.Object<ConfigRulePolicy>(rule =>
    {
        var managed = rule.Optional(
            "managed", Shapes.Shape.Sourced(Shapes.Shape.Text(ConfigFormats.RuleIdentifier, 256)).Select(id => (Sourced<string>?)id), null, "Identifier of one of AWS's managed rules", null, "RDS_STORAGE_ENCRYPTED");
        var function = rule.Optional(
            "function", Shapes.Shape.Sourced(Shapes.Shape.Text(ConfigFormats.FunctionName)).Select(name => (Sourced<string>?)name), null,
            "Name of a Lambda function, in the administrator's account and every governed region, that evaluates");
        var guard = rule.Optional(
            "guard", Shapes.Shape.Sourced(Shapes.Shape.List(Shapes.Shape.Text(1_000), minimum: 1)).Select(lines => (Sourced<IReadOnlyList<Sourced<string>>>?)lines), null,
            "A policy in the Guard language, line by line");
        var parameters = rule.Optional("parameters", ConfigRuleSwitch.ParametersShape, [], "Parameter → value, as the rule's documentation names them");
        var types = rule.Optional("resourceTypes", Shapes.Shape.List(Shapes.Shape.Text(ConfigFormats.ResourceType)), [], "Look at these types only; left out, at those that the rule is made for");
        var frequency = rule.Optional(
            "frequency", Shapes.Shape.Sourced(ConfigFormats.Frequency).Select(said => (Sourced<string>?)said), null, "How often a periodic rule runs; 24h when left out");
        var home = rule.Optional("homeRegionOnly", Shapes.Shape.Boolean, false, "True for what is global, such as IAM, so that each region does not tell the same again", () => false);
        var environments = rule.Optional(
            "environments", Shapes.Shape.Map(Formats.Name, ConfigRuleSwitch.Shape), [],
            "Environment, or the management account → false where the rule is off, or what differs there; what is not named has the rule as it stands");
        return fields => new()
        {
            Managed = managed.Of(fields),
            Function = function.Of(fields),
            Guard = guard.Of(fields),
            Parameters = parameters.Of(fields),
            ResourceTypes = [.. types.Of(fields).Select(type => type.Value).Order(StringComparer.Ordinal)],
            Frequency = frequency.Of(fields),
            HomeRegionOnly = home.Of(fields),
            Environments = environments.Of(fields),
        };
    });
}
