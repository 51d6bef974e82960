using Amazon;
using Amazon.AccessAnalyzer;
using Amazon.Account;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Ec2;

/// <summary>Networks, account settings and what else an account has by itself.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task A_region_nobody_touched_shows_the_same_network_each_time_and_keeps_nothing()
    {
        using var cloud = new TestCloud();
        var first = (await Ec2(cloud).DescribeVpcsAsync(new(), Cancel)).Vpcs.Single();
        await Ec2(cloud).DescribeSecurityGroupsAsync(new(), Cancel);

        Assert.Equal(first.VpcId, (await Ec2(cloud).DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId);
        Assert.NotEqual(first.VpcId, (await Ec2(cloud, RegionEndpoint.EUCentral1).DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId);
        Assert.Single((await Ec2(cloud).DescribeInternetGatewaysAsync(new(), Cancel)).InternetGateways);
    }

    [Fact]
    public async Task A_VPC_goes_after_everything_in_it_and_is_made_again_when_asked()
    {
        using var cloud = new TestCloud();
        var ec2 = Ec2(cloud);
        var vpc = (await ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId;
        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteVpcAsync(new() { VpcId = vpc }, Cancel)));
        var gateway = (await ec2.DescribeInternetGatewaysAsync(new(), Cancel)).InternetGateways.Single().InternetGatewayId;
        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteInternetGatewayAsync(new() { InternetGatewayId = gateway }, Cancel)));
        Assert.Equal("DefaultVpcAlreadyExists", await Refusal(() => ec2.CreateDefaultVpcAsync(new(), Cancel)));
        foreach (var subnet in (await ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets)
        {
            await ec2.DeleteSubnetAsync(new() { SubnetId = subnet.SubnetId }, Cancel);
        }

        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteVpcAsync(new() { VpcId = vpc }, Cancel)));
        await ec2.DetachInternetGatewayAsync(new() { InternetGatewayId = gateway, VpcId = vpc }, Cancel);
        var group = await ec2.CreateSecurityGroupAsync(new() { GroupName = "web", Description = "web", VpcId = vpc }, Cancel);
        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteVpcAsync(new() { VpcId = vpc }, Cancel)));
        await ec2.DeleteSecurityGroupAsync(new() { GroupId = group.GroupId }, Cancel);
        await ec2.DeleteVpcAsync(new() { VpcId = vpc }, Cancel);

        Assert.Empty((await ec2.DescribeSecurityGroupsAsync(new(), Cancel)).SecurityGroups ?? []);
        await ec2.CreateDefaultVpcAsync(new(), Cancel);
        Assert.Equal(3, (await ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets.Count);
    }

    [Fact]
    public async Task Rules_are_one_for_each_peer_told_grouped_and_changed_by_id()
    {
        using var cloud = new TestCloud();
        var ec2 = Ec2(cloud);
        var group = (await ec2.CreateSecurityGroupAsync(new() { GroupName = "web", Description = "web" }, Cancel)).GroupId;
        IpPermission open = new()
        {
            IpProtocol = "6",
            FromPort = 443,
            ToPort = 443,
            Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }],
            Ipv6Ranges = [new() { CidrIpv6 = "::/0" }],
            PrefixListIds = [new() { Id = "pl-1" }],
        };
        var added = (await ec2.AuthorizeSecurityGroupIngressAsync(new() { GroupId = group, IpPermissions = [open] }, Cancel)).SecurityGroupRules;
        Assert.Equal(3, added.Count);
        Assert.Equal("InvalidPermission.Duplicate", await Refusal(() => ec2.AuthorizeSecurityGroupIngressAsync(new() { GroupId = group, IpPermissions = [open] }, Cancel)));

        var rule = added.Single(each => each.CidrIpv4 is not null);
        await ec2.ModifySecurityGroupRulesAsync(new()
        {
            GroupId = group,
            SecurityGroupRules = [new() { SecurityGroupRuleId = rule.SecurityGroupRuleId, SecurityGroupRule = new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, CidrIpv4 = "10.0.0.0/8" } }],
        }, Cancel);
        Assert.Equal("InvalidParameterCombination", await Refusal(() => ec2.ModifySecurityGroupRulesAsync(new()
        {
            GroupId = group,
            SecurityGroupRules = [new() { SecurityGroupRuleId = rule.SecurityGroupRuleId, SecurityGroupRule = new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, CidrIpv6 = "::/0" } }],
        }, Cancel)));

        var told = (await ec2.DescribeSecurityGroupsAsync(new() { GroupIds = [group] }, Cancel)).SecurityGroups.Single().IpPermissions.Single();
        Assert.Equal(("tcp", "10.0.0.0/8", "::/0", "pl-1"), (told.IpProtocol, told.Ipv4Ranges.Single().CidrIp, told.Ipv6Ranges.Single().CidrIpv6, told.PrefixListIds.Single().Id));
    }

    [Fact]
    public async Task A_list_that_somebody_made_lets_nothing_through_until_it_has_entries()
    {
        using var cloud = new TestCloud();
        var ec2 = Ec2(cloud);
        var vpc = (await ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId;
        var list = (await ec2.CreateNetworkAclAsync(new() { VpcId = vpc }, Cancel)).NetworkAcl;
        Assert.Equal([(32_767, "deny"), (32_767, "deny")], list.Entries.Select(each => (each.RuleNumber!.Value, each.RuleAction.Value)));
        CreateNetworkAclEntryRequest entry = new()
        {
            NetworkAclId = list.NetworkAclId,
            RuleNumber = 100,
            Protocol = "tcp",
            RuleAction = RuleAction.Allow,
            Egress = false,
            CidrBlock = "10.0.0.0/8",
            PortRange = new() { From = 22, To = 22 },
        };
        await ec2.CreateNetworkAclEntryAsync(entry, Cancel);
        Assert.Equal("NetworkAclEntryAlreadyExists", await Refusal(() => ec2.CreateNetworkAclEntryAsync(entry, Cancel)));
        entry.PortRange = null;
        Assert.Equal("MissingParameter", await Refusal(() => ec2.CreateNetworkAclEntryAsync(entry, Cancel)));

        var told = (await ec2.DescribeNetworkAclsAsync(new() { NetworkAclIds = [list.NetworkAclId] }, Cancel)).NetworkAcls.Single().Entries[0];
        Assert.Equal(("6", "10.0.0.0/8", 22), (told.Protocol, told.CidrBlock, told.PortRange.To));
        await ec2.DeleteNetworkAclEntryAsync(new() { NetworkAclId = list.NetworkAclId, RuleNumber = 100, Egress = false }, Cancel);
        Assert.Equal("InvalidNetworkAclEntry.NotFound", await Refusal(() => ec2.DeleteNetworkAclEntryAsync(new() { NetworkAclId = list.NetworkAclId, RuleNumber = 100, Egress = false }, Cancel)));
    }

    [Fact]
    public async Task An_interface_holds_its_subnet_and_its_groups()
    {
        using var cloud = new TestCloud();
        var ec2 = Ec2(cloud);
        var subnet = (await ec2.DescribeSubnetsAsync(new(), Cancel)).Subnets[0].SubnetId;
        var group = (await ec2.CreateSecurityGroupAsync(new() { GroupName = "web", Description = "web" }, Cancel)).GroupId;
        var made = (await ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet }, Cancel)).NetworkInterface;
        Assert.Equal("default", made.Groups.Single().GroupName);
        await ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = made.NetworkInterfaceId, Groups = [group] }, Cancel);

        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteSecurityGroupAsync(new() { GroupId = group }, Cancel)));
        Assert.Equal("DependencyViolation", await Refusal(() => ec2.DeleteSubnetAsync(new() { SubnetId = subnet }, Cancel)));
        Assert.Single((await ec2.DescribeNetworkInterfacesAsync(new() { Filters = [new() { Name = "group-id", Values = [group] }] }, Cancel)).NetworkInterfaces);
        await ec2.DeleteNetworkInterfaceAsync(new() { NetworkInterfaceId = made.NetworkInterfaceId }, Cancel);
        await ec2.DeleteSecurityGroupAsync(new() { GroupId = group }, Cancel);
        await ec2.DeleteSubnetAsync(new() { SubnetId = subnet }, Cancel);
    }

    [Fact]
    public async Task Metadata_defaults_keep_what_is_left_out_and_lose_what_has_no_preference()
    {
        using var cloud = new TestCloud();
        var ec2 = Ec2(cloud);
        await ec2.ModifyInstanceMetadataDefaultsAsync(new() { HttpTokens = MetadataDefaultHttpTokensState.Required, HttpPutResponseHopLimit = 2 }, Cancel);
        await ec2.ModifyInstanceMetadataDefaultsAsync(new() { HttpPutResponseHopLimit = -1 }, Cancel);

        var level = (await ec2.GetInstanceMetadataDefaultsAsync(new(), Cancel)).AccountLevel;

        Assert.Equal("required", level.HttpTokens?.Value);
        Assert.True(level.HttpPutResponseHopLimit is null or 0);
    }

    [Fact]
    public async Task An_opt_in_region_is_on_its_way_until_it_is_there()
    {
        using var cloud = new TestCloud(new SandboxOptions { AsyncReads = 1 });
        var account = cloud.As<AmazonAccountConfig, AmazonAccountClient>(Management, static (keys, config) => new(keys, config));
        await account.EnableRegionAsync(new() { RegionName = "eu-south-1" }, Cancel);

        Assert.Equal("ENABLING", (await account.GetRegionOptStatusAsync(new() { RegionName = "eu-south-1" }, Cancel)).RegionOptStatus.Value);
        Assert.Equal("ENABLED", (await account.GetRegionOptStatusAsync(new() { RegionName = "eu-south-1" }, Cancel)).RegionOptStatus.Value);
        await account.DisableRegionAsync(new() { RegionName = "eu-south-1" }, Cancel);
        await account.ListRegionsAsync(new(), Cancel);
        await account.ListRegionsAsync(new(), Cancel);
        Assert.Equal("AuthFailure", await Refusal(() => Ec2(cloud, RegionEndpoint.EUSouth1).DescribeVpcsAsync(new(), Cancel)));
        Assert.Equal("ValidationException", await Refusal(() => account.DisableRegionAsync(new() { RegionName = "eu-west-1" }, Cancel)));
    }

    [Fact]
    public async Task Contacts_of_members_need_trusted_access_and_the_management_account_never_names_itself()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var member = await cloud.NewAccount("member");
        var account = cloud.As<AmazonAccountConfig, AmazonAccountClient>(Management, static (keys, config) => new(keys, config));
        Assert.Equal("AccessDeniedException", await Refusal(() => Ask(member)));
        await cloud.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "account.amazonaws.com" }, Cancel);

        Assert.Equal("ResourceNotFoundException", await Refusal(() => Ask(member)));
        Assert.Equal("AccessDeniedException", await Refusal(() => Ask(Management)));

        Task Ask(string id) => account.GetAlternateContactAsync(new() { AccountId = id, AlternateContactType = AlternateContactType.BILLING }, Cancel);
    }

    [Fact]
    public async Task One_analyzer_of_external_access_to_an_account_and_region_and_the_organizations_only_for_its_administrator()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var member = await cloud.NewAccount("member");
        var (ours, theirs) = (Analyzers(cloud, Management), Analyzers(cloud, member));
        await theirs.CreateAnalyzerAsync(new() { AnalyzerName = "one", Type = Amazon.AccessAnalyzer.Type.ACCOUNT }, Cancel);

        Assert.Equal("ConflictException", await Refusal(() => theirs.CreateAnalyzerAsync(new() { AnalyzerName = "one", Type = Amazon.AccessAnalyzer.Type.ACCOUNT }, Cancel)));
        Assert.Equal("ServiceQuotaExceededException", await Refusal(() => theirs.CreateAnalyzerAsync(new() { AnalyzerName = "two", Type = Amazon.AccessAnalyzer.Type.ACCOUNT }, Cancel)));
        Assert.Equal("AccessDeniedException", await Refusal(() => theirs.CreateAnalyzerAsync(new() { AnalyzerName = "all", Type = Amazon.AccessAnalyzer.Type.ORGANIZATION }, Cancel)));
        Assert.Equal("AccessDeniedException", await Refusal(() => ours.CreateAnalyzerAsync(new() { AnalyzerName = "all", Type = Amazon.AccessAnalyzer.Type.ORGANIZATION }, Cancel)));
        await cloud.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "access-analyzer.amazonaws.com" }, Cancel);
        await ours.CreateAnalyzerAsync(new() { AnalyzerName = "all", Type = Amazon.AccessAnalyzer.Type.ORGANIZATION }, Cancel);

        Assert.Equal("ACTIVE", (await ours.GetAnalyzerAsync(new() { AnalyzerName = "all" }, Cancel)).Analyzer.Status.Value);
    }

    private static AmazonEC2Client Ec2(TestCloud cloud, RegionEndpoint? region = null) => cloud.As<AmazonEC2Config, AmazonEC2Client>(Management, static (keys, config) => new(keys, config), region);

    private static AmazonAccessAnalyzerClient Analyzers(TestCloud cloud, string account) =>
        cloud.As<AmazonAccessAnalyzerConfig, AmazonAccessAnalyzerClient>(account, static (keys, config) => new(keys, config));

    private static async Task<string> Refusal(Func<Task> call) => (await Assert.ThrowsAnyAsync<AmazonServiceException>(call)).ErrorCode;
}
