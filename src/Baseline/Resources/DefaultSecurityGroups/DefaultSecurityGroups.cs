using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;

/// <summary>The rules of the default security groups of all VPCs of a region.</summary>
/// <param name="Rules">Each as a text that tells the VPC, in order. None, when nothing is reachable by accident.</param>
internal sealed record DefaultSecurityGroupAttributes(IReadOnlyList<string> Rules);

/// <summary>
/// Default security groups without rules: <c>default-security-group/default@prod/eu-west-1</c> stands for all of a region's. AWS lets nobody delete such a group,
/// and puts everything into it that names no other.
/// </summary>
internal sealed class DefaultSecurityGroupKind()
    : ResourceKind<DefaultSecurityGroupAttributes>(KindNames.DefaultSecurityGroup, Nature.Setting, DefaultSecurityGroupJson.Default.DefaultSecurityGroupAttributes)
{
    /// <summary>Whether the policies want the rules gone; null where they leave them alone.</summary>
    public static object? IsManaged(AccountDefaults defaults) => defaults.DefaultSecurityGroupRules == Presence.Absent ? defaults : null;

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(this, policies, IsManaged, static (_, _) => new([]));

    /// <summary>The default VPC goes first, and takes its group along.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        pending.Of(KindNames.DefaultVpc).Where(c => c.Address.Scope == change.Address.Scope).Select(c => c.Address);
}
