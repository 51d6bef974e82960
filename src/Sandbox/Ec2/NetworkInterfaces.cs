using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Network interfaces: those that somebody makes, which nothing is attached to, and that of a subnet's occupant. They have no addresses.</summary>
internal sealed partial class Ec2Sandbox
{
    // "Amazon VPC quotas", security groups per network interface, from memory, 2026-11.
    private const int MostGroups = 5;

    /// <remarks>Without groups it has the VPC's default one (EC2 API Reference, CreateNetworkInterface, from memory, 2026-11).</remarks>
    public override CreateNetworkInterfaceResponse CreateNetworkInterface(CreateNetworkInterfaceRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var subnet = Subnet(network, request.SubnetId);
        var made = new StoredInterface
        {
            Id = NewId("eni"),
            SubnetId = subnet.Id,
            Description = request.Description ?? "",
            Groups = request.Groups is { Count: > 0 } asked ? InVpc(network, subnet.VpcId, asked) : [network.SecurityGroups.Find(group => group.VpcId == subnet.VpcId && group.Name == "default")!.Id],
        };
        network.Interfaces.Add(made);
        Tag(network, made.Id, request.TagSpecifications);
        return new CreateNetworkInterfaceResponse { NetworkInterface = Shown(network, made, call), ClientToken = request.ClientToken };
    }

    public override ModifyNetworkInterfaceAttributeResponse ModifyNetworkInterfaceAttribute(ModifyNetworkInterfaceAttributeRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var changed = Interface(network, request.NetworkInterfaceId);
        changed.Description = request.Description?.Value ?? changed.Description;
        changed.Groups = request.Groups is { Count: > 0 } asked ? InVpc(network, Subnet(network, changed.SubnetId).VpcId, asked) : changed.Groups;
        return new ModifyNetworkInterfaceAttributeResponse();
    }

    public override DeleteNetworkInterfaceResponse DeleteNetworkInterface(DeleteNetworkInterfaceRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var gone = Interface(network, request.NetworkInterfaceId);
        network.Interfaces.Remove(gone);
        network.Tags.Remove(gone.Id);
        return new DeleteNetworkInterfaceResponse();
    }

    public override DescribeNetworkInterfacesResponse DescribeNetworkInterfaces(DescribeNetworkInterfacesRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        var interfaces = network.Subnets.Where(static subnet => subnet.Occupant is not null).Select(subnet => In(subnet, $"eni-{subnet.Id["subnet-".Length..]}", subnet.Occupant, "in-use", call))
            .Concat(network.Interfaces.Select(each => Shown(network, each, call)))
            .Where(each => request.NetworkInterfaceIds is not { Count: > 0 } ids || ids.Contains(each.NetworkInterfaceId!));
        var found = Filters.Apply(interfaces, request.Filters, (each, name) => name switch
        {
            "network-interface-id" => [each.NetworkInterfaceId],
            "vpc-id" => [each.VpcId],
            "subnet-id" => [each.SubnetId],
            "status" => [each.Status],
            "description" => [each.Description],
            "group-id" => each.Groups?.Select(static group => group.GroupId) ?? [],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(each.NetworkInterfaceId!)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeNetworkInterfacesResponse { NetworkInterfaces = shown, NextToken = next };
    }

    private static StoredInterface Interface(StoredNetwork network, string? id) =>
        network.Interfaces.Find(each => each.Id == id) ?? throw NotFound("InvalidNetworkInterfaceID.NotFound", "networkInterface ID", id);

    private static List<string> InVpc(StoredNetwork network, string vpcId, List<string> asked)
    {
        if (asked.Count > MostGroups)
        {
            throw new WireException("SecurityGroupsPerInterfaceLimitExceeded", "You have exceeded the maximum number of security groups allowed per network interface.", 400);
        }

        return asked.TrueForAll(id => Group(network, id, null).VpcId == vpcId)
            ? [.. asked.Distinct()]
            : throw new WireException("InvalidGroup.NotFound", $"You have specified two resources that belong to different networks: {vpcId} has not all of {string.Join(", ", asked)}.", 400);
    }

    private static NetworkInterface Shown(StoredNetwork network, StoredInterface made, Call call)
    {
        var shown = In(Subnet(network, made.SubnetId), made.Id, made.Description, "available", call);
        shown.Groups = made.Groups.ConvertAll(id => new GroupIdentifier { GroupId = id, GroupName = Group(network, id, null).Name });
        shown.TagSet = Tags(network, made.Id);
        return shown;
    }

    private static NetworkInterface In(StoredSubnet subnet, string id, string? description, string status, Call call) => new()
    {
        NetworkInterfaceId = id,
        Description = description,
        VpcId = subnet.VpcId,
        SubnetId = subnet.Id,
        AvailabilityZone = subnet.Zone,
        OwnerId = call.AccountId,
        Status = status,
        InterfaceType = "interface",
        Groups = [],
    };
}
