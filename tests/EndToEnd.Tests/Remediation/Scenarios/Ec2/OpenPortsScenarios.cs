using Amazon.EC2.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Ec2;

/// <summary>A group among others that lets in what it should, and something more.</summary>
internal abstract class OpenGroup : Scenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["ec2/SecurityGroupRule"];

    /// <summary>How many rules are too open.</summary>
    protected virtual int TooOpen => 1;

    /// <inheritdoc/>
    public override int ChangedOfASort => TooOpen;

    /// <summary>Opens it.</summary>
    protected abstract Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel);

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var groups = new List<string>();
        foreach (var name in new[] { "shop", "shop-neighbour" })
        {
            var group = (await member.Ec2.CreateSecurityGroupAsync(
                new() { GroupName = name, Description = name, VpcId = vpc, TagSpecifications = [new() { ResourceType = "security-group", Tags = [new("team", "shop")] }] }, cancel)).GroupId;
            groups.Add(group);
            // What a careless fix takes along: narrow sources for the same port, the whole private network for everything, the group itself, and the shop's own door.
            await LetInAsync(member, group, new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8" }, new() { CidrIp = "203.0.113.0/24", Description = "the office" }] }, cancel);
            await LetInAsync(member, group, new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "10.20.0.0/16" }] }, cancel);
            await LetInAsync(member, group, new() { IpProtocol = "-1", UserIdGroupPairs = [new() { GroupId = group }] }, cancel);
            await LetInAsync(member, group, new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }], Ipv6Ranges = [new() { CidrIpv6 = "::/0" }] }, cancel);
        }

        await OpenAsync(member, groups[0], cancel);
        return groups[0];
    }

    /// <summary>Adds rules.</summary>
    protected static Task LetInAsync(AwsSession member, string groupId, IpPermission permission, CancellationToken cancel, params List<Tag> tags) => member.Ec2.AuthorizeSecurityGroupIngressAsync(
        new() { GroupId = groupId, IpPermissions = [permission], TagSpecifications = tags.Count == 0 ? null : [new() { ResourceType = "security-group-rule", Tags = tags }] }, cancel);

    /// <summary>Adds a rule for a port of TCP.</summary>
    protected static Task OpenAsync(AwsSession member, string groupId, int port, string cidr, CancellationToken cancel) =>
        LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = port, ToPort = port, Ipv4Ranges = [new() { CidrIp = cidr, Description = "temp" }] }, cancel);
}

/// <summary>As everybody does it; the rule has tags, which an undo gives back.</summary>
internal class SshToTheWorld : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    protected override Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel) => LetInAsync(
        member, groupId, new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0", Description = "temp ssh" }] }, cancel, [new("owner", "jdoe")]);
}

/// <summary>CloudTrail tells of it, with the permissions in a list.</summary>
internal sealed class SshInItemsShape : SshToTheWorld
{
    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        RecordedCall.Of("AuthorizeSecurityGroupIngress", resourceId, accountId, region);
}

/// <summary>CloudTrail tells of it, with the port beside an empty list.</summary>
internal sealed class SshInFlatShape : SshToTheWorld
{
    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        RecordedCall.Of("AuthorizeSecurityGroupIngress-flat-shape", resourceId, accountId, region);
}

/// <summary>A narrow rule was made a wide one, which no Authorize call tells of.</summary>
internal sealed class SshModifiedOpen : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        RecordedCall.Of("ModifySecurityGroupRules", resourceId, accountId, region);

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        var made = await member.Ec2.AuthorizeSecurityGroupIngressAsync(
            new() { GroupId = groupId, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "198.51.100.7/32" }] }] }, cancel);
        await member.Ec2.ModifySecurityGroupRulesAsync(
            new()
            {
                GroupId = groupId,
                SecurityGroupRules = [new() { SecurityGroupRuleId = made.SecurityGroupRules[0].SecurityGroupRuleId, SecurityGroupRule = new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, CidrIpv4 = "0.0.0.0/0" } }],
            },
            cancel);
    }
}

/// <summary>The other internet.</summary>
internal sealed class SshOverIpv6 : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        RecordedCall.Of("AuthorizeSecurityGroupIngress-ipv6-rdp", resourceId, accountId, region);

    /// <inheritdoc/>
    protected override Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel) =>
        LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv6Ranges = [new() { CidrIpv6 = "::/0" }] }, cancel);
}

