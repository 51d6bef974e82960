using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Internet gateways and route tables.</summary>
internal sealed partial class Ec2Sandbox
{
    public override CreateInternetGatewayResponse CreateInternetGateway(CreateInternetGatewayRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var gateway = new StoredGateway { Id = NewId("igw") };
        network.Gateways.Add(gateway);
        Tag(network, gateway.Id, request.TagSpecifications);
        return new CreateInternetGatewayResponse { InternetGateway = Shown(network, gateway, call) };
    }

    public override AttachInternetGatewayResponse AttachInternetGateway(AttachInternetGatewayRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var (gateway, vpc) = (Gateway(network, request.InternetGatewayId), Vpc(network, request.VpcId));
        if (gateway.VpcId is not null || network.Gateways.Exists(each => each.VpcId == vpc.Id))
        {
            throw new WireException("Resource.AlreadyAssociated", $"resource {gateway.Id} is already attached to network {gateway.VpcId ?? vpc.Id}", 400);
        }

        gateway.VpcId = vpc.Id;
        return new AttachInternetGatewayResponse();
    }

    public override DetachInternetGatewayResponse DetachInternetGateway(DetachInternetGatewayRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var (gateway, vpc) = (Gateway(network, request.InternetGatewayId), Vpc(network, request.VpcId));
        if (gateway.VpcId != vpc.Id)
        {
            throw new WireException("Gateway.NotAttached", $"resource {gateway.Id} is not attached to network {vpc.Id}", 400);
        }

        gateway.VpcId = network.Subnets.Exists(subnet => subnet.VpcId == vpc.Id && subnet.Occupant is not null)
            ? throw new WireException("DependencyViolation", $"Network {vpc.Id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.", 400)
            : null;
        return new DetachInternetGatewayResponse();
    }

    public override DeleteInternetGatewayResponse DeleteInternetGateway(DeleteInternetGatewayRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var gateway = Gateway(network, request.InternetGatewayId);
        if (gateway.VpcId is not null)
        {
            throw InUse("internetGateway", gateway.Id);
        }

        network.Gateways.Remove(gateway);
        network.Tags.Remove(gateway.Id);
        return new DeleteInternetGatewayResponse();
    }

