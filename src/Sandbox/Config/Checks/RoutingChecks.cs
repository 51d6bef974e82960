using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>EC2: where traffic may come from and go to: routes, internet gateways, network ACLs.</summary>
/// <remarks>
/// Config Developer Guide, "no-unrestricted-route-to-igw", "internet-gateway-authorized-vpc-only", "nacl-no-unrestricted-ssh-rdp", read 2026-11. Its pages leave open, and here is decided: a gateway that is attached to
/// nothing passes; an ACL's entry counts even where one before it denies; from the world is 0.0.0.0/0 and ::/0. Default ACLs are not applicable, as Security Hub leaves them out, which asks this rule (EC2.21, from memory).
/// </remarks>
internal sealed class RoutingChecks : IConfigCheck
{
    private static readonly int[] ports = [22, 3389];

    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers => ["NO_UNRESTRICTED_ROUTE_TO_IGW", "INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY", "NACL_NO_UNRESTRICTED_SSH_RDP"];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var network = request.There.Ec2?.Network ?? Ec2.DefaultNetwork.Of(request.Account.Id, request.Region);
        var (tables, vpcs) = (request.List("routeTableIds"), request.List("AuthorizedVpcIds"));
        return request.Identifier switch
        {
            "NO_UNRESTRICTED_ROUTE_TO_IGW" => network.RouteTables.Select(t => new CheckedResource("AWS::EC2::RouteTable", t.Id, tables.Contains(t.Id) || !t.Routes.Any(LeadsOut), "It routes everything to the internet.")),
            "INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY" => network.Gateways
                .Select(g => new CheckedResource("AWS::EC2::InternetGateway", g.Id, g.VpcId is null || vpcs.Contains(g.VpcId), "It is attached to a VPC that is not authorized.")),
            _ => network.NetworkAcls.Where(a => !a.IsDefault).Select(a => new CheckedResource("AWS::EC2::NetworkAcl", a.Id, !a.Entries.Exists(LetsIn), "It lets SSH or remote desktops in from everywhere.")),
        };
    }

    private static bool IsEverywhere(string? cidr) => cidr is "0.0.0.0/0" or "::/0";

    private static bool LeadsOut(KeyValuePair<string, string> route) => IsEverywhere(route.Key) && route.Value.StartsWith("igw-", StringComparison.Ordinal);

    // 6 and 17 are TCP and UDP; all protocols (-1) have no ports, and so all.
    private static bool LetsIn(StoredAclEntry entry) => entry is { Egress: false, Allow: true, Protocol: "6" or "17" or "-1" }
        && (IsEverywhere(entry.Cidr) || IsEverywhere(entry.Ipv6Cidr))
        && ports.Any(port => (entry.From ?? 0) <= port && port <= (entry.To ?? 65_535));
}
