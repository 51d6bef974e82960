using System.Text.Json.Nodes;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// Security groups open nothing of TCP and UDP to the world but what is authorized. A load balancer's group may have port 80 too: it redirects there, which
/// <c>load-balancers-https</c> sees to.
/// </summary>
/// <remarks>ICMP is left alone: without it, paths with a smaller MTU swallow traffic. So are IPsec and the like, which AWS Config's rule does not ask for either.</remarks>
internal sealed class OnlyWebOpen : OpenPorts
{
    private const string Balances = "loadBalancer";

    /// <inheritdoc/>
    public override string Control => "only-web-open";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["EC2.18"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. SecurityGroup.Reads, new("ec2:DescribeNetworkInterfaces", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (await SecurityGroup.ReadAsync(subject, cancellationToken) is not { } image)
        {
            return null;
        }

        // Elastic Load Balancing describes its interfaces so: "ELB app/NAME/ID" (Application Load Balancers), "ELB net/NAME/ID", "ELB NAME" (remembered, 2026-11).
        image[Balances] = (await SecurityGroup.InterfacesAsync(subject, cancellationToken)).Any(i => i.Description?.StartsWith("ELB ", StringComparison.Ordinal) == true);
        return image;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Ports> Forbidden(JsonObject image, Demands demands)
    {
        var tcp = demands.List("authorizedTcpPorts", "443").Select(port => Ports.Parse("tcp", port));
        if ((bool?)image[Balances] == true)
        {
            tcp = tcp.Append(new("tcp", 80, 80));
        }

        return Ports.AllBut("tcp", tcp).Concat(Ports.AllBut("udp", demands.List("authorizedUdpPorts", "").Select(port => Ports.Parse("udp", port))));
    }
}
