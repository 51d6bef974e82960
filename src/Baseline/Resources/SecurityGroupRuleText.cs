using Amazon.EC2.Model;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Rules of a security group as a person reads them in a plan: <c>vpc-0a1b: in, tcp 22, from 0.0.0.0/0</c>.</summary>
internal static class SecurityGroupRuleText
{
    /// <summary>One text for each peer of each rule.</summary>
    public static IEnumerable<string> Of(SecurityGroup of) =>
        Told(of, of.IpPermissions, "in", "from").Concat(Told(of, of.IpPermissionsEgress, "out", "to"));

    private static IEnumerable<string> Told(SecurityGroup of, List<IpPermission>? permissions, string direction, string towards) =>
        from permission in permissions ?? []
        from peer in Peers(of, permission)
        select $"{of.VpcId}: {direction}, {Traffic(permission)}, {towards} {peer}";

    private static string Traffic(IpPermission permission) => permission switch
    {
        { IpProtocol: "-1" } => "all traffic",
        { FromPort: null or -1 } => permission.IpProtocol,
        { FromPort: { } from, ToPort: { } to } when from == to => $"{permission.IpProtocol} {from}",
        _ => $"{permission.IpProtocol} {permission.FromPort}-{permission.ToPort}",
    };

    private static IEnumerable<string> Peers(SecurityGroup of, IpPermission permission) =>
    [
        .. (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp),
        .. (permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6),
        .. (permission.PrefixListIds ?? []).Select(list => list.Id),
        .. (permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId == of.GroupId ? "the group itself" : pair.GroupId),
    ];
}
