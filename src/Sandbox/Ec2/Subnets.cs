using System.Globalization;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Subnets.</summary>
internal sealed partial class Ec2Sandbox
{
    public override CreateSubnetResponse CreateSubnet(CreateSubnetRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var vpc = Vpc(network, request.VpcId);
        var cidr = request.CidrBlock ?? throw new WireException("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.", 400);
        if (network.Subnets.Exists(each => each.VpcId == vpc.Id && each.Cidr == cidr))
        {
            throw new WireException("InvalidSubnet.Conflict", $"The CIDR '{cidr}' conflicts with another subnet", 400);
        }

        var zone = request.AvailabilityZone ?? DefaultNetwork.Zones(call.Region)[0];
        if (!DefaultNetwork.Zones(call.Region).Contains(zone))
        {
            throw Invalid("availabilityZone", $"Subnets can currently only be created in: {string.Join(", ", DefaultNetwork.Zones(call.Region))}.");
        }

        var subnet = new StoredSubnet { Id = NewId("subnet"), VpcId = vpc.Id, Cidr = cidr, Zone = zone };
        network.Subnets.Add(subnet);
        Tag(network, subnet.Id, request.TagSpecifications);
        return new CreateSubnetResponse { Subnet = Shown(network, subnet, call) };
    }

    public override DescribeSubnetsResponse DescribeSubnets(DescribeSubnetsRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        request.SubnetIds?.ForEach(id => Subnet(network, id));
        var found = Filters.Apply(network.Subnets.Where(subnet => request.SubnetIds is not { Count: > 0 } ids || ids.Contains(subnet.Id)), request.Filters, (subnet, name) => name switch
        {
            "subnet-id" => [subnet.Id],
            "vpc-id" => [subnet.VpcId],
            "cidr" or "cidr-block" or "cidrBlock" => [subnet.Cidr],
            "availability-zone" or "availabilityZone" => [subnet.Zone],
            "default-for-az" or "defaultForAz" => [subnet.IsDefault ? "true" : "false"],
            "map-public-ip-on-launch" => [subnet.PublicAddresses ? "true" : "false"],
            "state" => ["available"],
            "owner-id" => [call.AccountId],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(subnet.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeSubnetsResponse { Subnets = [.. shown.Select(subnet => Shown(network, subnet, call))], NextToken = next };
    }

    public override ModifySubnetAttributeResponse ModifySubnetAttribute(ModifySubnetAttributeRequest request, Call call)
    {
        var subnet = Subnet(Changing(call, dryRun: false), request.SubnetId);
        subnet.PublicAddresses = request.MapPublicIpOnLaunch?.Value ?? subnet.PublicAddresses;
        subnet.Ipv6Addresses = request.AssignIpv6AddressOnCreation?.Value ?? subnet.Ipv6Addresses;
        return new ModifySubnetAttributeResponse();
    }

    public override DeleteSubnetResponse DeleteSubnet(DeleteSubnetRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var subnet = Subnet(network, request.SubnetId);
        if (subnet.Occupant is not null || network.Interfaces.Exists(each => each.SubnetId == subnet.Id))
        {
            throw InUse("subnet", subnet.Id);
        }

        network.Subnets.Remove(subnet);
        network.Tags.Remove(subnet.Id);
        network.FlowLogs.RemoveAll(each => each.ResourceId == subnet.Id);
        return new DeleteSubnetResponse();
    }

    private static StoredSubnet Subnet(StoredNetwork network, string? id) => network.Subnets.Find(subnet => subnet.Id == id) ?? throw NotFound("InvalidSubnetID.NotFound", "subnet ID", id);

    private static Subnet Shown(StoredNetwork network, StoredSubnet subnet, Call call) => new()
    {
        SubnetId = subnet.Id,
        SubnetArn = $"arn:aws:ec2:{call.Region}:{call.AccountId}:subnet/{subnet.Id}",
        VpcId = subnet.VpcId,
        OwnerId = call.AccountId,
        CidrBlock = subnet.Cidr,
        AvailabilityZone = subnet.Zone,
        AvailabilityZoneId = ZoneId(subnet.Zone),
        // AWS keeps five addresses of each subnet: VPC User Guide, "Subnet CIDR blocks", read 2026-11.
        AvailableIpAddressCount = (1 << (32 - int.Parse(subnet.Cidr[(subnet.Cidr.IndexOf('/', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture))) - 5,
        DefaultForAz = subnet.IsDefault,
        MapPublicIpOnLaunch = subnet.PublicAddresses,
        AssignIpv6AddressOnCreation = subnet.Ipv6Addresses,
        State = "available",
        Tags = Tags(network, subnet.Id),
    };
}
