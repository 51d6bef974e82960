using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Nobody reaches remote administration from the internet, over IPv4 or IPv6.</summary>
/// <remarks>AWS Config looks for it once a day only; a call to EC2 rings at once.</remarks>
internal sealed class AdminPortsClosed : OpenPorts
{
    /// <inheritdoc/>
    public override string Control => "admin-ports-closed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.53", "EC2.54"];

    /// <inheritdoc/>
    protected override IEnumerable<Ports> Forbidden(JsonObject image, Demands demands) => demands.List("restrictPorts", "22,3389").Select(port => Ports.Parse("tcp", port));
}
