using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>The network that AWS makes in each region of each account: a VPC, a public subnet in each of three zones, an internet gateway, and what comes with a VPC.</summary>
/// <remarks>
/// VPC User Guide, "Default VPC components", read 2026-11. Its ids follow from account and region alone, so that whoever looks before anything was changed sees
/// what will be kept later.
/// </remarks>
internal static class DefaultNetwork
{
    private const string Cidr = "172.31.0.0/16";

    /// <summary>The zones of a region.</summary>
    public static IReadOnlyList<string> Zones(string region) => [$"{region}a", $"{region}b", $"{region}c"];

    /// <summary>As it is before anybody changed anything.</summary>
    public static StoredNetwork Of(string accountId, string region)
    {
        var network = new StoredNetwork();
        AddDefaultVpc(network, region, prefix => Id(prefix, accountId, region));
        return network;
    }

    /// <summary>A default VPC with all that AWS puts into it.</summary>
    public static StoredVpc AddDefaultVpc(StoredNetwork network, string region, Func<string, string> newId)
    {
        var vpc = AddVpc(network, Cidr, isDefault: true, newId);
        var gateway = new StoredGateway { Id = newId("igw"), VpcId = vpc.Id };
        network.Gateways.Add(gateway);
        network.RouteTables.Find(table => table.VpcId == vpc.Id)!.Routes["0.0.0.0/0"] = gateway.Id;
        foreach (var (zone, index) in Zones(region).Select(static (zone, index) => (zone, index)))
        {
            network.Subnets.Add(new StoredSubnet { Id = newId($"subnet-{index}"), VpcId = vpc.Id, Cidr = $"172.31.{index * 16}.0/20", Zone = zone, IsDefault = true, PublicAddresses = true });
        }

        return vpc;
    }

    /// <summary>A VPC with what comes with every one: main route table, default network ACL and default security group.</summary>
    public static StoredVpc AddVpc(StoredNetwork network, string cidr, bool isDefault, Func<string, string> newId)
    {
        var vpc = new StoredVpc { Id = newId("vpc"), Cidr = cidr, IsDefault = isDefault };
        var group = newId("sg");
        network.Vpcs.Add(vpc);
        network.RouteTables.Add(new StoredRouteTable { Id = newId("rtb"), VpcId = vpc.Id, IsMain = true });
        network.NetworkAcls.Add(new StoredNetworkAcl { Id = newId("acl"), VpcId = vpc.Id, IsDefault = true });
        network.SecurityGroups.Add(new StoredSecurityGroup
        {
            Id = group,
            VpcId = vpc.Id,
            Name = "default",
            Description = "default VPC security group",
            Rules =
            [
                new StoredRule { Id = newId("sgr"), Protocol = "-1", Group = group },
                new StoredRule { Id = newId("sgr-out"), Egress = true, Protocol = "-1", Cidr = "0.0.0.0/0" },
            ],
        });
        return vpc;
    }

    private static string Id(string prefix, string accountId, string region) =>
        $"{prefix.Split('-')[0]}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix} {accountId} {region}")))[..16]}";
}
