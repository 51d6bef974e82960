using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The default security groups of a region's VPCs, and their rules taken out.</summary>
internal static class DefaultGroups
{
    /// <summary>What <see cref="EmptyAsync"/> calls beside ec2:DescribeSecurityGroups.</summary>
    public static IReadOnlyList<Need> WritePermissions { get; } = ["ec2:DescribeSecurityGroupRules", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"];

    /// <summary>All of them. A VPC that another account shares shows its groups, and they are that account's.</summary>
    public static async Task<IEnumerable<SecurityGroup>> AllAsync(IAmazonEC2 ec2, string accountId, CancellationToken cancel)
    {
        var groups = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeSecurityGroupsAsync(new() { Filters = [new() { Name = "group-name", Values = ["default"] }], NextToken = token }, cancel);
            return (page.SecurityGroups, page.NextToken);
        });
        return groups.Where(each => each.OwnerId is null || each.OwnerId == accountId);
    }

    /// <summary>Takes all rules out. By id, which takes away exactly what was read, whatever peers and descriptions a rule has.</summary>
    public static async Task EmptyAsync(IAmazonEC2 ec2, string accountId, CancellationToken cancel)
    {
        foreach (var open in (await AllAsync(ec2, accountId, cancel)).Where(each => SecurityGroupRuleText.Of(each).Any()))
        {
            var rules = await RulesAsync(ec2, open.GroupId, cancel);
            try
            {
                if (Ids(rules, egress: false) is { Count: > 0 } incoming)
                {
                    await ec2.RevokeSecurityGroupIngressAsync(new() { GroupId = open.GroupId, SecurityGroupRuleIds = incoming }, cancel);
                }

                if (Ids(rules, egress: true) is { Count: > 0 } outgoing)
                {
                    await ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = open.GroupId, SecurityGroupRuleIds = outgoing }, cancel);
                }
            }
            catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidGroup.NotFound" or "InvalidSecurityGroupRuleId.NotFound" or "InvalidPermission.NotFound")
            {
                // Between reading and now; it was wanted gone, and the read-back decides.
            }
        }
    }

    private static List<string> Ids(List<SecurityGroupRule> rules, bool egress) => [.. rules.Where(rule => (rule.IsEgress == true) == egress).Select(rule => rule.SecurityGroupRuleId)];

    private static Task<List<SecurityGroupRule>> RulesAsync(IAmazonEC2 ec2, string groupId, CancellationToken cancel) => Paged.AllAsync(async token =>
    {
        var page = await ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new() { Name = "group-id", Values = [groupId] }], NextToken = token }, cancel);
        return (page.SecurityGroupRules, page.NextToken);
    });
}
