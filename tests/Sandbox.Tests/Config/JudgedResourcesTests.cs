using Amazon.EC2;
using Amazon.EC2.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>A rule with the parameters of the default policies finds a resource compliant, not so after it was spoiled, and compliant again when that is mended.</summary>
public sealed class JudgedResourcesTests
{
    private const string Ours = "arn:aws:s3:::judged";

    private static readonly PortRange web = new() { From = 443, To = 443 };
    private static readonly PortRange shells = new() { From = 20, To = 25 };

    // By rule: makes a resource and tells what Config calls it; spoils it; mends it.
    private static readonly Dictionary<string, (Func<JudgedAccount, Task<string>> Make, Func<JudgedAccount, string, Task> Spoil, Func<JudgedAccount, string, Task> Mend)> cases = new(StringComparer.Ordinal)
    {
        ["CW_LOGGROUP_RETENTION_PERIOD_CHECK"] = (
            async stage =>
            {
                await stage.Logs.CreateLogGroupAsync(new() { LogGroupName = "application" }, Cancel);
                return "application";
            },
            (stage, id) => stage.Logs.PutRetentionPolicyAsync(new() { LogGroupName = id, RetentionInDays = 180 }, Cancel),
            (stage, id) => stage.Logs.PutRetentionPolicyAsync(new() { LogGroupName = id, RetentionInDays = 365 }, Cancel)),
        ["EC2_SECURITY_GROUP_ATTACHED_TO_ENI_PERIODIC"] = (
            async stage =>
            {
                var group = (await stage.Ec2.CreateSecurityGroupAsync(new() { GroupName = "web", Description = "web" }, Cancel)).GroupId;
                await stage.NewInterface(group);
                return group;
            },
            async (stage, _) => await stage.Ec2.DeleteNetworkInterfaceAsync(new() { NetworkInterfaceId = await stage.Interface() }, Cancel),
            (stage, id) => stage.NewInterfaceThatGets(id)),
        ["GUARDDUTY_NON_ARCHIVED_FINDINGS"] = (
            async stage =>
            {
                var detector = (await stage.GuardDuty.CreateDetectorAsync(new() { Enable = true }, Cancel)).DetectorId;
                await stage.GuardDuty.CreateSampleFindingsAsync(new() { DetectorId = detector, FindingTypes = ["CryptoCurrency:EC2/BitcoinTool.B!DNS", "Recon:EC2/Portscan"] }, Cancel);
                return stage.Account;
            },
            (stage, _) => stage.Pass(days: 2),
            (stage, _) => stage.ArchiveTheGravest()), // The other has seven days.
        ["IAM_GROUP_HAS_USERS_CHECK"] = (
            async stage =>
            {
                await stage.Iam.CreateUserAsync(new() { UserName = "ada" }, Cancel);
                var group = (await stage.Iam.CreateGroupAsync(new() { GroupName = "people" }, Cancel)).Group.GroupId;
                await stage.Iam.AddUserToGroupAsync(new() { UserName = "ada", GroupName = "people" }, Cancel);
                return group;
            },
            (stage, _) => stage.Iam.RemoveUserFromGroupAsync(new() { UserName = "ada", GroupName = "people" }, Cancel),
            (stage, _) => stage.Iam.AddUserToGroupAsync(new() { UserName = "ada", GroupName = "people" }, Cancel)),
        ["IAM_NO_INLINE_POLICY_CHECK"] = (
            async stage => (await stage.Iam.CreateGroupAsync(new() { GroupName = "people" }, Cancel)).Group.GroupId,
            (stage, _) => stage.Iam.PutGroupPolicyAsync(new() { GroupName = "people", PolicyName = "own", PolicyDocument = Allowing("s3:GetObject") }, Cancel),
            (stage, _) => stage.Iam.DeleteGroupPolicyAsync(new() { GroupName = "people", PolicyName = "own" }, Cancel)),
        ["IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"] = (stage => stage.NewPolicy(Allowing("s3:*")), (stage, _) => stage.NextVersion(Allowing("*")), (stage, _) => stage.FirstVersion()),
        ["IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"] = (stage => stage.NewPolicy(Allowing("ec2:Describe*")), (stage, _) => stage.NextVersion(Allowing("ec2:*", Ours)), (stage, _) => stage.FirstVersion()),
        ["IAM_ROOT_ACCESS_KEY_CHECK"] = (stage => Task.FromResult(stage.Account), (stage, _) => stage.Root(accessKeys: 1), (stage, _) => stage.Root(accessKeys: 0)),
        ["IAM_USER_UNUSED_CREDENTIALS_CHECK"] = (
            async stage =>
            {
                await stage.Iam.CreateUserAsync(new() { UserName = "ada" }, Cancel);
                await stage.Iam.CreateAccessKeyAsync(new() { UserName = "ada" }, Cancel);
                await stage.Pass(days: 30);
                return (await stage.Iam.GetUserAsync(new() { UserName = "ada" }, Cancel)).User.UserId;
            },
            (stage, _) => stage.Pass(days: 1),
            (stage, _) => stage.DeactivateKeyOf("ada")),
        ["INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY"] = (
            async stage =>
            {
                await stage.NewVpc();
                return (await stage.Ec2.CreateInternetGatewayAsync(new(), Cancel)).InternetGateway.InternetGatewayId;
            },
            (stage, id) => stage.Ec2.AttachInternetGatewayAsync(new() { InternetGatewayId = id, VpcId = stage.Vpc }, Cancel),
            (stage, id) => stage.Ec2.DetachInternetGatewayAsync(new() { InternetGatewayId = id, VpcId = stage.Vpc }, Cancel)),
        ["NACL_NO_UNRESTRICTED_SSH_RDP"] = (
            async stage =>
            {
                await stage.NewVpc();
                var list = (await stage.Ec2.CreateNetworkAclAsync(new() { VpcId = stage.Vpc }, Cancel)).NetworkAcl.NetworkAclId;
                await stage.Ec2.CreateNetworkAclEntryAsync(new() { NetworkAclId = list, RuleNumber = 100, Protocol = "tcp", RuleAction = RuleAction.Allow, Egress = false, CidrBlock = "0.0.0.0/0", PortRange = web }, Cancel);
                return list;
            },
            (stage, id) => stage.Ec2.CreateNetworkAclEntryAsync(
                new() { NetworkAclId = id, RuleNumber = 110, Protocol = "tcp", RuleAction = RuleAction.Allow, Egress = false, Ipv6CidrBlock = "::/0", PortRange = shells }, Cancel),
            (stage, id) => stage.Ec2.ReplaceNetworkAclEntryAsync(
                new() { NetworkAclId = id, RuleNumber = 110, Protocol = "tcp", RuleAction = RuleAction.Allow, Egress = false, CidrBlock = "10.0.0.0/8", PortRange = shells }, Cancel)),
        ["NO_UNRESTRICTED_ROUTE_TO_IGW"] = (
            async stage =>
            {
                await stage.NewVpc();
                return (await stage.Ec2.CreateRouteTableAsync(new() { VpcId = stage.Vpc }, Cancel)).RouteTable.RouteTableId;
            },
            async (stage, id) =>
            {
                var gateway = (await stage.Ec2.CreateInternetGatewayAsync(new(), Cancel)).InternetGateway.InternetGatewayId;
                await stage.Ec2.CreateRouteAsync(new() { RouteTableId = id, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway }, Cancel);
            },
            (stage, id) => stage.Ec2.DeleteRouteAsync(new() { RouteTableId = id, DestinationCidrBlock = "0.0.0.0/0" }, Cancel)),
        ["ROOT_ACCOUNT_MFA_ENABLED"] = (
            async stage =>
            {
                await stage.Root(mfa: true);
                return stage.Account;
            },
            (stage, _) => stage.Root(mfa: false),
            (stage, _) => stage.Root(mfa: true)),
        ["S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED"] = (
            async stage =>
            {
                await stage.S3.PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = "judged" }, Cancel);
                await stage.PutBucketPolicy(Letting(Management, "s3:GetObject"));
                return "judged";
            },
            (stage, _) => stage.PutBucketPolicy(Letting(Management, "s3:Put*")),
            (stage, _) => stage.PutBucketPolicy(Letting(stage.Account, "s3:Put*"))),
    };

    public static TheoryData<string> Rules => [.. cases.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_resource_is_compliant_then_not_then_again(string rule)
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        var stage = new JudgedAccount(rig);
        var (make, spoil, mend) = cases[rule];

        var id = await make(stage);
        Assert.Contains((id, "COMPLIANT"), await rig.Found(rule, DefaultRules.All[rule]));
        await spoil(stage, id);
        Assert.Contains((id, "NON_COMPLIANT"), await rig.Found(rule, DefaultRules.All[rule]));
        await mend(stage, id);
        Assert.Contains((id, "COMPLIANT"), await rig.Found(rule, DefaultRules.All[rule]));
    }

    [Fact]
    public async Task What_a_rule_is_not_about_is_not_judged()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        var stage = new JudgedAccount(rig);
        var boundary = await stage.NewPolicy(Allowing("ec2:*"));
        await stage.Iam.CreateUserAsync(new() { UserName = "ada", PermissionsBoundary = stage.Policy }, Cancel);
        await stage.Logs.CreateLogGroupAsync(new() { LogGroupName = "other" }, Cancel);

        Assert.Empty(await rig.Found("ROOT_ACCOUNT_MFA_ENABLED")); // A member has no root credentials,
        Assert.Empty(await rig.Found("NACL_NO_UNRESTRICTED_SSH_RDP")); // and default lists
        Assert.Empty(await rig.Found("EC2_SECURITY_GROUP_ATTACHED_TO_ENI_PERIODIC")); // and groups are left out.
        Assert.Empty(await rig.Found("GUARDDUTY_NON_ARCHIVED_FINDINGS"));
        Assert.Empty(await rig.Found("IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS", DefaultRules.All["IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"]));
        Assert.Equal([(boundary, "NON_COMPLIANT")], await rig.Found("IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"));
        Assert.Empty(await rig.Found("CW_LOGGROUP_RETENTION_PERIOD_CHECK", """{"LogGroupNames":"application,oth"}"""));
    }

    [Fact]
    public async Task What_is_authorized_is_compliant()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        var table = Assert.Single(await rig.Found("NO_UNRESTRICTED_ROUTE_TO_IGW"));
        var gateway = Assert.Single(await rig.Found("INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY"));
        var vpc = (await new JudgedAccount(rig).Ec2.DescribeVpcsAsync(new(), Cancel)).Vpcs.Single().VpcId;

        Assert.Equal(("NON_COMPLIANT", "NON_COMPLIANT"), (table.Verdict, gateway.Verdict));
        Assert.Equal([(table.Id, "COMPLIANT")], await rig.Found("NO_UNRESTRICTED_ROUTE_TO_IGW", $$"""{"routeTableIds":"rtb-1, {{table.Id}}"}"""));
        Assert.Equal([(gateway.Id, "COMPLIANT")], await rig.Found("INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY", $$"""{"AuthorizedVpcIds":"{{vpc}}"}"""));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"MEMBER"},"Action":"s3:PutBucketAcl","Resource":"arn:aws:s3:::judged"}""", "NON_COMPLIANT")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"NotAction":"s3:Get*","Resource":"arn:aws:s3:::judged"}""", "NON_COMPLIANT")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"NotAction":"s3:*","Resource":"arn:aws:s3:::judged"}""", "COMPLIANT")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:?utBucketA*","Resource":"arn:aws:s3:::judged","Condition":{"StringEquals":{"aws:PrincipalAccount":"MEMBER"}}}""", "NON_COMPLIANT")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"s3:*","Resource":"arn:aws:s3:::judged"}""", "COMPLIANT")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::MEMBER:role/one"},"Action":"s3:*","Resource":"arn:aws:s3:::judged"}""", "COMPLIANT")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::judged"}""", "COMPLIANT")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::judged/${a:a}${a:b}${a:c}${a:d}${a:e}${a:f}"}""", "NON_COMPLIANT")]
    public async Task Other_accounts_are_let_at_a_bucket_by_whoever_is_not_kept_out(string statement, string verdict)
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        var stage = new JudgedAccount(rig);
        await stage.S3.PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = "judged" }, Cancel);
        await stage.S3.DeletePublicAccessBlockAsync(new() { BucketName = "judged" }, Cancel);
        await stage.PutBucketPolicy($$"""{"Version":"2012-10-17","Statement":{{statement.Replace("MEMBER", rig.Member, StringComparison.Ordinal)}}}""");

        Assert.Equal([("judged", verdict)], await rig.Found("S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED", DefaultRules.All["S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED"]));
    }

    private static string Allowing(string action, string resource = "*") => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["{{action}}"],"Resource":"{{resource}}"}]}""";

    private static string Letting(string account, string action) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{account}}:root"},"Action":"{{action}}","Resource":"{{Ours}}/*"}]}""";
}
