using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Nobody reaches remote desktops, databases and caches from the internet.</summary>
internal sealed class RiskyPortsClosed : OpenPorts
{
    /// <inheritdoc/>
    public override string Control => "risky-ports-closed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.14", "EC2.19"];

    // The parameters of AWS Config's rule are five, blockedPort1 and so on.
    /// <inheritdoc/>
    protected override IEnumerable<Ports> Forbidden(JsonObject image, Demands demands) =>
        demands.Parameters.Where(p => p.Key.StartsWith("blockedPort", StringComparison.OrdinalIgnoreCase) && p.Value.Length > 0).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Ports.Parse("tcp", p.Value));
}
