using Amazon.EC2.Model;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3.Model;
using SecretScoops.Governance.Aws.Sessions;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Sts;

/// <summary>What a session policy leaves of a role's rights, as a remediation sees it: through narrowed sessions of the connection.</summary>
public sealed class NarrowedSessionTests : IAsyncLifetime
{
    private const string ReadOne = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetEncryptionConfiguration","s3:GetBucketPolicy"],"Resource":"arn:aws:s3:::one"}]}""";

    private TestCloud cloud = null!;
    private SandboxHandler handler = null!;
    private AwsConnection connection = null!;
    private string member = "";

    public async ValueTask InitializeAsync()
    {
        (cloud, _) = await WithOrganization();
        member = await cloud.NewAccount("member");
        handler = new(cloud.Cloud);
        connection = new(new() { Handler = handler, Region = "eu-west-1", Time = cloud.Time });
        await connection.Home.In(member).S3.PutBucketAsync(new PutBucketRequest { BucketName = "one" }, Cancel);
        await connection.Home.In(member).S3.PutBucketAsync(new PutBucketRequest { BucketName = "two" }, Cancel);
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        handler.Dispose();
        cloud.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_may_do_what_the_policy_says_to_what_the_policy_names_and_nothing_else()
    {
        using var session = Narrowed(ReadOne);

        await session.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "one" }, Cancel);

