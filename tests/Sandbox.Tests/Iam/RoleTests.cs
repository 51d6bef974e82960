using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Iam;

/// <summary>Roles: who may become one, what stands in the way of deleting one, and users whose keys work.</summary>
public sealed class RoleTests
{
    private const string External = "only-with-this";

    [Fact]
    public async Task A_role_is_assumed_as_its_trust_says()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var (one, other) = (await cloud.NewAccount("one"), await cloud.NewAccount("other"));
        await Iam(cloud, one).CreateRoleAsync(new() { RoleName = "Audit", Path = "/secret-scoops/", AssumeRolePolicyDocument = Trust($"arn:aws:iam::{other}:root", $$$"""{"StringEquals":{"sts:ExternalId":"{{{External}}}"}}""") }, Cancel);

        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, other, $"arn:aws:iam::{one}:role/secret-scoops/Audit", null)));
        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, Management, $"arn:aws:iam::{one}:role/secret-scoops/Audit", External)));
        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, other, $"arn:aws:iam::{one}:role/Audit", External)));
        var assumed = await Assume(cloud, other, $"arn:aws:iam::{one}:role/secret-scoops/Audit", External);

        Assert.Equal($"arn:aws:sts::{one}:assumed-role/Audit/me", assumed.AssumedRoleUser.Arn);
    }

    [Fact]
    public async Task A_role_of_the_same_organization_and_a_session_of_a_role_are_trusted_by_name()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var (one, other) = (await cloud.NewAccount("one"), await cloud.NewAccount("other"));
        var organization = (await cloud.Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.Id;
        await Iam(cloud, one).CreateRoleAsync(new() { RoleName = "Inner", AssumeRolePolicyDocument = Trust("*", $$$"""{"StringEquals":{"aws:PrincipalOrgID":"{{{organization}}}"}}""") }, Cancel);
        await Iam(cloud, other).CreateRoleAsync(new() { RoleName = "Chained", AssumeRolePolicyDocument = Trust($"arn:aws:iam::{one}:role/Inner", "{}") }, Cancel);

        var inner = (await Assume(cloud, other, $"arn:aws:iam::{one}:role/Inner", null)).Credentials;
        var chained = await cloud.TokensAs(inner).AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{other}:role/Chained", RoleSessionName = "me" }, Cancel);

        Assert.Contains(":assumed-role/Chained/", chained.AssumedRoleUser.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_that_came_with_an_account_can_be_seen_and_taken_away()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var account = await cloud.NewAccount("member");
        var iam = Iam(cloud, account);
        var role = (await iam.GetRoleAsync(new() { RoleName = "OrganizationAccountAccessRole" }, Cancel)).Role;
        Assert.Contains(Management, Uri.UnescapeDataString(role.AssumeRolePolicyDocument), StringComparison.Ordinal);

        await Assert.ThrowsAsync<DeleteConflictException>(() => iam.DeleteRoleAsync(new() { RoleName = role.RoleName }, Cancel));
        await iam.DetachRolePolicyAsync(new() { RoleName = role.RoleName, PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }, Cancel);
        await iam.DeleteRoleAsync(new() { RoleName = role.RoleName }, Cancel);

        Assert.Equal("AccessDenied", await Refusal(() => Assume(cloud, Management, role.Arn, null)));
    }

    [Fact]
    public async Task A_service_linked_role_is_made_once_and_its_service_alone_may_change_it()
    {
        using var cloud = new TestCloud();
        var iam = Iam(cloud, Management);
        var role = (await iam.CreateServiceLinkedRoleAsync(new() { AWSServiceName = "config.amazonaws.com" }, Cancel)).Role;
        Assert.Equal($"arn:aws:iam::{Management}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", role.Arn);

        await Assert.ThrowsAsync<InvalidInputException>(() => iam.CreateServiceLinkedRoleAsync(new() { AWSServiceName = "config.amazonaws.com" }, Cancel));
        await Assert.ThrowsAsync<UnmodifiableEntityException>(() => iam.DeleteRoleAsync(new() { RoleName = role.RoleName }, Cancel));
        var deletion = await iam.DeleteServiceLinkedRoleAsync(new() { RoleName = role.RoleName }, Cancel);

        Assert.Equal("SUCCEEDED", (await iam.GetServiceLinkedRoleDeletionStatusAsync(new() { DeletionTaskId = deletion.DeletionTaskId }, Cancel)).Status.Value);
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"nobody"},"Action":"sts:AssumeRole"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}]}""")]
    [InlineData("not json")]
    public async Task What_is_no_trust_policy_is_refused(string trust)
    {
        using var cloud = new TestCloud();

        await Assert.ThrowsAsync<Amazon.IdentityManagement.Model.MalformedPolicyDocumentException>(() => Iam(cloud, Management).CreateRoleAsync(new() { RoleName = "R", AssumeRolePolicyDocument = trust }, Cancel));
    }

    [Fact]
    public async Task A_users_key_is_that_user_until_it_is_deactivated()
    {
        using var cloud = new TestCloud();
        var iam = Iam(cloud, Management);
        await iam.CreateUserAsync(new() { UserName = "stray" }, Cancel);
        var key = (await iam.CreateAccessKeyAsync(new() { UserName = "stray" }, Cancel)).AccessKey;
        await iam.CreateLoginProfileAsync(new() { UserName = "stray", Password = "long enough 1A!" }, Cancel);

        Assert.Equal($"arn:aws:iam::{Management}:user/stray", (await Identity(cloud, key)).Arn);
        await Assert.ThrowsAsync<DeleteConflictException>(() => iam.DeleteUserAsync(new() { UserName = "stray" }, Cancel));
        await iam.GenerateCredentialReportAsync(new(), Cancel);
        using var report = new StreamReader((await iam.GetCredentialReportAsync(new(), Cancel)).Content);
        Assert.Contains($"stray,arn:aws:iam::{Management}:user/stray,", await report.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        await iam.UpdateAccessKeyAsync(new() { UserName = "stray", AccessKeyId = key.AccessKeyId, Status = StatusType.Inactive }, Cancel);

        Assert.DoesNotContain("user/", (await Identity(cloud, key)).Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Central_root_access_needs_the_management_account_and_trusted_access()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var member = await cloud.NewAccount("member");

        await Assert.ThrowsAsync<ServiceAccessNotEnabledException>(() => Iam(cloud, Management).EnableOrganizationsRootSessionsAsync(new(), Cancel));
        await Assert.ThrowsAsync<AccountNotManagementOrDelegatedAdministratorException>(() => Iam(cloud, member).ListOrganizationsFeaturesAsync(new(), Cancel));
        await cloud.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "iam.amazonaws.com" }, Cancel);
        await Iam(cloud, Management).EnableOrganizationsRootSessionsAsync(new(), Cancel);

        Assert.Equal(["RootSessions"], (await Iam(cloud, Management).ListOrganizationsFeaturesAsync(new(), Cancel)).EnabledFeatures);
    }

    private static AmazonIdentityManagementServiceClient Iam(TestCloud cloud, string account) =>
        cloud.As<AmazonIdentityManagementServiceConfig, AmazonIdentityManagementServiceClient>(account, static (keys, config) => new(keys, config));

    private static Task<GetCallerIdentityResponse> Identity(TestCloud cloud, AccessKey key) =>
        cloud.TokensAs(new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey)).GetCallerIdentityAsync(new(), Cancel);

    private static Task<AssumeRoleResponse> Assume(TestCloud cloud, string caller, string role, string? externalId) =>
        cloud.TokensAs(new BasicAWSCredentials(caller, "x")).AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "me", ExternalId = externalId }, Cancel);

    private static async Task<string> Refusal(Func<Task> call) => (await Assert.ThrowsAnyAsync<AmazonServiceException>(call)).ErrorCode;

    private static string Trust(string principal, string condition) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole","Condition":{{condition}}}]}""";
}
