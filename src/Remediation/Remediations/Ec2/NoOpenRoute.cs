using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Network;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>
/// No route table sends the world to an internet gateway, but those of the public subnets: a table that is tagged as public, or whose subnets all are. A VPC's main table takes in
/// every subnet that nobody gave a table, so that only its own tag counts.
/// </summary>
internal sealed class NoOpenRoute : Remediation
{
    private const string Arn = "arn:{partition}:ec2:{region}:{account}:route-table/{id}";

    /// <inheritdoc/>
    public override string Control => "no-open-route";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::EC2::RouteTable";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ec2:DescribeRouteTables", "*"), new("ec2:DescribeSubnets", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("ec2:DeleteRoute", Arn), new("ec2:CreateRoute", Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var ec2 = subject.Session.Ec2;
        try
        {
            if ((await ec2.DescribeRouteTablesAsync(new() { RouteTableIds = [subject.Id] }, cancellationToken)).RouteTables is not [var table, ..])
            {
                return null;
            }

            List<string> ids = [.. (table.Associations ?? []).Select(a => a.SubnetId).Where(id => !string.IsNullOrEmpty(id)).Order(StringComparer.Ordinal)];
            var subnets = ids.Count == 0 ? [] : (await ec2.DescribeSubnetsAsync(new() { SubnetIds = ids }, cancellationToken)).Subnets ?? [];
            return new()
            {
                ["vpc"] = table.VpcId,
                ["main"] = (table.Associations ?? []).Exists(a => a.Main == true),
                ["routes"] = new JsonObject((table.Routes ?? []).OrderBy(Destination, StringComparer.Ordinal).Select(r => KeyValuePair.Create<string, JsonNode?>(Destination(r), RouteOf(r)))),
                ["subnets"] = new JsonObject(subnets.OrderBy(s => s.SubnetId, StringComparer.Ordinal).Select(s => KeyValuePair.Create<string, JsonNode?>(s.SubnetId, Tagged.Object(s.Tags)))),
                ["tags"] = Tagged.Object(table.Tags),
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidRouteTableID.NotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => IsPublic(image, demands)
        ? []
        :
        [
            .. (image["routes"] as JsonObject ?? []).Where(route => AddressRange.Parse(route.Key) is { } range && Internet.IsWide([range]))
                .Where(route => ((string?)route.Value!["gateway"])?.StartsWith("igw-", StringComparison.Ordinal) == true)
                .Select(route => new Violation($"/routes/{Images.Escape(route.Key)}", $"the table, which is not a public subnet's, sends \"{route.Key}\" to internet gateway \"{(string?)route.Value!["gateway"]}\"", null)),
        ];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var destination = Images.Keys(atom)[^1];
        var (v4, v6) = destination.Contains(':', StringComparison.Ordinal) ? ((string?)null, destination) : (destination, null);
        if (value is JsonObject route)
        {
            await subject.Session.Ec2.CreateRouteAsync(
                new() { RouteTableId = subject.Id, DestinationCidrBlock = v4, DestinationIpv6CidrBlock = v6, GatewayId = (string?)route["gateway"] }, cancellationToken);
            return;
        }

        await subject.Session.Ec2.DeleteRouteAsync(new() { RouteTableId = subject.Id, DestinationCidrBlock = v4, DestinationIpv6CidrBlock = v6 }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"See which subnets use it: aws ec2 describe-route-tables --route-table-ids {subject.Id} --region {subject.Incident.Region}",
        .. violations.Select(v => Images.Keys(v.Atom)[^1]).Select(destination =>
            $"aws ec2 delete-route --route-table-id {subject.Id} {(destination.Contains(':', StringComparison.Ordinal) ? "--destination-ipv6-cidr-block" : "--destination-cidr-block")} {destination} --region {subject.Incident.Region}"),
        "What must reach the internet goes through a NAT gateway; a public subnet's table is tagged as public",
    ];

    private static bool IsPublic(JsonObject image, Demands demands) => Tagged.IsPublic(image["tags"], demands)
        || ((bool?)image["main"] == false && image["subnets"] is JsonObject { Count: > 0 } subnets && subnets.All(subnet => Tagged.IsPublic(subnet.Value, demands)));

    private static string Destination(Route route) => route switch
    {
        { DestinationCidrBlock.Length: > 0 } => route.DestinationCidrBlock,
        { DestinationIpv6CidrBlock.Length: > 0 } => route.DestinationIpv6CidrBlock,
        _ => route.DestinationPrefixListId ?? "",
    };

    private static JsonObject RouteOf(Route route) => new()
    {
        ["gateway"] = Text(route.GatewayId),
        ["nat"] = Text(route.NatGatewayId),
        ["transit"] = Text(route.TransitGatewayId),
        ["peering"] = Text(route.VpcPeeringConnectionId),
        ["interface"] = Text(route.NetworkInterfaceId),
        ["egressOnly"] = Text(route.EgressOnlyInternetGatewayId),
    };

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