    public override DescribeInternetGatewaysResponse DescribeInternetGateways(DescribeInternetGatewaysRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        request.InternetGatewayIds?.ForEach(id => Gateway(network, id));
        var found = Filters.Apply(network.Gateways.Where(each => request.InternetGatewayIds is not { Count: > 0 } ids || ids.Contains(each.Id)), request.Filters, (gateway, name) => name switch
        {
            "internet-gateway-id" => [gateway.Id],
            "attachment.vpc-id" => [gateway.VpcId],
            "attachment.state" => [gateway.VpcId is null ? null : "available"],
            "owner-id" => [call.AccountId],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(gateway.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeInternetGatewaysResponse { InternetGateways = [.. shown.Select(gateway => Shown(network, gateway, call))], NextToken = next };
    }

    public override CreateRouteTableResponse CreateRouteTable(CreateRouteTableRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var table = new StoredRouteTable { Id = NewId("rtb"), VpcId = Vpc(network, request.VpcId).Id };
        network.RouteTables.Add(table);
        Tag(network, table.Id, request.TagSpecifications);
        return new CreateRouteTableResponse { RouteTable = Shown(network, table, call) };
    }

    public override CreateRouteResponse CreateRoute(CreateRouteRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var destination = Destination(request.DestinationCidrBlock ?? request.DestinationIpv6CidrBlock ?? request.DestinationPrefixListId);
        var target = request.GatewayId ?? request.NatGatewayId ?? request.TransitGatewayId ?? request.VpcPeeringConnectionId ?? request.NetworkInterfaceId ?? request.VpcEndpointId
            ?? throw new WireException("MissingParameter", "The request must contain the parameter gatewayId", 400);
        if (!Table(network, request.RouteTableId).Routes.TryAdd(destination, target))
        {
            throw new WireException("RouteAlreadyExists", $"The route identified by {destination} already exists.", 400);
        }

        return new CreateRouteResponse { Return = true };
    }

    public override DeleteRouteResponse DeleteRoute(DeleteRouteRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var destination = Destination(request.DestinationCidrBlock ?? request.DestinationIpv6CidrBlock ?? request.DestinationPrefixListId);
        return Table(network, request.RouteTableId).Routes.Remove(destination)
            ? new DeleteRouteResponse()
            : throw new WireException("InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {request.RouteTableId}", 400);
    }

    public override DeleteRouteTableResponse DeleteRouteTable(DeleteRouteTableRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var table = Table(network, request.RouteTableId);
        if (table.IsMain)
        {
            throw InUse("routeTable", table.Id);
        }

        network.RouteTables.Remove(table);
        network.Tags.Remove(table.Id);
        return new DeleteRouteTableResponse();
    }

    public override DescribeRouteTablesResponse DescribeRouteTables(DescribeRouteTablesRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        request.RouteTableIds?.ForEach(id => Table(network, id));
        var found = Filters.Apply(network.RouteTables.Where(each => request.RouteTableIds is not { Count: > 0 } ids || ids.Contains(each.Id)), request.Filters, (table, name) => name switch
        {
            "route-table-id" => [table.Id],
            "vpc-id" => [table.VpcId],
            "association.main" => [table.IsMain ? "true" : "false"],
            "owner-id" => [call.AccountId],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(table.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeRouteTablesResponse { RouteTables = [.. shown.Select(table => Shown(network, table, call))], NextToken = next };
    }

    private static string Destination(string? asked) => asked ?? throw new WireException("MissingParameter", "The request must contain the parameter destinationCidrBlock", 400);

    private static StoredGateway Gateway(StoredNetwork network, string? id) => network.Gateways.Find(each => each.Id == id) ?? throw NotFound("InvalidInternetGatewayID.NotFound", "internetGateway ID", id);

    private static StoredRouteTable Table(StoredNetwork network, string? id) => network.RouteTables.Find(each => each.Id == id) ?? throw NotFound("InvalidRouteTableID.NotFound", "routeTable ID", id);

    private static InternetGateway Shown(StoredNetwork network, StoredGateway gateway, Call call) => new()
    {
        InternetGatewayId = gateway.Id,
        OwnerId = call.AccountId,
        Attachments = gateway.VpcId is { } vpc ? [new InternetGatewayAttachment { VpcId = vpc, State = "available" }] : [],
        Tags = Tags(network, gateway.Id),
    };

    private static RouteTable Shown(StoredNetwork network, StoredRouteTable table, Call call) => new()
    {
        RouteTableId = table.Id,
        VpcId = table.VpcId,
        OwnerId = call.AccountId,
        Associations = table.IsMain
            ? [new RouteTableAssociation { Main = true, RouteTableId = table.Id, RouteTableAssociationId = $"rtbassoc-{table.Id[4..]}", AssociationState = new RouteTableAssociationState { State = "associated" } }]
            : [],
        Routes =
        [
            new Route { DestinationCidrBlock = Vpc(network, table.VpcId).Cidr, GatewayId = "local", Origin = "CreateRouteTable", State = "active" },
            .. table.Routes.Select(static route => Shown(route.Key, route.Value)),
        ],
        Tags = Tags(network, table.Id),
    };

    private static Route Shown(string destination, string target) => new()
    {
        DestinationCidrBlock = destination.Contains('.', StringComparison.Ordinal) ? destination : null,
        DestinationIpv6CidrBlock = destination.Contains(':', StringComparison.Ordinal) ? destination : null,
        DestinationPrefixListId = destination.StartsWith("pl-", StringComparison.Ordinal) ? destination : null,
        GatewayId = target.StartsWith("igw-", StringComparison.Ordinal) || target.StartsWith("vpce-", StringComparison.Ordinal) ? target : null,
        NatGatewayId = target.StartsWith("nat-", StringComparison.Ordinal) ? target : null,
        TransitGatewayId = target.StartsWith("tgw-", StringComparison.Ordinal) ? target : null,
        VpcPeeringConnectionId = target.StartsWith("pcx-", StringComparison.Ordinal) ? target : null,
        NetworkInterfaceId = target.StartsWith("eni-", StringComparison.Ordinal) ? target : null,
        Origin = "CreateRoute",
        State = "active",
    };
}
