using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.AccessAnalyzers;
using SecretScoops.Governance.Baseline.Resources.Accounts;
using SecretScoops.Governance.Baseline.Resources.AlternateContacts;
using SecretScoops.Governance.Baseline.Resources.Assignments;
using SecretScoops.Governance.Baseline.Resources.Attachments;
using SecretScoops.Governance.Baseline.Resources.AutomationRules;
using SecretScoops.Governance.Baseline.Resources.Buckets;
using SecretScoops.Governance.Baseline.Resources.ConfigAggregators;
using SecretScoops.Governance.Baseline.Resources.ConfigRecorders;
using SecretScoops.Governance.Baseline.Resources.ConfigRoles;
using SecretScoops.Governance.Baseline.Resources.ConfigRules;
using SecretScoops.Governance.Baseline.Resources.ConformancePacks;
using SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;
using SecretScoops.Governance.Baseline.Resources.DefaultVpcs;
using SecretScoops.Governance.Baseline.Resources.DelegatedAdministrators;
using SecretScoops.Governance.Baseline.Resources.EbsEncryption;
using SecretScoops.Governance.Baseline.Resources.EventBuses;
using SecretScoops.Governance.Baseline.Resources.EventRoles;
using SecretScoops.Governance.Baseline.Resources.EventRules;
using SecretScoops.Governance.Baseline.Resources.Groups;
using SecretScoops.Governance.Baseline.Resources.GuardDutyAdministrators;
using SecretScoops.Governance.Baseline.Resources.GuardDutyDetectors;
using SecretScoops.Governance.Baseline.Resources.GuardDutyMembers;
using SecretScoops.Governance.Baseline.Resources.GuardDutyOrganizations;
using SecretScoops.Governance.Baseline.Resources.GuardDutyPublishing;
using SecretScoops.Governance.Baseline.Resources.Guardrails;
using SecretScoops.Governance.Baseline.Resources.ImagePublicAccess;
using SecretScoops.Governance.Baseline.Resources.InstanceMetadata;
using SecretScoops.Governance.Baseline.Resources.KmsKeys;
using SecretScoops.Governance.Baseline.Resources.Organization;
using SecretScoops.Governance.Baseline.Resources.OrganizationalUnits;
using SecretScoops.Governance.Baseline.Resources.PasswordPolicies;
using SecretScoops.Governance.Baseline.Resources.PermissionSets;
using SecretScoops.Governance.Baseline.Resources.Placements;
using SecretScoops.Governance.Baseline.Resources.PolicyTypes;
using SecretScoops.Governance.Baseline.Resources.PublicAccessBlocks;
using SecretScoops.Governance.Baseline.Resources.RootAccess;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAdministrators;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAggregators;
using SecretScoops.Governance.Baseline.Resources.SecurityHubAssociations;
using SecretScoops.Governance.Baseline.Resources.SecurityHubMembers;
using SecretScoops.Governance.Baseline.Resources.SecurityHubOrganizations;
using SecretScoops.Governance.Baseline.Resources.SecurityHubPolicies;
using SecretScoops.Governance.Baseline.Resources.SecurityHubs;
using SecretScoops.Governance.Baseline.Resources.SerialConsoles;
using SecretScoops.Governance.Baseline.Resources.ServiceAccess;
using SecretScoops.Governance.Baseline.Resources.SnapshotPublicAccess;
using SecretScoops.Governance.Baseline.Resources.Topics;
using SecretScoops.Governance.Baseline.Resources.Trails;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The one place where kinds are listed. Whatever is known of kinds (names for <c>--only</c>, permissions, facets, snapshots) follows from it.</summary>
internal static class Kinds
{
    /// <summary>Every kind, in the order a reader would tell the story.</summary>
    public static IReadOnlyList<AwsHalf> All { get; } =
    [
        new OrganizationAws(new()),
        new ServiceAccessAws(new()),
        new PolicyTypesAws(new()),
        new OrganizationalUnitsAws(new()),
        new AccountsAws(new()),
        new PlacementsAws(new()),
        new DelegatedAdministratorsAws(new()),
        .. GuardrailType.All.SelectMany(type => (AwsHalf[])[new GuardrailsAws(new(type)), new AttachmentsAws(new(type))]),
        new EventBusesAws(new()),
        new EventRolesAws(new()),
        new TopicsAws(new()),
        new EventRulesAws(new()),
        new GroupsAws(new()),
        new PermissionSetsAws(new()),
        new AssignmentsAws(new()),
        new KmsKeysAws(new()),
        new BucketsAws(new()),
        new TrailsAws(new()),
        new ConfigRolesAws(new()),
        new ConfigRecordersAws(new()),
        new ConfigAggregatorsAws(new()),
        new ConfigRulesAws(new()),
        new ConformancePacksAws(new()),
        new GuardDutyAdministratorsAws(new()),
        new GuardDutyDetectorsAws(new()),
        new GuardDutyOrganizationsAws(new()),
        new GuardDutyMembersAws(new()),
        new PublicAccessBlocksAws(new()),
        new EbsEncryptionAws(new()),
        new InstanceMetadataAws(new()),
        new ImagePublicAccessAws(new()),
        new SnapshotPublicAccessAws(new()),
        new SerialConsolesAws(new()),
        new DefaultVpcsAws(new()),
        new DefaultSecurityGroupsAws(new()),
        new PasswordPoliciesAws(new()),
        new RootAccessAws(new()),
        new AccessAnalyzersAws(new()),
        new AlternateContactsAws(new()),
        new GuardDutyPublishingAws(new()),
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
