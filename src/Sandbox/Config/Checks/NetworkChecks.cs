using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>EC2: the account's settings, security groups, subnets and flow logs.</summary>
/// <remarks>Config Developer Guide, "ec2-security-group-attached-to-eni-periodic" (default groups are left out) and "ebs-snapshot-public-restorable-check", read 2026-11; the others from memory.</remarks>
internal sealed class NetworkChecks : IConfigCheck
{
    private const string Group = "AWS::EC2::SecurityGroup";

    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers =>
    [
        "EC2_EBS_ENCRYPTION_BY_DEFAULT", "EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS", "INCOMING_SSH_DISABLED", "RESTRICTED_INCOMING_TRAFFIC", "VPC_SG_PORT_RESTRICTION_CHECK",
        "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS", "VPC_DEFAULT_SECURITY_GROUP_CLOSED", "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED", "VPC_FLOW_LOGS_ENABLED",
        "EC2_SECURITY_GROUP_ATTACHED_TO_ENI_PERIODIC", "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK",
    ];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var ec2 = request.There.Ec2 ?? new();
        var network = ec2.Network ?? Ec2.DefaultNetwork.Of(request.Account.Id, request.Region);
        return request.Identifier switch
        {
            "EC2_EBS_ENCRYPTION_BY_DEFAULT" => [request.Own(ec2.EbsEncryption, "New volumes are not encrypted by default.")],
            "EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS" => [request.Own(Snapshots(request, ec2) == "block-all-sharing", "Snapshots can be shared with everybody.")],
            "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK" => [request.Own(true)], // It judges the account, and an account without snapshots, as all are here, has no public one.
            "EC2_SECURITY_GROUP_ATTACHED_TO_ENI_PERIODIC" => network.SecurityGroups.Where(g => g.Name != "default")
                .Select(g => new CheckedResource(Group, g.Id, network.Interfaces.Exists(i => i.Groups.Contains(g.Id)), "It is attached to no network interface.")),
            "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED" => network.Subnets.Select(s => new CheckedResource("AWS::EC2::Subnet", s.Id, !s.PublicAddresses, "It gives out public addresses.")),
            "VPC_FLOW_LOGS_ENABLED" => network.Vpcs.Select(v => new CheckedResource("AWS::EC2::VPC", v.Id, network.FlowLogs.Exists(f => f.ResourceId == v.Id), "It has no flow log.")),
            "VPC_DEFAULT_SECURITY_GROUP_CLOSED" => network.SecurityGroups.Where(g => g.Name == "default").Select(g => new CheckedResource(Group, g.Id, g.Rules.Count == 0, "It has rules.")),
            _ => network.SecurityGroups.Select(g => new CheckedResource(Group, g.Id, g.Rules.TrueForAll(r => Passes(r, request)), "It is open to everybody.")),
        };
    }

    private static string Snapshots(CheckRequest request, StoredEc2 ec2) => Ec2.DeclaredSettings.Of(request.World.State, request.Account.Id).SnapshotPublicAccess ?? ec2.SnapshotPublicAccess;

    private static bool Passes(StoredRule rule, CheckRequest request)
    {
        if (rule.Egress || (rule.Cidr != "0.0.0.0/0" && rule.Ipv6Cidr != "::/0"))
        {
            return true;
        }

        var (from, to) = rule.Protocol == "-1" ? (0, 65_535) : (rule.From ?? 0, rule.To ?? 65_535);
        bool Opens(int port) => from <= port && port <= to;
        return request.Identifier switch
        {
            "INCOMING_SSH_DISABLED" => !Opens(22),
            "RESTRICTED_INCOMING_TRAFFIC" => !Enumerable.Range(1, 5).Select(i => request.Number($"blockedPort{i}", -1)).Any(Opens),
            "VPC_SG_PORT_RESTRICTION_CHECK" => !Ports(request.Parameter("restrictPorts") ?? "22,3389").Any(range => from <= range.To && range.From <= to),
            _ => Ports(request.Parameter(rule.Protocol == "udp" ? "authorizedUdpPorts" : "authorizedTcpPorts") ?? "").Any(range => range.From <= from && to <= range.To),
        };
    }

    private static IEnumerable<(int From, int To)> Ports(string list) =>
        from part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let ends = part.Split('-', 2)
        where int.TryParse(ends[0], System.Globalization.CultureInfo.InvariantCulture, out _) && int.TryParse(ends[^1], System.Globalization.CultureInfo.InvariantCulture, out _)
        select (int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(ends[^1], System.Globalization.CultureInfo.InvariantCulture));
}
