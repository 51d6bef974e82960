using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources.DefaultVpcs;

/// <summary>
/// Takes a VPC away in the order that AWS asks for: internet gateway, subnets, VPC; its main route table, default network ACL and default security group go with it
/// (VPC User Guide, "Delete your VPC", and EC2 API Reference, DeleteVpc, read 2026-11). What others made in it is never deleted.
/// </summary>
internal static class VpcRemoval
{
    private const string RemovedWith = "governance:removed-with";

    /// <summary>Actions that this calls beside ec2:DeleteVpc and those of reading.</summary>
    public static IReadOnlyList<Need> Permissions { get; } =
    [
        "ec2:DescribeInternetGateways", new("ec2:CreateTags", "arn:{partition}:ec2:{region}:{account}:internet-gateway/*"), "ec2:DetachInternetGateway", "ec2:DeleteInternetGateway", "ec2:DescribeSubnets", "ec2:DeleteSubnet", "ec2:DescribeRouteTables", "ec2:DescribeNetworkAcls",
    ];

    /// <summary>What lives in the VPC, or was made in it by others: network interfaces and security groups.</summary>
    public static async Task<IReadOnlyList<string>> ContentsAsync(IAmazonEC2 ec2, string vpcId, CancellationToken cancel)
    {
        var interfaces = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeNetworkInterfacesAsync(new() { Filters = In("vpc-id", vpcId), NextToken = token }, cancel);
            return (page.NetworkInterfaces, page.NextToken);
        });
        var groups = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeSecurityGroupsAsync(new() { Filters = In("vpc-id", vpcId), NextToken = token }, cancel);
            return (page.SecurityGroups, page.NextToken);
        });
        return
        [
            .. interfaces.Select(each => string.IsNullOrEmpty(each.Description) ? $"network interface {each.NetworkInterfaceId}" : $"network interface {each.NetworkInterfaceId} ({each.Description})").Order(StringComparer.Ordinal),
            .. groups.Where(group => group.GroupName != "default").Select(group => $"security group {group.GroupId} ({group.GroupName})").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Takes it away. Repeated after it was cut off, it goes on where it stood.</summary>
    /// <param name="ec2">Where the VPC is.</param>
    /// <param name="vpcId">Which.</param>
    /// <param name="refuse">Called before anything is deleted, with route tables and network ACLs that AWS did not make.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task CarryOutAsync(IAmazonEC2 ec2, string vpcId, Action<IReadOnlyList<string>> refuse, CancellationToken cancel)
    {
        if (await StrangersAsync(ec2, vpcId, cancel) is { Count: > 0 } strangers)
        {
            refuse(strangers);
        }

        await RemoveGatewaysAsync(ec2, vpcId, cancel);
        var subnets = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeSubnetsAsync(new() { Filters = In("vpc-id", vpcId), NextToken = token }, cancel);
            return (page.Subnets, page.NextToken);
        });
        foreach (var subnet in subnets)
        {
            await UnlessGoneAsync(() => ec2.DeleteSubnetAsync(new() { SubnetId = subnet.SubnetId }, cancel));
        }

        await UnlessGoneAsync(() => ec2.DeleteVpcAsync(new() { VpcId = vpcId }, cancel));
    }

    // Once detached, nothing but the tag tells whose a gateway was: without it, a run that is cut off between the two calls would leave it behind for ever.
    private static async Task RemoveGatewaysAsync(IAmazonEC2 ec2, string vpcId, CancellationToken cancel)
    {
        var attached = await GatewaysAsync(ec2, In("attachment.vpc-id", vpcId), cancel);
        foreach (var gateway in attached)
        {
            await ec2.CreateTagsAsync(new() { Resources = [gateway.InternetGatewayId], Tags = [new() { Key = RemovedWith, Value = vpcId }] }, cancel);
            await UnlessGoneAsync(() => ec2.DetachInternetGatewayAsync(new() { InternetGatewayId = gateway.InternetGatewayId, VpcId = vpcId }, cancel));
        }

        var detached = (await GatewaysAsync(ec2, In($"tag:{RemovedWith}", vpcId), cancel)).Where(gateway => gateway.Attachments is not { Count: > 0 });
        foreach (var id in attached.Concat(detached).Select(gateway => gateway.InternetGatewayId).Distinct())
        {
            await UnlessGoneAsync(() => ec2.DeleteInternetGatewayAsync(new() { InternetGatewayId = id }, cancel));
        }
    }

    private static Task<List<InternetGateway>> GatewaysAsync(IAmazonEC2 ec2, List<Filter> filters, CancellationToken cancel) => Paged.AllAsync(async token =>
    {
        var page = await ec2.DescribeInternetGatewaysAsync(new() { Filters = filters, NextToken = token }, cancel);
        return (page.InternetGateways, page.NextToken);
    });

    private static async Task<IReadOnlyList<string>> StrangersAsync(IAmazonEC2 ec2, string vpcId, CancellationToken cancel)
    {
        var tables = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeRouteTablesAsync(new() { Filters = In("vpc-id", vpcId), NextToken = token }, cancel);
            return (page.RouteTables, page.NextToken);
        });
        var lists = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeNetworkAclsAsync(new() { Filters = In("vpc-id", vpcId), NextToken = token }, cancel);
            return (page.NetworkAcls, page.NextToken);
        });
        return
        [
            .. tables.Where(table => table.Associations?.Exists(each => each.Main == true) != true).Select(table => $"route table {table.RouteTableId}"),
            .. lists.Where(list => list.IsDefault != true).Select(list => $"network ACL {list.NetworkAclId}"),
        ];
    }

    private static List<Filter> In(string name, string vpcId) => [new() { Name = name, Values = [vpcId] }];

    private static async Task UnlessGoneAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidInternetGatewayID.NotFound" or "Gateway.NotAttached" or "InvalidSubnetID.NotFound" or "InvalidVpcID.NotFound")
        {
            // An earlier try got this far.
        }
    }
}
