using System.Globalization;
using SecretScoops.Governance.Network;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What security groups let in from the world: of all sources together that reach a port, so that two halves count as the whole.</summary>
internal static class SecurityGroupRules
{
    private const string Group = "AWS::EC2::SecurityGroup";
    private const string Ingress = "AWS::EC2::SecurityGroupIngress";

    private static readonly string[] s_types = [Group, Ingress];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ssh-closed", s_types, (group, told) => Closed(group, told, Ports(told.Parameters("ports", "22")))),
        new("risky-ports-closed", s_types, (group, told) => Closed(group, told, Ports(told.ParametersLike("blockedPort")))),
        new("admin-ports-closed", s_types, (group, told) => Closed(group, told, Ports(told.Parameters("restrictPorts", "22,3389")))),
        new("only-web-open", s_types, OnlyWebOpen),
    ];

    private static IEnumerable<Ports> Ports(IEnumerable<string> ports) => ports.Where(text => text.Length > 0).Select(text => Network.Ports.Parse("tcp", text));

    private static void OnlyWebOpen(Resource group, Told told)
    {
        var tcp = Ports(told.Parameters("authorizedTcpPorts", "443"));
        if (group.World.Of("AWS::ElasticLoadBalancingV2::LoadBalancer").Any(balancer => balancer["SecurityGroups"].Items.Any(item => group.IsNamedBy(item)) && balancer.Exists))
        {
            // It redirects there, which load-balancers-https sees to.
            tcp = tcp.Append(new("tcp", 80, 80));
        }

        Closed(group, told, Network.Ports.AllBut("tcp", tcp).Concat(Network.Ports.AllBut("udp", told.Parameters("authorizedUdpPorts", "").Select(port => Network.Ports.Parse("udp", port)))));
    }

    private static void Closed(Resource resource, Told told, IEnumerable<Ports> forbidden)
    {
        var rules = RulesOf(resource).ToList();
        var known = new List<InboundRule>();
        var asked = forbidden.ToList();
        foreach (var (rule, index) in rules.Select((rule, index) => (rule, index)))
        {
            if (Inbound(rule, index) is { } inbound)
            {
                known.Add(inbound);
            }
            else if (rule.IsUnknown || (Unknown(rule) is { } unknown && MayReach(rule, asked)))
            {
                told.Unknown(rule.IsUnknown ? rule : Unknown(rule)!);
            }
        }

        foreach (var open in asked.SelectMany(ports => InboundRule.Open(known, ports).Select(rule => (rule.Id, Ports: ports))).DistinctBy(open => open.Id))
        {
            var rule = rules[int.Parse(open.Id, NumberStyles.None, CultureInfo.InvariantCulture)];
            told.Fail(
                Source(rule), $"{Words(rule)} is open to {Quoted(rule)}, which is the world or a great part of it",
                "allow a security group (SourceSecurityGroupId) or narrow addresses alone; for shells use Session Manager, which needs no port");
        }
    }

    /// <summary>Rules of a group, within it and beside it; of a rule whose group is not in this template, itself.</summary>
    private static IEnumerable<Element> RulesOf(Resource resource)
    {
        if (resource.Type == Group)
        {
            var beside = resource.World.Of(Ingress).Where(rule => IsOf(rule, resource) && rule.Exists).Select(rule => rule.Properties);
            var within = resource["SecurityGroupIngress"];
            return (within.IsUnknown ? [within] : within.Items).Concat(beside);
        }

        return resource.World.Of(Group).Any(group => IsOf(resource, group)) ? [] : [resource.Properties];
    }

    private static bool IsOf(Resource rule, Resource group) => group.IsNamedBy(rule["GroupId"]) || group.IsNamedBy(rule["GroupName"], "GroupName");

    /// <summary>Null when a part that matters is unknown.</summary>
    private static InboundRule? Inbound(Element rule, int index)
    {
        if (rule.IsUnknown || Unknown(rule) is not null)
        {
            return null;
        }

        var (first, last) = (rule["FromPort"].Number ?? 0, rule["ToPort"].Number ?? Network.Ports.Highest);
        return new(
            index.ToString(CultureInfo.InvariantCulture),
            Protocol(rule),
            first < 0 ? 0 : first,
            last < 0 ? Network.Ports.Highest : last,
            new[] { rule["CidrIp"], rule["CidrIpv6"] }.Select(cidr => AddressRange.Parse(cidr.Text?.Trim())).OfType<AddressRange>().ToList());
    }

    private static Element? Unknown(Element rule) =>
        new[] { rule["CidrIp"], rule["CidrIpv6"], rule["SourcePrefixListId"], rule["IpProtocol"], rule["FromPort"], rule["ToPort"] }.FirstOrDefault(part => part.IsUnknown)
        ?? (rule["SourcePrefixListId"] is { IsAbsent: false } list ? Element.Unknown(rule.World, list.Node, "", "what stands in the prefix list is known at deployment alone") : null);

    // What cannot reach the ports anyway is not worth telling.
    private static bool MayReach(Element rule, List<Ports> asked) =>
        rule["IpProtocol"].IsUnknown || rule["FromPort"].IsUnknown || rule["ToPort"].IsUnknown
        || asked.Exists(ports => new InboundRule("", Protocol(rule), rule["FromPort"].Number ?? 0, rule["ToPort"].Number ?? Network.Ports.Highest, []).Reaches(ports.Protocol, ports.First, ports.Last));

    private static string Protocol(Element rule) => InboundRule.ProtocolOf(rule["IpProtocol"].Text);

    private static Element Source(Element rule) => rule["CidrIp"] is { IsAbsent: false } v4 ? v4 : rule["CidrIpv6"] is { IsAbsent: false } v6 ? v6 : rule;

    private static string Quoted(Element rule) => Faults.Quoted.Value(Source(rule).Written);

    private static string Words(Element rule) => Protocol(rule) is InboundRule.AnyProtocol ? "everything"
        : (rule["FromPort"].Text, rule["ToPort"].Text) switch
        {
            (null, _) => $"every port of {Protocol(rule)}",
            var (first, last) when first == last => $"{Protocol(rule)} port {first}",
            var (first, last) => $"{Protocol(rule)} ports {first} to {last}",
        };
}
