using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SnapshotPublicAccess;

/// <summary>Public sharing of EBS snapshots in a region.</summary>
/// <param name="State"><c>block-all-sharing</c>, <c>block-new-sharing</c> or <c>unblocked</c>.</param>
internal sealed record SnapshotPublicAccessAttributes(string State);

/// <summary>
/// Public sharing of EBS snapshots: <c>snapshot-public-access/default@prod/eu-west-1</c>, for landing zones that do not say it in a declarative policy of the organization.
/// </summary>
internal sealed class SnapshotPublicAccessKind()
    : ResourceKind<SnapshotPublicAccessAttributes>(KindNames.SnapshotPublicAccess, Nature.Setting, SnapshotPublicAccessJson.Default.SnapshotPublicAccessAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(this, policies, static defaults => defaults.SnapshotPublicAccess, static (state, _) => new(state));
}
