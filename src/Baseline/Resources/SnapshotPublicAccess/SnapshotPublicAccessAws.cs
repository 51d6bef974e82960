using Amazon.EC2;
using SecretScoops.Governance.Aws.Sessions;
using Address = SecretScoops.Governance.Addresses.Address;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.SnapshotPublicAccess;

/// <summary>The calls of <see cref="SnapshotPublicAccessKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SnapshotPublicAccessAws(SnapshotPublicAccessKind kind)
    : AccountSetting<string, SnapshotPublicAccessAttributes>(kind, Places.GovernedRegions, static defaults => defaults.SnapshotPublicAccess)
{
    private const string Unblocked = "unblocked";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:GetSnapshotBlockPublicAccessState"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["ec2:EnableSnapshotBlockPublicAccess", "ec2:DisableSnapshotBlockPublicAccess"];

    /// <inheritdoc/>
    protected override async Task<SnapshotPublicAccessAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        new((await session.Ec2.GetSnapshotBlockPublicAccessStateAsync(new(), cancel)).State?.Value ?? Unblocked);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, SnapshotPublicAccessAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        _ = desired.State == Unblocked
            ? (object)await ec2.DisableSnapshotBlockPublicAccessAsync(new(), cancel)
            : await ec2.EnableSnapshotBlockPublicAccessAsync(new() { State = SnapshotBlockPublicAccessState.FindValue(desired.State) }, cancel);
    }
}
