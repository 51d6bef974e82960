using Amazon.Organizations;
using Amazon.Organizations.Model;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Organizations;

public sealed class TrustedAccessTests
{
    private const string Analyzer = "access-analyzer.amazonaws.com";

    private static CancellationToken Cancel => TestCloud.Cancel;

    [Fact]
    public async Task A_service_with_an_administrator_keeps_its_access()
    {
        var (cloud, _) = await TestCloud.WithOrganization();
        using var _1 = cloud;
        var account = await cloud.NewAccount("dev");
        await Enable(cloud, Analyzer);
        await Register(cloud, account, Analyzer);

        var refused = await Assert.ThrowsAsync<ConstraintViolationException>(() => Disable(cloud, Analyzer));
        await cloud.Organizations.DeregisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = Analyzer }, Cancel);
        await Disable(cloud, Analyzer);

        Assert.Equal(ConstraintViolationExceptionReason.DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE, refused.Reason);
        Assert.Empty((await cloud.Organizations.ListAWSServiceAccessForOrganizationAsync(new(), Cancel)).EnabledServicePrincipals ?? []);
    }

    [Fact]
    public async Task A_service_with_a_policy_type_keeps_its_access()
    {
        var (cloud, root) = await TestCloud.WithOrganization();
        using var _1 = cloud;

        var early = await Assert.ThrowsAsync<ConstraintViolationException>(() => cloud.Organizations.EnablePolicyTypeAsync(new() { RootId = root, PolicyType = "SECURITYHUB_POLICY" }, Cancel));
        await Enable(cloud, "securityhub.amazonaws.com");
        await cloud.Organizations.EnablePolicyTypeAsync(new() { RootId = root, PolicyType = "SECURITYHUB_POLICY" }, Cancel);
        var refused = await Assert.ThrowsAsync<ConstraintViolationException>(() => Disable(cloud, "securityhub.amazonaws.com"));

        Assert.Equal(ConstraintViolationExceptionReason.SERVICE_ACCESS_NOT_ENABLED, early.Reason);
        Assert.Equal(ConstraintViolationExceptionReason.POLICY_TYPE_ENABLED_FOR_THIS_SERVICE, refused.Reason);
    }

    [Fact]
    public async Task A_service_takes_one_administrator_and_never_the_management_account()
    {
        var (cloud, _) = await TestCloud.WithOrganization();
        using var _1 = cloud;
        await Enable(cloud, Analyzer);
        await Register(cloud, await cloud.NewAccount("dev"), Analyzer);
        var second = await cloud.NewAccount("prod");

        var two = await Assert.ThrowsAsync<ConstraintViolationException>(() => Register(cloud, second, Analyzer));
        var master = await Assert.ThrowsAsync<ConstraintViolationException>(() => Register(cloud, TestCloud.Management, Analyzer));

        Assert.Equal(ConstraintViolationExceptionReason.DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE, two.Reason);
        Assert.Equal(ConstraintViolationExceptionReason.CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR, master.Reason);
    }

    [Fact]
    public async Task Enabling_twice_and_disabling_what_is_off_change_nothing()
    {
        var (cloud, _) = await TestCloud.WithOrganization();
        using var _1 = cloud;

        await Disable(cloud, Analyzer);
        await Enable(cloud, Analyzer);
        await Enable(cloud, Analyzer);

        Assert.Equal(Analyzer, Assert.Single((await cloud.Organizations.ListAWSServiceAccessForOrganizationAsync(new(), Cancel)).EnabledServicePrincipals).ServicePrincipal);
    }

    private static Task<EnableAWSServiceAccessResponse> Enable(TestCloud cloud, string principal) => cloud.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = principal }, Cancel);

    private static Task<DisableAWSServiceAccessResponse> Disable(TestCloud cloud, string principal) => cloud.Organizations.DisableAWSServiceAccessAsync(new() { ServicePrincipal = principal }, Cancel);

    private static Task<RegisterDelegatedAdministratorResponse> Register(TestCloud cloud, string account, string principal) =>
        cloud.Organizations.RegisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = principal }, Cancel);
}
