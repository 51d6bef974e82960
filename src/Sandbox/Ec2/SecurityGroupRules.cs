using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Rules of security groups, put in, taken out and changed.</summary>
internal sealed partial class Ec2Sandbox
{
    // Rules in one direction of one group: "Amazon VPC quotas", read 2026-11.
    private const int MostRules = 60;

    public override AuthorizeSecurityGroupIngressResponse AuthorizeSecurityGroupIngress(AuthorizeSecurityGroupIngressRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, request.GroupName);
        var permissions = Asked(request.IpPermissions, request.IpProtocol, request.FromPort, request.ToPort, request.CidrIp, request.SourceSecurityGroupName);
        return new AuthorizeSecurityGroupIngressResponse { Return = true, SecurityGroupRules = Authorize(network, group, permissions, egress: false, request.TagSpecifications, call) };
    }

    public override AuthorizeSecurityGroupEgressResponse AuthorizeSecurityGroupEgress(AuthorizeSecurityGroupEgressRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, null);
        var permissions = Asked(request.IpPermissions, request.IpProtocol, request.FromPort, request.ToPort, request.CidrIp, request.SourceSecurityGroupName);
        return new AuthorizeSecurityGroupEgressResponse { Return = true, SecurityGroupRules = Authorize(network, group, permissions, egress: true, request.TagSpecifications, call) };
    }

    public override RevokeSecurityGroupIngressResponse RevokeSecurityGroupIngress(RevokeSecurityGroupIngressRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, request.GroupName);
        var permissions = request.SecurityGroupRuleIds is { Count: > 0 } ? [] : Asked(request.IpPermissions, request.IpProtocol, request.FromPort, request.ToPort, request.CidrIp, request.SourceSecurityGroupName);
        return new RevokeSecurityGroupIngressResponse { Return = true, RevokedSecurityGroupRules = Revoke(network, group, request.SecurityGroupRuleIds, permissions, egress: false) };
    }

    public override RevokeSecurityGroupEgressResponse RevokeSecurityGroupEgress(RevokeSecurityGroupEgressRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, null);
        var permissions = request.SecurityGroupRuleIds is { Count: > 0 } ? [] : Asked(request.IpPermissions, request.IpProtocol, request.FromPort, request.ToPort, request.CidrIp, request.SourceSecurityGroupName);
        return new RevokeSecurityGroupEgressResponse { Return = true, RevokedSecurityGroupRules = Revoke(network, group, request.SecurityGroupRuleIds, permissions, egress: true) };
    }

    /// <remarks>A rule keeps its direction; a peer is replaced by one of the same sort (EC2 API Reference, ModifySecurityGroupRules, read 2026-11).</remarks>
    public override ModifySecurityGroupRulesResponse ModifySecurityGroupRules(ModifySecurityGroupRulesRequest request, Call call)
    {
        var network = Changing(call, request.DryRun);
        var group = Group(network, request.GroupId, null);
        foreach (var update in request.SecurityGroupRules!)
        {
            var (rule, asked) = (Rule(group, update.SecurityGroupRuleId!), update.SecurityGroupRule!);
            var protocol = SecurityRules.Protocol(asked.IpProtocol);
            var changed = rule with
            {
                Protocol = protocol,
                From = protocol == "-1" ? null : asked.FromPort,
                To = protocol == "-1" ? null : asked.ToPort,
                Cidr = asked.CidrIpv4,
                Ipv6Cidr = asked.CidrIpv6,
                PrefixList = asked.PrefixListId,
                Group = asked.ReferencedGroupId,
                Description = asked.Description,
            };
            if ((rule.Cidr is null, rule.Ipv6Cidr is null, rule.PrefixList is null, rule.Group is null) != (changed.Cidr is null, changed.Ipv6Cidr is null, changed.PrefixList is null, changed.Group is null))
            {
                throw new WireException("InvalidParameterCombination", "You may not modify the source or destination type of a security group rule.", 400);
            }

            group.Rules[group.Rules.IndexOf(rule)] = changed;
        }

        return new ModifySecurityGroupRulesResponse { Return = true };
    }

    public override DescribeSecurityGroupRulesResponse DescribeSecurityGroupRules(DescribeSecurityGroupRulesRequest request, Call call)
    {
        Dry(request.DryRun);
        var network = Network(call);
        var all = network.SecurityGroups.SelectMany(static group => group.Rules.Select(rule => (Group: group, Rule: rule)));
        var found = Filters.Apply(all.Where(each => request.SecurityGroupRuleIds is not { Count: > 0 } ids || ids.Contains(each.Rule.Id)), request.Filters, (each, name) => name switch
        {
            "group-id" => [each.Group.Id],
            "security-group-rule-id" => [each.Rule.Id],
            _ => Filters.OfTags(name, network.Tags.GetValueOrDefault(each.Rule.Id)),
        });
        var (shown, next) = pages.Cut(found, request.MaxResults, request.NextToken);
        return new DescribeSecurityGroupRulesResponse { SecurityGroupRules = [.. shown.Select(each => Shown(network, each.Group, each.Rule, call))], NextToken = next };
    }

    private static List<IpPermission> Asked(List<IpPermission>? permissions, string? protocol, int? from, int? to, string? cidr, string? group) => permissions is { Count: > 0 }
        ? permissions
        : [new IpPermission
        {
            IpProtocol = protocol ?? (group is null ? null : "-1"),
            FromPort = from,
            ToPort = to,
            IpRanges = cidr is null ? [] : [new IpRange { CidrIp = cidr }],
            UserIdGroupPairs = group is null ? [] : [new UserIdGroupPair { GroupName = group }],
        }];

    private static StoredRule Rule(StoredSecurityGroup group, string id) => group.Rules.Find(rule => rule.Id == id)
        ?? throw new WireException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist", 400);

    private static SecurityGroupRule Shown(StoredNetwork network, StoredSecurityGroup group, StoredRule rule, Call call) => new()
    {
        SecurityGroupRuleId = rule.Id,
        SecurityGroupRuleArn = $"arn:aws:ec2:{call.Region}:{call.AccountId}:security-group-rule/{rule.Id}",
        GroupId = group.Id,
        GroupOwnerId = call.AccountId,
        IsEgress = rule.Egress,
        IpProtocol = rule.Protocol,
        FromPort = rule.From ?? -1,
        ToPort = rule.To ?? -1,
        CidrIpv4 = rule.Cidr,
        CidrIpv6 = rule.Ipv6Cidr,
        PrefixListId = rule.PrefixList,
        ReferencedGroupInfo = rule.Group is { } other ? new ReferencedSecurityGroup { GroupId = other, UserId = call.AccountId, VpcId = group.VpcId } : null,
        Description = rule.Description,
        Tags = Tags(network, rule.Id),
    };

    private static List<RevokedSecurityGroupRule> Revoke(StoredNetwork network, StoredSecurityGroup group, List<string>? ids, List<IpPermission> permissions, bool egress)
    {
        var gone = (ids ?? []).Select(id => Rule(group, id)).Concat(SecurityRules.Single(permissions, egress).Select(asked =>
            group.Rules.Find(rule => SecurityRules.Same(rule, asked)) ?? throw new WireException("InvalidPermission.NotFound", "The specified rule does not exist in this security group.", 400))).ToList();
        foreach (var rule in gone)
        {
            group.Rules.Remove(rule.Egress == egress ? rule : throw new WireException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{rule.Id}' does not exist", 400));
            network.Tags.Remove(rule.Id);
        }

        return [.. gone.Select(rule => new RevokedSecurityGroupRule { SecurityGroupRuleId = rule.Id, GroupId = group.Id, IsEgress = egress, IpProtocol = rule.Protocol, CidrIpv4 = rule.Cidr, CidrIpv6 = rule.Ipv6Cidr, PrefixListId = rule.PrefixList, ReferencedGroupId = rule.Group })];
    }

    private List<SecurityGroupRule> Authorize(StoredNetwork network, StoredSecurityGroup group, List<IpPermission> permissions, bool egress, List<TagSpecification>? tags, Call call)
    {
        var added = SecurityRules.Single(permissions, egress).Select(rule => rule with { Id = NewId("sgr"), Group = rule.Group is { } named ? Referenced(network, group, named) : null }).ToList();
        if (added.Find(rule => group.Rules.Exists(present => SecurityRules.Same(present, rule))) is { } twice)
        {
            throw new WireException("InvalidPermission.Duplicate", $"the specified rule \"peer: {twice.Cidr ?? twice.Ipv6Cidr ?? twice.PrefixList ?? twice.Group}, {twice.Protocol}\" already exists", 400);
        }

        if (group.Rules.Count(rule => rule.Egress == egress) + added.Count > MostRules)
        {
            throw new WireException("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.", 400);
        }

        group.Rules.AddRange(added);
        added.ForEach(rule => Tag(network, rule.Id, tags));
        return [.. added.Select(rule => Shown(network, group, rule, call))];
    }

    private static string Referenced(StoredNetwork network, StoredSecurityGroup group, string named) => (network.SecurityGroups.Find(each => each.Id == named || (each.VpcId == group.VpcId && each.Name == named))
        ?? throw new WireException("InvalidGroup.NotFound", $"You have specified two resources that belong to different networks, or the security group '{named}' does not exist", 400)).Id;
}
