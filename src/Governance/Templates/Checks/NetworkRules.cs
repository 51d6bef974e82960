using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of VPCs, subnets, routes and network ACLs.</summary>
internal static class NetworkRules
{
    private static readonly int[] s_adminPorts = [22, 3389];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("network-acls-closed", "AWS::EC2::NetworkAclEntry", AclClosed),
        new("subnets-no-public-ip", "AWS::EC2::Subnet", SubnetWithoutPublicIp),
        new("no-open-route", "AWS::EC2::Route", NoOpenRoute),
        new("flow-logs-on", "AWS::EC2::VPC", FlowLogsOn),
    ];

    /// <summary>Whether a subnet of this template is a public one, by the tag that the policies name.</summary>
    public static bool IsPublic(Resource tagged, string key, string value) => tagged["Tags"].Items.Any(tag => tag["Key"].Text == key && tag["Value"].Text == value);

    /// <summary>Whether a route leads out of a subnet of this template by an internet gateway.</summary>
    public static bool LeadsOut(Resource subnet) => subnet.World.Of("AWS::EC2::SubnetRouteTableAssociation").Where(link => subnet.IsNamedBy(link["SubnetId"]) && link.Exists)
        .SelectMany(link => subnet.World.Of("AWS::EC2::Route").Where(route => route["RouteTableId"].Written == link["RouteTableId"].Written && route["RouteTableId"].Written.Length > 0))
        .Any(route => IsToTheWorld(route) && IsInternetGateway(route["GatewayId"]) && route.Exists);

    private static void AclClosed(Resource entry, Told told)
    {
        if (entry["Egress"].IsTrue || entry["RuleAction"].Text == "deny")
        {
            return;
        }

        var cidr = Cidr(entry);
        if (new[] { cidr, entry["Protocol"], entry["RuleAction"], entry["Egress"], entry["PortRange"]["From"], entry["PortRange"]["To"] }.FirstOrDefault(part => part.IsUnknown) is { } unknown)
        {
            told.Unknown(unknown);
            return;
        }

        if (Range(entry) is not { } range || !Internet.IsWide([range]))
        {
            return;
        }

        var open = s_adminPorts.Where(port => Reaches(entry, port) && !IsDeniedBefore(entry, range, port)).ToList();
        if (open.Count > 0)
        {
            told.Fail(cidr, $"the entry lets port {string.Join(" and ", open)} in from \"{cidr.Written}\"", "allow the ports that are used alone, or deny 22 and 3389 in entries with lower numbers");
        }
    }

    private static bool IsDeniedBefore(Resource entry, AddressRange range, int port) => entry.World.Of("AWS::EC2::NetworkAclEntry").Any(other =>
        other["NetworkAclId"].Written == entry["NetworkAclId"].Written && other["RuleAction"].Text == "deny" && !other["Egress"].IsTrue && other["RuleNumber"].Number < entry["RuleNumber"].Number
        && Reaches(other, port) && Range(other) is { } denied && denied.IsV6 == range.IsV6 && denied.First <= range.First && range.Last <= denied.Last && other.Exists);

    private static bool Reaches(Resource entry, int port) =>
        entry["Protocol"].Text == "-1" || (entry["Protocol"].Text == "6" && (entry["PortRange"]["From"].Number ?? 0) <= port && port <= (entry["PortRange"]["To"].Number ?? Ports.Highest));

    private static Element Cidr(Resource entry) => entry["CidrBlock"] is { IsAbsent: false } v4 ? v4 : entry["Ipv6CidrBlock"];

    private static AddressRange? Range(Resource entry) => AddressRange.Parse(Cidr(entry).Text);

    private static void SubnetWithoutPublicIp(Resource subnet, Told told)
    {
        var (key, value) = PublicTag(told);
        if (!IsPublic(subnet, key, value))
        {
            told.RefuseTrue(subnet["MapPublicIpOnLaunch"], "the subnet gives public addresses to whatever starts in it", $"set MapPublicIpOnLaunch: false, or tag a public subnet with {key}: {value}");
        }
    }

    private static void NoOpenRoute(Resource route, Told told)
    {
        var (gateway, (key, value)) = (route["GatewayId"], PublicTag(told));
        if (gateway.IsAbsent || IsPublicTable(route, key, value))
        {
            return;
        }

        if (!IsToTheWorld(route))
        {
            if (new[] { route["DestinationCidrBlock"], route["DestinationIpv6CidrBlock"] }.FirstOrDefault(to => to.IsUnknown) is { } unknown)
            {
                told.Unknown(unknown);
            }
        }
        else if (IsInternetGateway(gateway))
        {
            told.Fail(gateway, "a route table that is not a public subnet's sends the world to an internet gateway", $"go out by a NAT gateway, or tag the route table of public subnets with {key}: {value}");
        }
        else if (gateway.IsUnknown && gateway.Target is null)
        {
            told.Unknown(gateway);
        }
    }

    private static bool IsToTheWorld(Resource route) =>
        new[] { route["DestinationCidrBlock"], route["DestinationIpv6CidrBlock"] }.Any(to => AddressRange.Parse(to.Text) is { } range && Internet.IsWide([range]));

    private static bool IsInternetGateway(Element gateway) =>
        gateway.Text?.StartsWith("igw-", StringComparison.Ordinal) == true || gateway.World.Of("AWS::EC2::InternetGateway").Any(each => each.IsNamedBy(gateway));

    private static bool IsPublicTable(Resource route, string key, string value)
    {
        if (route.World.Of("AWS::EC2::RouteTable").FirstOrDefault(each => each.IsNamedBy(route["RouteTableId"])) is not { } table)
        {
            return false;
        }

        var subnets = route.World.Of("AWS::EC2::SubnetRouteTableAssociation").Where(link => table.IsNamedBy(link["RouteTableId"]))
            .Select(link => route.World.Of("AWS::EC2::Subnet").FirstOrDefault(subnet => subnet.IsNamedBy(link["SubnetId"]))).ToList();
        return IsPublic(table, key, value) || (subnets.Count > 0 && subnets.TrueForAll(subnet => subnet is not null && IsPublic(subnet, key, value)));
    }

    private static void FlowLogsOn(Resource vpc, Told told)
    {
        var logs = vpc.World.Of("AWS::EC2::FlowLog").Where(log => vpc.IsNamedBy(log["ResourceId"]) && log.Exists).ToList();
        if (logs.Count == 0)
        {
            told.Fail(vpc.Properties, $"nothing logs the traffic of VPC {vpc.Name}", "add an AWS::EC2::FlowLog with ResourceType: VPC and ResourceId: !Ref " + vpc.Name);
            return;
        }

        var asked = told.Parameter("trafficType", "ALL");
        if (!logs.Exists(log => log["TrafficType"].Text is { } type && (type == "ALL" || type == asked)))
        {
            told.RequireOne(logs[0]["TrafficType"], $"the flow log does not keep {asked} traffic", $"set TrafficType: {asked}", "ALL", asked);
        }
    }

    private static (string Key, string Value) PublicTag(Told told) => (told.Parameter("publicTag", "tier"), told.Parameter("publicTagValue", "public"));
}
