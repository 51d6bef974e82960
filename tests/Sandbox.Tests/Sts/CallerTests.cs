using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Sts;

/// <summary>Who calls, and who may become whom.</summary>
public sealed class CallerTests
{
    [Fact]
    public async Task Any_key_is_the_management_account_and_twelve_digits_are_that_account()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var member = await cloud.NewAccount("member");

        Assert.Equal(Management, (await Identity(cloud, new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "x"))).Account);
        var caller = await Identity(cloud, new BasicAWSCredentials(member, "x"));

        Assert.Equal((member, $"arn:aws:sts::{member}:assumed-role/AWSReservedSSO_Administrator_0123456789abcdef/administrator"), (caller.Account, caller.Arn));
        Assert.EndsWith(":administrator", caller.UserId, StringComparison.Ordinal);
        var stranger = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => Identity(cloud, new BasicAWSCredentials("999999999999", "x")));
        Assert.Equal("InvalidClientTokenId", stranger.ErrorCode);
    }

    [Fact]
    public async Task A_role_is_assumed_in_an_account_of_the_organization()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var account = await cloud.NewAccount("member");

        var assumed = await Assume(cloud, account);

        var caller = await Identity(cloud, assumed.Credentials);
        Assert.Equal((account, $"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/me"), (caller.Account, caller.Arn));
        Assert.Equal(assumed.AssumedRoleUser.AssumedRoleId, caller.UserId);
        Assert.Equal(account, (await cloud.Tokens.GetAccessKeyInfoAsync(new GetAccessKeyInfoRequest { AccessKeyId = assumed.Credentials.AccessKeyId }, Cancel)).Account);
        await Assert.ThrowsAsync<AccessDeniedException>(() => cloud.OrganizationsAs(assumed.Credentials).ListAccountsAsync(new ListAccountsRequest(), Cancel));
    }

    [Fact]
    public async Task A_role_or_account_that_is_not_there_and_an_account_that_is_not_trusted_are_denied()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var (one, other) = (await cloud.NewAccount("one"), await cloud.NewAccount("other"));

        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, "999999999999")));
        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, one, "Nothing")));
        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, Management)));
        var session = (await Assume(cloud, one)).Credentials;
        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, other, tokens: cloud.TokensAs(session))));

        static async Task<string> Refusal(Func<Task> call) => (await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(call)).ErrorCode;
    }

    [Fact]
    public async Task The_role_has_the_name_that_was_asked_for()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var begun = await cloud.Organizations.CreateAccountAsync(new CreateAccountRequest { AccountName = "a", Email = "a@example.com", RoleName = "Own" }, Cancel);
        var status = await cloud.Organizations.DescribeCreateAccountStatusAsync(new DescribeCreateAccountStatusRequest { CreateAccountRequestId = begun.CreateAccountStatus.Id }, Cancel);

        var assumed = await Assume(cloud, status.CreateAccountStatus.AccountId, "Own");

        Assert.Contains("assumed-role/Own/", assumed.AssumedRoleUser.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var session = (await Assume(cloud, await cloud.NewAccount("member"))).Credentials;
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => cloud.OrganizationsAs(session).DescribeOrganizationAsync(new DescribeOrganizationRequest(), Cancel));

        Assert.Equal("ExpiredToken", refusal.ErrorCode);
    }

    [Fact]
    public async Task A_closed_account_is_not_entered()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var account = await cloud.NewAccount("member");
        var session = (await Assume(cloud, account)).Credentials;
        await cloud.Organizations.CloseAccountAsync(new CloseAccountRequest { AccountId = account }, Cancel);

        await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => Assume(cloud, account));
        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => cloud.OrganizationsAs(session).DescribeOrganizationAsync(new DescribeOrganizationRequest(), Cancel));

        Assert.Equal("UnrecognizedClientException", refusal.ErrorCode);
    }

    private static Task<GetCallerIdentityResponse> Identity(TestCloud cloud, AWSCredentials keys) => cloud.TokensAs(keys).GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

    private static Task<AssumeRoleResponse> Assume(TestCloud cloud, string account, string role = "OrganizationAccountAccessRole", IAmazonSecurityTokenService? tokens = null) =>
        (tokens ?? cloud.Tokens).AssumeRoleAsync(new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{account}:role/{role}", RoleSessionName = "me" }, Cancel);
}
