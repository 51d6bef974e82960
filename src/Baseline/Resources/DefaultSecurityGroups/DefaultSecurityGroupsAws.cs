using Amazon.EC2;
using Amazon.EC2.Model;
using SecretScoops.Governance.Aws.Sessions;
using Address = SecretScoops.Governance.Addresses.Address;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.DefaultSecurityGroups;

/// <summary>The calls of <see cref="DefaultSecurityGroupKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class DefaultSecurityGroupsAws(DefaultSecurityGroupKind kind)
    : AccountSetting<object, DefaultSecurityGroupAttributes>(kind, Places.Regions, DefaultSecurityGroupKind.IsManaged)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadPermissions => ["ec2:DescribeSecurityGroups"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> WritePermissions => ["ec2:DescribeSecurityGroupRules", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"];

    /// <inheritdoc/>
    protected override async Task<DefaultSecurityGroupAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        new([.. (await GroupsAsync(session.Ec2, world.AccountId(scope.Account), cancel)).SelectMany(RuleText.Of).Order(StringComparer.Ordinal)]);

    /// <remarks>Revoking by id takes away exactly what was read, whatever peers and descriptions a rule has. What is gone already was wanted gone.</remarks>
    protected override async Task SetAsync(Address address, DefaultSecurityGroupAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        var open = (await GroupsAsync(ec2, world.AccountId(address.Account!), cancel)).Where(group => RuleText.Of(group).Any());
        foreach (var group in open)
        {
            var rules = await RulesAsync(ec2, group, cancel);
            var (incoming, outgoing) = (rules.Where(rule => rule.IsEgress != true).Select(rule => rule.SecurityGroupRuleId).ToList(), rules.Where(rule => rule.IsEgress == true).Select(rule => rule.SecurityGroupRuleId).ToList());
            try
            {
                if (incoming.Count > 0)
                {
                    await ec2.RevokeSecurityGroupIngressAsync(new() { GroupId = group.GroupId, SecurityGroupRuleIds = incoming }, cancel);
                }

                if (outgoing.Count > 0)
                {
                    await ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = group.GroupId, SecurityGroupRuleIds = outgoing }, cancel);
                }
            }
            catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidGroup.NotFound" or "InvalidSecurityGroupRuleId.NotFound" or "InvalidPermission.NotFound")
            {
                // Between reading and now; the read-back decides.
            }
        }
    }

    // A VPC that another account shares shows its groups, and they are that account's.
    private static async Task<IEnumerable<SecurityGroup>> GroupsAsync(IAmazonEC2 ec2, string accountId, CancellationToken cancel)
    {
        var groups = await Paged.AllAsync(async token =>
        {
            var page = await ec2.DescribeSecurityGroupsAsync(new() { Filters = [new() { Name = "group-name", Values = ["default"] }], NextToken = token }, cancel);
            return (page.SecurityGroups, page.NextToken);
        });
        return groups.Where(group => group.OwnerId is null || group.OwnerId == accountId);
    }

    private static Task<List<SecurityGroupRule>> RulesAsync(IAmazonEC2 ec2, SecurityGroup group, CancellationToken cancel) => Paged.AllAsync(async token =>
    {
        var page = await ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new() { Name = "group-id", Values = [group.GroupId] }], NextToken = token }, cancel);
        return (page.SecurityGroupRules, page.NextToken);
    });
}
