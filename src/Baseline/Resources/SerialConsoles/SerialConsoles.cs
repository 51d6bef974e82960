using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SerialConsoles;

/// <summary>Access to serial consoles of instances in a region.</summary>
/// <param name="Enabled">Whether there is any.</param>
internal sealed record SerialConsoleAttributes(bool Enabled);

/// <summary>Access to serial consoles: <c>serial-console/default@prod/eu-west-1</c>, for landing zones that do not say it in a declarative policy of the organization.</summary>
internal sealed class SerialConsoleKind() : ResourceKind<SerialConsoleAttributes>(KindNames.SerialConsole, Nature.Setting, SerialConsoleJson.Default.SerialConsoleAttributes)
{
    /// <summary>The defaults, where they say something of it.</summary>
    public static AccountDefaults? Managed(AccountDefaults defaults) => defaults.SerialConsole is null ? null : defaults;

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(this, policies, Managed, static (defaults, _) => new(defaults.SerialConsole == true));
}