        var (code, message) = await Refusal(() => session.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "two" }, Cancel));
        Assert.Equal("AccessDenied", code);
        Assert.Equal($"User: arn:aws:sts::{member}:assumed-role/OrganizationAccountAccessRole/fix is not authorized to perform: s3:GetEncryptionConfiguration on resource: arn:aws:s3:::two because no session policy allows the s3:GetEncryptionConfiguration action", message);
        Assert.Equal("AccessDenied", (await Refusal(() => session.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = "one" }, Cancel))).Code);
        Assert.Equal("AccessDenied", (await Refusal(() => session.S3.ListBucketsAsync(new ListBucketsRequest(), Cancel))).Code);
        Assert.Equal("UnauthorizedOperation", (await Refusal(() => session.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest(), Cancel))).Code);
        Assert.Equal("AccessDeniedException", (await Refusal(() => session.GuardDuty.ListDetectorsAsync(new(), Cancel))).Code);
        Assert.Equal("AccessDeniedException", (await Refusal(() => session.DynamoDb.ListTablesAsync(new Amazon.DynamoDBv2.Model.ListTablesRequest(), Cancel))).Code);
    }

    [Fact]
    public async Task Who_it_is_it_may_always_ask()
    {
        using var session = Narrowed(ReadOne);

        var told = await session.Sts.GetCallerIdentityAsync(new(), Cancel);

        Assert.Equal((member, $"arn:aws:sts::{member}:assumed-role/OrganizationAccountAccessRole/fix"), (told.Account, told.Arn));
    }

    [Fact]
    public async Task An_explicit_deny_wins_and_is_told_as_such()
    {
        using var session = Narrowed("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]}""");

        await session.S3.ListBucketsAsync(new ListBucketsRequest(), Cancel);

        var (_, message) = await Refusal(() => session.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = "one" }, Cancel));
        Assert.EndsWith("with an explicit deny in a session policy", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_describes_in_EC2_is_allowed_for_all_resources_or_not_at_all()
    {
        using var narrow = Narrowed("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeSecurityGroups","Resource":"arn:aws:ec2:eu-west-1:*:security-group/sg-1"}]}""");
        using var wide = Narrowed("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeSecurityGroups","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"} } }]}""");

        Assert.Equal("UnauthorizedOperation", (await Refusal(() => narrow.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest(), Cancel))).Code);
        Assert.NotEmpty((await wide.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest(), Cancel)).SecurityGroups);
    }

    [Fact]
    public async Task A_user_is_named_with_its_path()
    {
        await connection.Home.In(member).Iam.CreateUserAsync(new() { UserName = "joe", Path = "/staff/" }, Cancel);
        using var session = Narrowed($$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListAccessKeys","Resource":"arn:aws:iam::{{{member}}}:user/staff/joe"}]}""");

        await session.Iam.ListAccessKeysAsync(new() { UserName = "joe" }, Cancel);

        Assert.Equal("AccessDenied", (await Refusal(() => session.Iam.ListAccessKeysAsync(new() { UserName = "ann" }, Cancel))).Code);
    }

    [Fact]
    public async Task In_our_own_account_too_it_is_the_role_and_not_our_own_rights()
    {
        var trust = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Management}}}:root"},"Action":"sts:AssumeRole"}]}""";
        await connection.Home.Iam.CreateRoleAsync(new() { RoleName = "remedy", AssumeRolePolicyDocument = trust }, Cancel);
        using var session = connection.Narrowed(new() { AccountId = Management, Region = "eu-west-1", RoleName = "remedy", SessionName = "fix", SessionPolicy = ReadOne });

        Assert.Contains("assumed-role/remedy/fix", (await session.Sts.GetCallerIdentityAsync(new(), Cancel)).Arn, StringComparison.Ordinal);
        Assert.Equal("AccessDenied", (await Refusal(() => session.S3.ListBucketsAsync(new ListBucketsRequest(), Cancel))).Code);
    }

    [Fact]
    public async Task Its_credentials_are_renewed_with_the_policy()
    {
        using var session = Narrowed(ReadOne);
        await session.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "one" }, Cancel);
        cloud.Time.Advance(TimeSpan.FromHours(2));

        await session.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "one" }, Cancel);
        Assert.Equal("AccessDenied", (await Refusal(() => session.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = "one" }, Cancel))).Code);
    }

    [Fact]
    public async Task It_leads_to_no_session_with_more_rights()
    {
        using var session = Narrowed(ReadOne);

        Assert.Throws<InvalidOperationException>(() => session.InRegion("us-east-1"));
        Assert.Throws<InvalidOperationException>(() => session.In(Management));
        Assert.Equal("AccessDenied", (await Refusal(() => session.Sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{member}:role/OrganizationAccountAccessRole", RoleSessionName = "more" }, Cancel))).Code);
    }

    [Theory]
    [InlineData(2_049, 'x', "session-policy-length")]
    [InlineData(100, '→', "session-policy-character")]
    public void A_policy_that_STS_would_refuse_is_refused_before_it_is_asked(int length, char letter, string code)
    {
        var before = cloud.Calls.Count;

        var refusal = Assert.Throws<AwsSetupException>(() => Narrowed(new string(letter, length)));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(member, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, cloud.Calls.Count);
    }

    [Fact]
    public async Task STS_refuses_a_policy_that_is_none()
    {
        using var session = Narrowed("{");

        var refusal = await Assert.ThrowsAsync<RoleNotAssumedException>(() => session.S3.ListBucketsAsync(new ListBucketsRequest(), Cancel));

        Assert.Equal("MalformedPolicyDocument", ((AmazonServiceException)refusal.InnerException!).ErrorCode);
    }

    [Fact]
    public async Task A_service_without_behaviour_is_not_offered()
    {
        var refusal = await Assert.ThrowsAsync<AmazonLambdaException>(() => connection.Home.Lambda.GetFunctionAsync(new() { FunctionName = "work" }, Cancel));

        Assert.True(AwsFaults.IsNotOffered(refusal), refusal.ToString());
    }

    private AwsSession Narrowed(string policy) =>
        connection.Narrowed(new() { AccountId = member, Region = "eu-west-1", RoleName = "OrganizationAccountAccessRole", SessionName = "fix", SessionPolicy = policy });

    private static async Task<(string Code, string Message)> Refusal(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        Assert.True(AwsFaults.IsAccessDenied(refusal), refusal.ToString());
        return (refusal.ErrorCode, refusal.Message);
    }
}
