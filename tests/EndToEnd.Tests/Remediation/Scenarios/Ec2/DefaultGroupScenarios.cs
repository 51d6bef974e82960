using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>As AWS makes it, with a rule more; the neighbour VPC's stays.</summary>
internal class DefaultGroupOpen : Scenario
{
    /// <inheritdoc/>
    public override string Control => "default-security-group-closed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/SecurityGroup", "ec2/SecurityGroupRule"];

    // At most: in from the group itself, out to everywhere, as it was made; and ours.
    /// <inheritdoc/>
    public override int ChangedOfASort => 3;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        _ = await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.21.0.0/16" }, cancel);
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var group = (await member.Ec2.DescribeSecurityGroupsAsync(new() { Filters = [new("vpc-id", [vpc]), new("group-name", ["default"])] }, cancel)).SecurityGroups[0].GroupId;
        var list = (await member.Ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "offices", AddressFamily = "IPv4", MaxEntries = 10, Entries = [new() { Cidr = "203.0.113.0/24" }] }, cancel)).PrefixList.PrefixListId;
        await member.Ec2.AuthorizeSecurityGroupIngressAsync(
            new()
            {
                GroupId = group,
                IpPermissions = [new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, PrefixListIds = [new() { Id = list }] }],
                TagSpecifications = [new() { ResourceType = "security-group-rule", Tags = [new("team", "shop")] }],
            },
            cancel);
        return group;
    }
}

/// <summary>Something wears it: nothing is cut, and somebody is told.</summary>
internal sealed class DefaultGroupInUse : DefaultGroupOpen
{
    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var group = await base.BreakAsync(member, cancel);
        var vpc = (await member.Ec2.DescribeSecurityGroupsAsync(new() { GroupIds = [group] }, cancel)).SecurityGroups[0].VpcId;
        var subnet = (await member.Ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = "10.20.1.0/24" }, cancel)).Subnet.SubnetId;
        await member.Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Groups = [group], Description = "forgotten" }, cancel);
        return group;
    }
}
