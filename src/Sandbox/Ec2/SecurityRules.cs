using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Rules of security groups: EC2 takes and tells them grouped by traffic, and keeps one for each peer.</summary>
internal static class SecurityRules
{
    private static readonly Dictionary<string, string> protocols = new(StringComparer.OrdinalIgnoreCase) { ["6"] = "tcp", ["17"] = "udp", ["1"] = "icmp", ["58"] = "icmpv6", ["all"] = "-1" };

    /// <summary>Single rules of what a request says, each without an id.</summary>
    public static IEnumerable<StoredRule> Single(IEnumerable<IpPermission> permissions, bool egress) =>
        from permission in permissions
        let traffic = new StoredRule { Id = "", Egress = egress, Protocol = Protocol(permission.IpProtocol), From = Port(permission.IpProtocol, permission.FromPort), To = Port(permission.IpProtocol, permission.ToPort) }
        from rule in (IEnumerable<StoredRule>)
        [
            .. (permission.IpRanges ?? []).Select(range => traffic with { Cidr = range.CidrIp, Description = range.Description }),
            .. (permission.Ipv6Ranges ?? []).Select(range => traffic with { Ipv6Cidr = range.CidrIpv6, Description = range.Description }),
            .. (permission.PrefixListIds ?? []).Select(list => traffic with { PrefixList = list.Id, Description = list.Description }),
            .. (permission.UserIdGroupPairs ?? []).Select(pair => traffic with { Group = pair.GroupId ?? pair.GroupName, Description = pair.Description }),
        ]
        select rule;

    /// <summary>As EC2 spells a protocol: names for the four it knows, numbers for others.</summary>
    public static string Protocol(string? protocol) => protocol is null
        ? throw new WireException("MissingParameter", "The request must contain the parameter ipProtocol", 400)
        : protocols.GetValueOrDefault(protocol, protocol.ToLowerInvariant());

    /// <summary>Two rules that are the same but for id and description.</summary>
    public static bool Same(StoredRule one, StoredRule other) => one with { Id = "", Description = null } == other with { Id = "", Description = null };

    /// <summary>Rules as DescribeSecurityGroups tells them.</summary>
    public static List<IpPermission> Grouped(IEnumerable<StoredRule> rules, Call call) => [.. rules.GroupBy(static rule => (rule.Protocol, rule.From, rule.To)).Select(traffic => new IpPermission
    {
        IpProtocol = traffic.Key.Protocol,
        FromPort = traffic.Key.From,
        ToPort = traffic.Key.To,
        IpRanges = [.. traffic.Where(static rule => rule.Cidr is not null).Select(static rule => new IpRange { CidrIp = rule.Cidr, Description = rule.Description })],
        Ipv6Ranges = [.. traffic.Where(static rule => rule.Ipv6Cidr is not null).Select(static rule => new Ipv6Range { CidrIpv6 = rule.Ipv6Cidr, Description = rule.Description })],
        PrefixListIds = [.. traffic.Where(static rule => rule.PrefixList is not null).Select(static rule => new PrefixListId { Id = rule.PrefixList, Description = rule.Description })],
        UserIdGroupPairs = [.. traffic.Where(static rule => rule.Group is not null).Select(rule => new UserIdGroupPair { GroupId = rule.Group, UserId = call.AccountId, Description = rule.Description })],
    })];

    // All traffic has no ports: EC2 leaves them out.
    private static int? Port(string? protocol, int? port) => Protocol(protocol) == "-1" ? null : port;
}
