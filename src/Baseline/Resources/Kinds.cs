using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.Accounts;
using SecretScoops.Governance.Baseline.Resources.Assignments;
using SecretScoops.Governance.Baseline.Resources.Attachments;
using SecretScoops.Governance.Baseline.Resources.AutomationRules;
using SecretScoops.Governance.Baseline.Resources.Groups;
using SecretScoops.Governance.Baseline.Resources.Guardrails;
using SecretScoops.Governance.Baseline.Resources.Organization;
using SecretScoops.Governance.Baseline.Resources.OrganizationalUnits;
using SecretScoops.Governance.Baseline.Resources.PermissionSets;
using SecretScoops.Governance.Baseline.Resources.Placements;
using SecretScoops.Governance.Baseline.Resources.PolicyTypes;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAdministrators;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAggregators;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAssociations;
using SecretScoops.Governance.Baseline.Resources.SecurityHubMembers;
using SecretScoops.Governance.Baseline.Resources.SecurityHubOrganizations;
using SecretScoops.Governance.Baseline.Resources.SecurityHubPolicies;
using SecretScoops.Governance.Baseline.Resources.SecurityHubs;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The one place where kinds are listed. Whatever is known of kinds (names for <c>--only</c>, permissions, facets, snapshots) follows from it.</summary>
internal static class Kinds
{
    /// <summary>Every kind, in the order a reader would tell the story.</summary>
    public static IReadOnlyList<AwsHalf> All { get; } =
    [
        new OrganizationAws(new()),
        new PolicyTypesAws(new()),
        new OrganizationalUnitsAws(new()),
        new AccountsAws(new()),
        new PlacementsAws(new()),
        new GuardrailsAws(new(GuardrailType.Scp)),
        new AttachmentsAws(new(GuardrailType.Scp)),
        new GuardrailsAws(new(GuardrailType.Rcp)),
        new AttachmentsAws(new(GuardrailType.Rcp)),
        new GroupsAws(new()),
        new PermissionSetsAws(new()),
        new AssignmentsAws(new()),
        new SecurityHubAdministratorsAws(new()),
        new SecurityHubsAws(new()),
        new SecurityHubMembersAws(new()),
        new SecurityHubAggregatorsAws(new()),
        new SecurityHubOrganizationsAws(new()),
        new SecurityHubPoliciesAws(new()),
        new SecurityHubAssociationsAws(new()),
        new AutomationRulesAws(new()),
    ];

    /// <summary>The pure halves by name.</summary>
    public static IReadOnlyDictionary<string, ResourceKind> Pure { get; } = All.ToDictionary(k => k.Kind.Name, k => k.Kind, StringComparer.Ordinal);
}
