using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;

/// <summary>The calls of <see cref="DefaultSecurityGroupKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class DefaultSecurityGroupsAws(DefaultSecurityGroupKind kind)
    : AccountSetting<object, DefaultSecurityGroupAttributes>(kind, Places.GovernedRegions, DefaultSecurityGroupKind.IsManaged)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:DescribeSecurityGroups"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => DefaultGroups.WritePermissions;

    /// <inheritdoc/>
    protected override async Task<DefaultSecurityGroupAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        new([.. (await DefaultGroups.AllAsync(session.Ec2, world.AccountId(scope.Account), cancel)).SelectMany(SecurityGroupRuleText.Of).Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    protected override Task SetAsync(Address address, DefaultSecurityGroupAttributes desired, AwsWorld world, CancellationToken cancel) =>
        DefaultGroups.EmptyAsync(world.SessionOf(address).Ec2, world.AccountId(address.Account!), cancel);
}
