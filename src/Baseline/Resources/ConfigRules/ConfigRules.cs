using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRules;

/// <summary>
/// The organization's rules, in each governed region of the administrator's account: <c>config-rule/secret-scoops-ssh-closed@root/eu-west-1</c>. AWS deploys a rule to every account,
/// the management account included, and takes one set of parameters and a list of accounts to leave out; so a rule that differs in an environment is a rule of its own there,
/// <c>…-prod</c>, and leaves out all other accounts. AWS gives organization rules no tags: ours begin with the landing zone's prefix.
/// </summary>
internal sealed class ConfigRuleKind() : ResourceKind<ConfigRuleAttributes>(KindNames.ConfigRule, Nature.Thing, ConfigRuleJson.Default.ConfigRuleAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        if (policies.Find(ConfigRulesFile.Area) is not { } file)
        {
            return [];
        }

        var (administrator, reach) = (ConfigReach.Administrator(policies), ConfigReach.Of(policies, ConfigReach.MultiAccountSetup));
        return from rule in file.Value.Rules
               from variant in RuleVariant.Of(rule.Key, rule.Value.Parameters, rule.Value.Environments, file.Value.ExcludedAccounts.Select(a => a.Value), policies)
               from region in policies.LandingZone.GovernedRegions
               where IsIn(region, rule.Value, policies.LandingZone)
               select Of(new Scope(administrator, region).Address(Name, variant.Name), Attributes(rule.Value, variant, reach), declaredAt: rule.Where);
    }

    /// <summary>A managed rule cannot become one of our own, or the other way about: AWS keeps them as different things under one name.</summary>
    public override Fault? Refuse(Change change)
    {
        if (change is not { Before: { } before, After: { } after } || SourceOf(Typed(before)) == SourceOf(Typed(after)))
        {
            return null;
        }

        return new()
        {
            Code = "immutable",
            What = $"{change.Address} is {SourceOf(Typed(before))} and cannot become {SourceOf(Typed(after))}",
            Where = after.DeclaredAt ?? new(change.Address.ToString()),
            Remedy = "give the new rule another name: the old one is deleted in the same apply",
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => ConfigOrder.Awaits(change, pending);

    private static bool IsIn(string region, ConfigRulePolicy rule, LandingZone landingZone) =>
        rule.Managed is { } managed && ManagedRules.Embedded.Find(managed.Value)?.OnlyIn is { } only ? region == only : region == landingZone.HomeRegion || !rule.HomeRegionOnly;

    private static ConfigRuleAttributes Attributes(ConfigRulePolicy rule, RuleVariant variant, Reference reach) => new()
    {
        Reach = reach,
        Description = rule.Description,
        Managed = rule.Managed?.Value,
        Function = rule.Function?.Value,
        Guard = rule.Guard is { } guard ? ConfigRuleChecks.GuardText(guard.Value) : null,
        Triggers = TriggersOf(rule),
        Parameters = ConfigRuleAttributes.ParametersOf(rule.Managed?.Value, variant.Parameters),
        ResourceTypes = rule.ResourceTypes,
        Frequency = ConfigRuleAttributes.FrequencyOf(rule.Managed?.Value, rule.Frequency?.Value),
        ExcludedAccounts = [.. variant.Excluded.Order(StringComparer.Ordinal).Select(account => new Reference(new(KindNames.Account, account)))],
        Deployment = ConfigDeployment.Successful,
    };

    // Config API Reference, OrganizationConfigRuleTriggerTypes, read 2026-11: a Guard policy looks at changes only, a function at what it is asked to.
    private static IReadOnlyList<string>? TriggersOf(ConfigRulePolicy rule) => rule switch
    {
        { Managed: not null } => null,
        { ResourceTypes.Count: > 0, Frequency: not null, Guard: null } => ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification", "ScheduledNotification"],
        { ResourceTypes.Count: > 0 } => ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"],
        _ => ["ScheduledNotification"],
    };

    private static string SourceOf(ConfigRuleAttributes rule) => rule switch { { Managed: not null } => "a managed rule", { Guard: not null } => "a Guard policy", _ => "a function's rule" };
}
