using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Environments;

namespace SecretScoops.Governance.Baseline.Resources.SerialConsoles;

/// <summary>The calls of <see cref="SerialConsoleKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SerialConsolesAws(SerialConsoleKind kind) : AccountSetting<AccountDefaults, SerialConsoleAttributes>(kind, Places.GovernedRegions, SerialConsoleKind.Managed)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:GetSerialConsoleAccessStatus"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["ec2:EnableSerialConsoleAccess", "ec2:DisableSerialConsoleAccess"];

    /// <inheritdoc/>
    protected override async Task<SerialConsoleAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        new((await session.Ec2.GetSerialConsoleAccessStatusAsync(new(), cancel)).SerialConsoleAccessEnabled ?? false);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, SerialConsoleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        _ = desired.Enabled ? (object)await ec2.EnableSerialConsoleAccessAsync(new(), cancel) : await ec2.DisableSerialConsoleAccessAsync(new(), cancel);
    }
}
