using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Nobody reaches SSH from the internet; people come through Session Manager.</summary>
internal sealed class SshClosed : OpenPorts
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.13"];

    /// <inheritdoc/>
    protected override IEnumerable<Ports> Forbidden(JsonObject image, Demands demands) => demands.List("ports", "22").Select(port => Ports.Parse("tcp", port));
}
