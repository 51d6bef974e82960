using Amazon.Account;
using Amazon.EC2;
using Amazon.IdentityManagement.Model;
using Amazon.S3Control;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// Account defaults over the wire; kept by the sandbox and moto alike. moto has no metadata defaults, no default EBS key, no sharing blocks, no serial console, no Access Analyzer
/// and no central root access, and its default VPC has neither an internet gateway nor an incoming rule in its default group: of those the sandbox's own tests speak.
/// </summary>
public abstract class AccountDefaultsContract : IAsyncLifetime
{
    private ContractSession session = null!;

    private IAmazonEC2 Ec2 => session.Home.Ec2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => session = new((IAwsEndpoint)await Endpoint());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_password_policy_is_set_whole_and_deleted()
    {
        var iam = session.Home.Iam;
        await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetAccountPasswordPolicyAsync(new(), Cancel));
        await iam.UpdateAccountPasswordPolicyAsync(new() { MinimumPasswordLength = 14, RequireSymbols = true, MaxPasswordAge = 90, PasswordReusePrevention = 24 }, Cancel);
        await iam.UpdateAccountPasswordPolicyAsync(new() { MinimumPasswordLength = 12 }, Cancel);

        var policy = (await iam.GetAccountPasswordPolicyAsync(new(), Cancel)).PasswordPolicy;