/// <summary>Nobody finds 0.0.0.0/0 here, and everybody gets in.</summary>
internal sealed class SshInHalves : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    protected override int TooOpen => 2;

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        await OpenAsync(member, groupId, 22, "0.0.0.0/1", cancel);
        await OpenAsync(member, groupId, 22, "128.0.0.0/1", cancel);
    }
}

/// <summary>The world is in a prefix list; the office's list beside it stays.</summary>
internal sealed class SshByPrefixList : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        foreach (var (name, entries) in new[] { ("offices", new[] { "203.0.113.0/24", "198.51.100.0/24" }), ("partners", ["192.0.2.0/24", "0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1"]) })
        {
            var list = (await member.Ec2.CreateManagedPrefixListAsync(
                new() { PrefixListName = name, AddressFamily = "IPv4", MaxEntries = 10, Entries = [.. entries.Select(cidr => new AddPrefixListEntry { Cidr = cidr })] }, cancel)).PrefixList.PrefixListId;
            await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, PrefixListIds = [new() { Id = list }] }, cancel);
        }
    }
}

/// <summary>All ports at once: the one rule goes, and nothing else of the group.</summary>
internal sealed class SshAmongAllPorts : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "ssh-closed";

    /// <inheritdoc/>
    protected override Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel) =>
        LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 0, ToPort = 65535, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }, cancel);
}

/// <summary>Remote desktops, over IPv6, and SSH.</summary>
internal sealed class AdminPortsToTheWorld : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "admin-ports-closed";

    /// <inheritdoc/>
    protected override int TooOpen => 2;

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        RecordedCall.Of("AuthorizeSecurityGroupIngress-ipv6-rdp", resourceId, accountId, region);

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        var list = (await member.Ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "everybody", AddressFamily = "IPv4", MaxEntries = 10, Entries = [new() { Cidr = "0.0.0.0/0" }] }, cancel)).PrefixList.PrefixListId;
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, PrefixListIds = [new() { Id = list }] }, cancel);
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 3389, ToPort = 3389, Ipv6Ranges = [new() { CidrIpv6 = "2000::/3" }] }, cancel, [new("owner", "jdoe")]);
    }
}

/// <summary>A database's port, by a list.</summary>
internal sealed class DatabaseToTheWorld : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "risky-ports-closed";

    /// <inheritdoc/>
    protected override int TooOpen => 2;

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        var list = (await member.Ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "everybody", AddressFamily = "IPv4", MaxEntries = 10, Entries = [new() { Cidr = "0.0.0.0/0" }] }, cancel)).PrefixList.PrefixListId;
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 5432, ToPort = 5432, PrefixListIds = [new() { Id = list }] }, cancel);
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 6379, ToPort = 6379, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }, cancel, [new("owner", "jdoe")]);
    }
}

/// <summary>UDP and a port of one's own; a load balancer's port 80, and ICMP, stay.</summary>
internal sealed class MoreThanWebToTheWorld : OpenGroup
{
    /// <inheritdoc/>
    public override string Control => "only-web-open";

    /// <inheritdoc/>
    protected override int TooOpen => 3;

    /// <inheritdoc/>
    protected override async Task OpenAsync(AwsSession member, string groupId, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.DescribeSecurityGroupsAsync(new() { GroupIds = [groupId] }, cancel)).SecurityGroups[0].VpcId;
        var subnet = (await member.Ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = "10.20.1.0/24" }, cancel)).Subnet.SubnetId;
        await member.Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Groups = [groupId], Description = "ELB app/shop/50dc6c495c0c9188" }, cancel);
        await OpenAsync(member, groupId, 80, "0.0.0.0/0", cancel);
        await LetInAsync(member, groupId, new() { IpProtocol = "icmp", FromPort = 3, ToPort = 4, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }, cancel);
        var list = (await member.Ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "everybody", AddressFamily = "IPv4", MaxEntries = 10, Entries = [new() { Cidr = "0.0.0.0/0" }] }, cancel)).PrefixList.PrefixListId;
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 8443, ToPort = 8443, PrefixListIds = [new() { Id = list }] }, cancel, [new("owner", "jdoe")]);
        await LetInAsync(member, groupId, new() { IpProtocol = "udp", FromPort = 161, ToPort = 161, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }, cancel);
        await LetInAsync(member, groupId, new() { IpProtocol = "tcp", FromPort = 440, ToPort = 450, Ipv6Ranges = [new() { CidrIpv6 = "::/0" }] }, cancel);
    }
}
