using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>VPCs. One is deleted only when nothing is left in it but what came with it.</summary>
internal sealed partial class Ec2Sandbox
{
    // "Amazon VPC quotas", read 2026-11.
    private const int MostVpcs = 5;

    public override CreateVpcResponse CreateVpc(CreateVpcRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        if (network.Vpcs.Count >= MostVpcs)
        {
            throw new WireException("VpcLimitExceeded", "The maximum number of VPCs has been reached.", 400);
        }

        if (request.CidrBlock is not { } cidr || cidr.Split('/') is not [_, var bits] || bits is not ("16" or "17" or "18" or "19" or "20" or "21" or "22" or "23" or "24" or "25" or "26" or "27" or "28"))
        {
            throw new WireException("InvalidVpc.Range", $"The CIDR '{request.CidrBlock}' is invalid.", 400);
        }

        var vpc = DefaultNetwork.AddVpc(network, cidr, isDefault: false, NewId);
        vpc.Ipv6Cidr = request.AmazonProvidedIpv6CidrBlock == true ? $"2a05:d018:{world.Ids.Hex(4)}:{world.Ids.Hex(2)}00::/56" : request.Ipv6CidrBlock;
        vpc.Tenancy = request.InstanceTenancy ?? "default";
        Tag(network, vpc.Id, request.TagSpecifications);
        return new CreateVpcResponse { Vpc = Shown(network, vpc, call) };
    }

    public override CreateDefaultVpcResponse CreateDefaultVpc(CreateDefaultVpcRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        return network.Vpcs.Exists(static vpc => vpc.IsDefault)
            ? throw new WireException("DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.", 400)
            : new CreateDefaultVpcResponse { Vpc = Shown(network, DefaultNetwork.AddDefaultVpc(network, call.Region, NewId), call) };
    }

    public override DescribeVpcsResponse DescribeVpcs(DescribeVpcsRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        request.VpcIds?.ForEach(id => Vpc(network, id));
        var found = Filters.Apply(network.Vpcs.Where(vpc => request.VpcIds is not { Count: > 0 } ids || ids.Contains(vpc.Id)), request.Filters, (vpc, name) => name switch
        {
            "vpc-id" => [vpc.Id],
            "is-default" or "isDefault" => [vpc.IsDefault ? "true" : "false"],
            "cidr" or "cidr-block" or "cidrBlock" or "cidr-block-association.cidr-block" => [vpc.Cidr],
            "state" => ["available"],
            "owner-id" => [call.AccountId],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(vpc.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeVpcsResponse { Vpcs = [.. shown.Select(vpc => Shown(network, vpc, call))], NextToken = next };
    }

    /// <remarks>
    /// Gateways, subnets, and what others made in it go first; main route table, default network ACL and default security group go with it
    /// (EC2 API Reference, DeleteVpc, read 2026-11).
    /// </remarks>
    public override DeleteVpcResponse DeleteVpc(DeleteVpcRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var vpc = Vpc(network, request.VpcId!);
        if (network.Subnets.Exists(each => each.VpcId == vpc.Id) || network.Gateways.Exists(each => each.VpcId == vpc.Id)
            || network.RouteTables.Exists(each => each.VpcId == vpc.Id && !each.IsMain) || network.NetworkAcls.Exists(each => each.VpcId == vpc.Id && !each.IsDefault)
            || network.SecurityGroups.Exists(each => each.VpcId == vpc.Id && each.Name != "default"))
        {
            throw InUse("vpc", vpc.Id);
        }

        var before = Ids(network).ToHashSet(StringComparer.Ordinal);
        network.Vpcs.Remove(vpc);
        network.RouteTables.RemoveAll(each => each.VpcId == vpc.Id);
        network.NetworkAcls.RemoveAll(each => each.VpcId == vpc.Id);
        network.SecurityGroups.RemoveAll(each => each.VpcId == vpc.Id);
        network.FlowLogs.RemoveAll(each => each.ResourceId == vpc.Id);
        before.ExceptWith(Ids(network));
        foreach (var gone in before)
        {
            network.Tags.Remove(gone);
        }

        return new DeleteVpcResponse();
    }

    public override DescribeVpcAttributeResponse DescribeVpcAttribute(DescribeVpcAttributeRequest request, Call call)
    {
        Dry(request.DryRun);
        var vpc = Vpc(Network(call), request.VpcId!);
        return new DescribeVpcAttributeResponse
        {
            VpcId = vpc.Id,
            EnableDnsHostnames = request.Attribute == "enableDnsHostnames" ? new AttributeBooleanValue { Value = vpc.IsDefault } : null,
            EnableDnsSupport = request.Attribute == "enableDnsSupport" ? new AttributeBooleanValue { Value = true } : null,
            EnableNetworkAddressUsageMetrics = request.Attribute == "enableNetworkAddressUsageMetrics" ? new AttributeBooleanValue { Value = false } : null,
        };
    }

    private static StoredVpc Vpc(StoredNetwork network, string? id) => network.Vpcs.Find(vpc => vpc.Id == id) ?? throw NotFound("InvalidVpcID.NotFound", "vpc ID", id);

    private static Vpc Shown(StoredNetwork network, StoredVpc vpc, Call call) => new()
    {
        VpcId = vpc.Id,
        OwnerId = call.AccountId,
        CidrBlock = vpc.Cidr,
        CidrBlockAssociationSet = [new VpcCidrBlockAssociation { AssociationId = $"vpc-cidr-assoc-{vpc.Id[4..]}", CidrBlock = vpc.Cidr, CidrBlockState = new VpcCidrBlockState { State = "associated" } }],
        Ipv6CidrBlockAssociationSet = vpc.Ipv6Cidr is { } cidr
            ? [new VpcIpv6CidrBlockAssociation { AssociationId = $"vpc-cidr-assoc-6{vpc.Id[5..]}", Ipv6CidrBlock = cidr, Ipv6CidrBlockState = new VpcCidrBlockState { State = "associated" }, NetworkBorderGroup = call.Region, Ipv6Pool = "Amazon" }]
            : null,
        DhcpOptionsId = "dopt-default",
        InstanceTenancy = vpc.Tenancy,
        IsDefault = vpc.IsDefault,
        State = "available",
        Tags = Tags(network, vpc.Id),
    };
}