        Assert.Equal((12, false, false), (policy.MinimumPasswordLength, policy.RequireSymbols, policy.ExpirePasswords));
        Assert.True(policy.MaxPasswordAge is null or 0);
        await iam.DeleteAccountPasswordPolicyAsync(new(), Cancel);
        await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.DeleteAccountPasswordPolicyAsync(new(), Cancel));
    }

    [Fact]
    public async Task An_accounts_public_access_block_is_not_there_set_and_gone()
    {
        var (s3, account) = (session.Home.S3Control, "123456789012");
        Assert.Equal("NoSuchPublicAccessBlockConfiguration", (await Assert.ThrowsAnyAsync<AmazonS3ControlException>(() => s3.GetPublicAccessBlockAsync(new() { AccountId = account }, Cancel))).ErrorCode);
        await s3.PutPublicAccessBlockAsync(new() { AccountId = account, PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = false, BlockPublicPolicy = true, RestrictPublicBuckets = false } }, Cancel);

        var block = (await s3.GetPublicAccessBlockAsync(new() { AccountId = account }, Cancel)).PublicAccessBlockConfiguration;

        Assert.Equal((true, false, true, false), (block.BlockPublicAcls, block.IgnorePublicAcls, block.BlockPublicPolicy, block.RestrictPublicBuckets));
        await s3.DeletePublicAccessBlockAsync(new() { AccountId = account }, Cancel);
        await Assert.ThrowsAnyAsync<AmazonS3ControlException>(() => s3.GetPublicAccessBlockAsync(new() { AccountId = account }, Cancel));
    }

    [Fact]
    public async Task Encryption_of_volumes_is_off_on_and_off()
    {
        Assert.NotEqual(true, (await Ec2.GetEbsEncryptionByDefaultAsync(new(), Cancel)).EbsEncryptionByDefault);
        await Ec2.EnableEbsEncryptionByDefaultAsync(new(), Cancel);
        Assert.True((await Ec2.GetEbsEncryptionByDefaultAsync(new(), Cancel)).EbsEncryptionByDefault);
        await Ec2.DisableEbsEncryptionByDefaultAsync(new(), Cancel);
        Assert.NotEqual(true, (await Ec2.GetEbsEncryptionByDefaultAsync(new(), Cancel)).EbsEncryptionByDefault);
    }

    [Fact]
    public async Task Rules_of_a_default_security_group_are_told_by_id_and_revoked_by_id()
    {
        var group = (await Ec2.DescribeSecurityGroupsAsync(new() { Filters = [new() { Name = "group-name", Values = ["default"] }] }, Cancel)).SecurityGroups.Single();
        await Ec2.AuthorizeSecurityGroupIngressAsync(
            new() { GroupId = group.GroupId, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new() { CidrIp = "10.0.0.0/8", Description = "for a moment" }] }] }, Cancel);
        var rules = (await Ec2.DescribeSecurityGroupRulesAsync(new() { Filters = [new() { Name = "group-id", Values = [group.GroupId] }] }, Cancel)).SecurityGroupRules;

        await Ec2.RevokeSecurityGroupIngressAsync(new() { GroupId = group.GroupId, SecurityGroupRuleIds = [.. rules.Where(rule => rule.IsEgress == false).Select(rule => rule.SecurityGroupRuleId)] }, Cancel);
        await Ec2.RevokeSecurityGroupEgressAsync(new() { GroupId = group.GroupId, SecurityGroupRuleIds = [.. rules.Where(rule => rule.IsEgress == true).Select(rule => rule.SecurityGroupRuleId)] }, Cancel);

        var emptied = (await Ec2.DescribeSecurityGroupsAsync(new() { GroupIds = [group.GroupId] }, Cancel)).SecurityGroups.Single();
        Assert.Empty((emptied.IpPermissions ?? []).Concat(emptied.IpPermissionsEgress ?? []));
    }

    [Fact]
    public async Task The_default_VPC_has_a_subnet_in_each_zone_and_is_deleted_after_them()
    {
        var vpc = (await Ec2.DescribeVpcsAsync(new() { Filters = [new() { Name = "is-default", Values = ["true"] }] }, Cancel)).Vpcs.Single();
        Assert.Equal("172.31.0.0/16", vpc.CidrBlock);
        var subnets = (await Ec2.DescribeSubnetsAsync(new() { Filters = [new() { Name = "vpc-id", Values = [vpc.VpcId] }] }, Cancel)).Subnets;
        Assert.Equal(3, subnets.Count);
        Assert.All(subnets, subnet => Assert.True(subnet.DefaultForAz));

        foreach (var gateway in (await Ec2.DescribeInternetGatewaysAsync(new() { Filters = [new() { Name = "attachment.vpc-id", Values = [vpc.VpcId] }] }, Cancel)).InternetGateways ?? [])
        {
            await Ec2.DetachInternetGatewayAsync(new() { InternetGatewayId = gateway.InternetGatewayId, VpcId = vpc.VpcId }, Cancel);
            await Ec2.DeleteInternetGatewayAsync(new() { InternetGatewayId = gateway.InternetGatewayId }, Cancel);
        }

        foreach (var subnet in subnets)
        {
            await Ec2.DeleteSubnetAsync(new() { SubnetId = subnet.SubnetId }, Cancel);
        }

        await Ec2.DeleteVpcAsync(new() { VpcId = vpc.VpcId }, Cancel);

        Assert.Empty((await Ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs ?? []);
        Assert.Equal("InvalidVpcID.NotFound", (await Assert.ThrowsAnyAsync<AmazonEC2Exception>(() => Ec2.DeleteVpcAsync(new() { VpcId = vpc.VpcId }, Cancel))).ErrorCode);
    }

    [Fact]
    public async Task An_alternate_contact_is_not_there_put_changed_and_gone()
    {
        var account = session.Home.Account;
        await Assert.ThrowsAsync<Amazon.Account.Model.ResourceNotFoundException>(() => account.GetAlternateContactAsync(new() { AlternateContactType = AlternateContactType.SECURITY }, Cancel));
        await Put("Somebody");
        await Put("Security team");

        var contact = (await account.GetAlternateContactAsync(new() { AlternateContactType = AlternateContactType.SECURITY }, Cancel)).AlternateContact;

        Assert.Equal(("Security team", "Security", "security@example.com", "+49 30 1234567"), (contact.Name, contact.Title, contact.EmailAddress, contact.PhoneNumber));
        await account.DeleteAlternateContactAsync(new() { AlternateContactType = AlternateContactType.SECURITY }, Cancel);
        await Assert.ThrowsAsync<Amazon.Account.Model.ResourceNotFoundException>(() => account.GetAlternateContactAsync(new() { AlternateContactType = AlternateContactType.SECURITY }, Cancel));

        Task Put(string name) => account.PutAlternateContactAsync(
            new() { AlternateContactType = AlternateContactType.SECURITY, Name = name, Title = "Security", EmailAddress = "security@example.com", PhoneNumber = "+49 30 1234567" }, Cancel);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();
}

/// <summary>As moto keeps it.</summary>
public sealed class AccountDefaultsOnMoto(Judges.MotoServer moto) : AccountDefaultsContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class AccountDefaultsOnTheSandbox : AccountDefaultsContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
