using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAssociations;

/// <summary>The calls of <see cref="AssociationKind"/>, made by the administrator in its home region. Only what was applied is read; what is inherited follows from it.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubAssociationsAws(AssociationKind kind) : ScopedThing<AssociationAttributes>(kind, Places.Regions)
{
    private const string SelfManaged = "SELF_MANAGED_SECURITY_HUB";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "securityhub:DescribeOrganizationConfiguration", "securityhub:ListConfigurationPolicyAssociations",
        "securityhub:ListConfigurationPolicies", SecurityHubTags.ReadPermission,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["securityhub:GetConfigurationPolicyAssociation", "securityhub:StartConfigurationPolicyAssociation", "securityhub:StartConfigurationPolicyDisassociation"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope == setup.Home)]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (!await SecurityHubReading.IsCentralAsync(scope, session, world, cancel))
        {
            return [];
        }

        var policies = (await SecurityHubPolicyList.SharedAsync(scope, session, world, cancel)).ToDictionary(each => each.Summary.Id, StringComparer.Ordinal);
        var associations = await PolicyAssociations.ListAsync(session, new() { AssociationType = AssociationType.APPLIED }, cancel);
        return [.. associations.Select(each => Seen(each.TargetId, each.ConfigurationPolicyId, each.AssociationStatus?.Value, policies, scope, world)).OfType<Resource>()];
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var scope = address.Within!.Value;
        var target = TargetOf(Address.Parse(address.Name), world);
        var found = await session.SecurityHub.GetConfigurationPolicyAssociationAsync(new() { Target = target }, cancel);
        var policies = (await SecurityHubPolicyList.ListAsync(scope, session, world, cancel)).ToDictionary(each => each.Summary.Id, StringComparer.Ordinal);
        return found.AssociationType == AssociationType.APPLIED ? Seen(found.TargetId, found.ConfigurationPolicyId, found.AssociationStatus?.Value, policies, scope, world) : null;
    }

    /// <inheritdoc/>
    protected override Task CreateAsync(Address address, AssociationAttributes desired, Step step, AwsWorld world, CancellationToken cancel) => AssociateAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, AssociationAttributes observed, AssociationAttributes desired, AwsWorld world, CancellationToken cancel) =>
        AssociateAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, AssociationAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.SessionOf(address).SecurityHub.StartConfigurationPolicyDisassociationAsync(
                new() { Target = TargetOf(observed.Target.To, world), ConfigurationPolicyIdentifier = observed.Policy is { } policy ? world.Ids.Of(policy.To) : SelfManaged }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    // A later association takes the place of an earlier one.
    private static async Task AssociateAsync(Address address, AssociationAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (session, target) = (world.SessionOf(address), TargetOf(desired.Target.To, world));
        await session.SecurityHub.StartConfigurationPolicyAssociationAsync(new() { Target = target, ConfigurationPolicyIdentifier = world.Ids.Of(desired.Policy!.Value.To) }, cancel);
        await PolicyAssociations.FollowAsync(address, target, session, world, cancel);
    }

    private static Target TargetOf(Address address, AwsWorld world) => address.Kind switch
    {
        KindNames.Account => new() { AccountId = world.Ids.Of(address) },
        KindNames.OrganizationalUnit => new() { OrganizationalUnitId = world.Ids.Of(address) },
        _ => new() { RootId = world.Ids.Of(address) },
    };

    // A target that is none of the organization's that we know (an account about to leave) is nothing to manage. One on its way is followed where it is made.
    private Resource? Seen(string targetId, string policyId, string? status, Dictionary<string, ListedPolicy> policies, Scope scope, AwsWorld world)
    {
        if (world.Ids.AddressOf(targetId) is not { } target)
        {
            return null;
        }

        var policy = policies.GetValueOrDefault(policyId);
        return kind.Of(
            scope.Address(kind.Name, target.ToString()),
            new(
                new(target),
                policyId == SelfManaged ? null : new(scope.Address(KindNames.SecurityHubPolicy, policy?.Summary.Name ?? policyId)),
                status == "FAILED" ? status : AssociationAttributes.Success),
            policy?.Owned == true);
    }
}
