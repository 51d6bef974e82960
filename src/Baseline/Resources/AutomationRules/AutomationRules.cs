using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.AutomationRules;

/// <summary>One condition on a finding.</summary>
/// <param name="Field">The finding's field; for what this tool does not write, that field and <c>OTHER</c>.</param>
/// <param name="Comparison">As AWS spells it.</param>
/// <param name="MapKey">The key, for fields with keys.</param>
/// <param name="Value">What it is compared with.</param>
internal sealed record CriterionAttributes(string Field, string Comparison, string? MapKey, string Value);

/// <summary>What a rule sets; null stays.</summary>
internal sealed record SetAttributes
{
    public string? Severity { get; init; }

    public string? Workflow { get; init; }

    /// <summary>Its text; AWS keeps an author beside it, which is always this tool's mark.</summary>
    public string? Note { get; init; }

    public int? Criticality { get; init; }

    public SortedDictionary<string, string>? UserDefinedFields { get; init; }

    /// <summary>Whether it sets more than this tool writes: then somebody else edited it.</summary>
    public bool? More { get; init; }
}

/// <summary>An automation rule.</summary>
internal sealed record AutomationRuleAttributes
{
    public required string Description { get; init; }

    /// <summary>1 comes first.</summary>
    public required int Order { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Whether no later rule looks at what this one matched.</summary>
    public required bool Terminal { get; init; }

    /// <summary>Sorted.</summary>
    public required IReadOnlyList<CriterionAttributes> Criteria { get; init; }

    public required SetAttributes Set { get; init; }

    public required SortedDictionary<string, string> Tags { get; init; }

    /// <summary>The administrator's hub.</summary>
    public required Reference Hub { get; init; }
}

/// <summary>
/// Automation rules of the administrator: <c>automation-rule/raise-high-in-prod@root/eu-west-1</c>; in the home region where the regions are linked, which then hold for all of
/// them, else in each (Security Hub User Guide, "Understanding automation rules", read 2026-11).
/// </summary>
internal sealed class AutomationRuleKind() : ResourceKind<AutomationRuleAttributes>(KindNames.AutomationRule, Nature.Thing, AutomationRuleJson.Default.AutomationRuleAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { IsOn: true } setup ? [] :
        from region in RegionsOf(setup)
        from rule in setup.File.AutomationRules
        select Of(
            new Scope(setup.Administrator, region).Address(Name, rule.Value.Name.Value),
            new()
            {
                Description = rule.Value.Description,
                Order = rule.Value.Order.Value,
                Enabled = rule.Value.Enabled,
                Terminal = rule.Value.Terminal,
                Criteria = Sorted(rule.Value.Criteria.Select(each => new CriterionAttributes(each.Value.Field, each.Value.Comparison, each.Value.Key, each.Value.Value))),
                Set = new()
                {
                    Severity = rule.Value.Set.Severity,
                    Workflow = rule.Value.Set.Workflow,
                    Note = rule.Value.Set.Note,
                    Criticality = rule.Value.Set.Criticality,
                    UserDefinedFields = rule.Value.Set.UserDefinedFields is { Count: > 0 } own ? new(own.ToDictionary(each => each.Key, each => each.Value), StringComparer.Ordinal) : null,
                },
                Tags = Tags.Owned(policies.LandingZone.ManagedBy, rule.Value.Tags.ToDictionary(each => each.Key, each => each.Value)),
                Hub = new(SecurityHubSetup.HubAt(setup.Administrator, region)),
            },
            declaredAt: rule.Where);

    /// <summary>Where rules are kept.</summary>
    public static IReadOnlyList<string> RegionsOf(SecurityHubSetup setup) => setup.File.AggregateFindings ? [setup.HomeRegion] : setup.Regions;

    /// <summary>Where rules may be: a linked region shows those of the home region.</summary>
    public static IReadOnlyList<string> RegionsRead(SecurityHubSetup setup) => setup.File.AggregateFindings ? [setup.HomeRegion] : setup.AllRegions;

    /// <summary>The order of criteria means nothing.</summary>
    public static IReadOnlyList<CriterionAttributes> Sorted(IEnumerable<CriterionAttributes> criteria) =>
        [.. criteria.OrderBy(each => each.Field, StringComparer.Ordinal).ThenBy(each => each.Comparison, StringComparer.Ordinal).ThenBy(each => each.MapKey, StringComparer.Ordinal).ThenBy(each => each.Value, StringComparer.Ordinal)];

    /// <summary>Which regions take rules depends on the aggregator, and who may make them on who administers.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => change.Verb == Verb.Delete
        ? []
        : pending.Of(KindNames.SecurityHubAggregator).Concat(pending.Of(KindNames.SecurityHubAdministrator)).Select(c => c.Address);
}
