using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>Two VPCs with an internet gateway each, a private subnet and a public one.</summary>
internal abstract class Gateways : Scenario
{
    /// <summary>Ids by what they are: of the first VPC.</summary>
    protected static async Task<(string Vpc, string Gateway, string PrivateTable)> MakeAsync(AwsSession member, CancellationToken cancel)
    {
        var made = new List<(string, string, string)>();
        foreach (var (cidr, tier) in new[] { ("10.20", "private"), ("10.21", "public") })
        {
            var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = $"{cidr}.0.0/16", TagSpecifications = [new() { ResourceType = "vpc", Tags = [new("tier", tier)] }] }, cancel)).Vpc.VpcId;
            var gateway = (await member.Ec2.CreateInternetGatewayAsync(new() { TagSpecifications = [new() { ResourceType = "internet-gateway", Tags = [new("team", "shop")] }] }, cancel)).InternetGateway.InternetGatewayId;
            await member.Ec2.AttachInternetGatewayAsync(new() { InternetGatewayId = gateway, VpcId = vpc }, cancel);
            var tables = new List<string>();
            foreach (var (third, kind) in new[] { (1, "private"), (2, "public") })
            {
                var subnet = (await member.Ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = $"{cidr}.{third}.0/24", TagSpecifications = [new() { ResourceType = "subnet", Tags = [new("tier", kind)] }] }, cancel)).Subnet.SubnetId;
                var table = (await member.Ec2.CreateRouteTableAsync(new() { VpcId = vpc }, cancel)).RouteTable.RouteTableId;
                await member.Ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, cancel);
                await member.Ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway }, cancel);
                await member.Ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "203.0.113.0/24", GatewayId = gateway }, cancel);
                tables.Add(table);
            }

            made.Add((vpc, gateway, tables[0]));
        }

        return made[0];
    }
}

/// <summary>A private subnet's table sends everything out; what goes to one partner alone stays, and so does the public subnet's table.</summary>
internal sealed class PrivateRouteToTheWorld : Gateways
{
    /// <inheritdoc/>
    public override string Control => "no-open-route";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/Route"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => (await MakeAsync(member, cancel)).PrivateTable;
}

/// <summary>A VPC that may have none has one; the public VPC keeps its own.</summary>
internal sealed class GatewayWhereNoneMayBe : Gateways
{
    /// <inheritdoc/>
    public override string Control => "internet-gateways-known";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/InternetGateway"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => (await MakeAsync(member, cancel)).Gateway;
}
