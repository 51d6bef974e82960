using Amazon.Organizations;
using Amazon.Organizations.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Organizations;

/// <summary>Accounts created, closed and removed.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task A_creation_is_in_progress_until_it_was_asked_for_often_enough()
    {
        var (cloud, root) = await WithOrganization(new SandboxOptions { AsyncReads = 2 });
        using var _ = cloud;

        var begun = (await Begin(cloud, "dev", "dev@example.com")).CreateAccountStatus;

        Assert.StartsWith("car-", begun.Id, StringComparison.Ordinal);
        Assert.Equal(CreateAccountState.IN_PROGRESS, begun.State);
        Assert.Equal(CreateAccountState.IN_PROGRESS, await State());
        Assert.Equal(CreateAccountState.IN_PROGRESS, await State());
        Assert.Equal(CreateAccountState.SUCCEEDED, await State());
        var children = await cloud.Organizations.ListAccountsForParentAsync(new ListAccountsForParentRequest { ParentId = root }, Cancel);
        Assert.Contains(children.Accounts, account => account.Name == "dev");

        async Task<CreateAccountState> State() => (await Status(cloud, begun.Id)).State;
    }

    [Fact]
    public async Task A_creation_takes_its_time_by_the_clock()
    {
        var (cloud, _) = await WithOrganization(new SandboxOptions { AsyncDuration = TimeSpan.FromMinutes(3) });
        using var held = cloud;
        cloud.Time.Advance(TimeSpan.FromMinutes(3));
        var begun = (await Begin(cloud, "dev", "dev@example.com")).CreateAccountStatus;

        cloud.Time.Advance(TimeSpan.FromSeconds(179));
        Assert.Equal(CreateAccountState.IN_PROGRESS, (await Status(cloud, begun.Id)).State);
        cloud.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(CreateAccountState.SUCCEEDED, (await Status(cloud, begun.Id)).State);
    }

    [Fact]
    public async Task An_address_in_use_fails_later_not_at_once()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        await cloud.NewAccount("dev");

        var begun = (await Begin(cloud, "other", "DEV@example.com")).CreateAccountStatus;
        var status = await Status(cloud, begun.Id);

        Assert.Equal(CreateAccountState.FAILED, status.State);
        Assert.Equal(CreateAccountFailureReason.EMAIL_ALREADY_EXISTS, status.FailureReason);
        Assert.Null(status.AccountId);
    }

    [Fact]
    public async Task The_account_quota_fails_a_creation()
    {
        var (cloud, _) = await WithOrganization(new SandboxOptions { Quotas = new SandboxQuotas { Accounts = 1 } });
        using var held = cloud;

        var begun = (await Begin(cloud, "dev", "dev@example.com")).CreateAccountStatus;

        Assert.Equal(CreateAccountFailureReason.ACCOUNT_LIMIT_EXCEEDED, (await Status(cloud, begun.Id)).FailureReason);
    }

    [Fact]
    public async Task A_lost_request_is_found_again_by_its_name()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        await Begin(cloud, "dev", "dev@example.com");

        var found = await cloud.Organizations.ListCreateAccountStatusAsync(new ListCreateAccountStatusRequest { States = ["SUCCEEDED"] }, Cancel);

        Assert.Equal("dev", found.CreateAccountStatuses.Single().AccountName);
    }

    [Fact]
    public async Task A_closed_account_is_suspended_and_stays()
    {
        var (cloud, _) = await WithOrganization(new SandboxOptions { AsyncReads = 1 });
        using var held = cloud;
        var account = await cloud.NewAccount("old");

        await cloud.Organizations.CloseAccountAsync(new CloseAccountRequest { AccountId = account }, Cancel);

        Assert.Equal(AccountState.PENDING_CLOSURE, await State());
        Assert.Equal(AccountState.SUSPENDED, await State());
        await Assert.ThrowsAsync<AccountAlreadyClosedException>(() => cloud.Organizations.CloseAccountAsync(new CloseAccountRequest { AccountId = account }, Cancel));
        var refusal = await Assert.ThrowsAsync<ConstraintViolationException>(() => cloud.Organizations.CloseAccountAsync(new CloseAccountRequest { AccountId = Management }, Cancel));
        Assert.Equal(ConstraintViolationExceptionReason.CANNOT_CLOSE_MANAGEMENT_ACCOUNT, refusal.Reason);

        async Task<AccountState> State() => (await cloud.Organizations.DescribeAccountAsync(new DescribeAccountRequest { AccountId = account }, Cancel)).Account.State;
    }

    [Fact]
    public async Task An_account_leaves_four_days_after_its_creation_at_the_earliest()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        var account = await cloud.NewAccount("leaving");

        var refusal = await Assert.ThrowsAsync<ConstraintViolationException>(() => Remove());
        cloud.Time.Advance(TimeSpan.FromDays(4));
        await Remove();

        Assert.Equal(ConstraintViolationExceptionReason.WAIT_PERIOD_ACTIVE, refusal.Reason);
        await Assert.ThrowsAsync<AccountNotFoundException>(() => cloud.Organizations.DescribeAccountAsync(new DescribeAccountRequest { AccountId = account }, Cancel));

        Task Remove() => cloud.Organizations.RemoveAccountFromOrganizationAsync(new RemoveAccountFromOrganizationRequest { AccountId = account }, Cancel);
    }

    [Fact]
    public async Task Members_read_the_organization_and_nothing_more()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        var member = cloud.OrganizationsAs(await cloud.NewAccount("member"));

        var organization = await member.DescribeOrganizationAsync(new DescribeOrganizationRequest(), Cancel);

        Assert.Equal(Management, organization.Organization.MasterAccountId);
        await Assert.ThrowsAsync<AccessDeniedException>(() => member.ListAccountsAsync(new ListAccountsRequest(), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => member.CreateOrganizationalUnitAsync(new CreateOrganizationalUnitRequest { ParentId = root, Name = "x" }, Cancel));
    }

    [Fact]
    public async Task A_delegated_administrator_reads_and_does_not_write()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        var account = await cloud.NewAccount("security");
        var register = new RegisterDelegatedAdministratorRequest { AccountId = account, ServicePrincipal = "securityhub.amazonaws.com" };

        var early = await Assert.ThrowsAsync<ConstraintViolationException>(() => cloud.Organizations.RegisterDelegatedAdministratorAsync(register, Cancel));
        await cloud.Organizations.EnableAWSServiceAccessAsync(new EnableAWSServiceAccessRequest { ServicePrincipal = register.ServicePrincipal }, Cancel);
        await cloud.Organizations.RegisterDelegatedAdministratorAsync(register, Cancel);

        Assert.Equal(ConstraintViolationExceptionReason.SERVICE_ACCESS_NOT_ENABLED, early.Reason);
        await Assert.ThrowsAsync<AccountAlreadyRegisteredException>(() => cloud.Organizations.RegisterDelegatedAdministratorAsync(register, Cancel));
        var member = cloud.OrganizationsAs(account);
        Assert.Equal(2, (await member.ListAccountsAsync(new ListAccountsRequest(), Cancel)).Accounts.Count);
        await Assert.ThrowsAsync<AccessDeniedException>(() => member.CreateOrganizationalUnitAsync(new CreateOrganizationalUnitRequest { ParentId = root, Name = "x" }, Cancel));
        var administrators = await cloud.Organizations.ListDelegatedAdministratorsAsync(new ListDelegatedAdministratorsRequest(), Cancel);
        Assert.Equal(account, administrators.DelegatedAdministrators.Single().Id);
    }

    private static Task<CreateAccountResponse> Begin(TestCloud cloud, string name, string email) =>
        cloud.Organizations.CreateAccountAsync(new CreateAccountRequest { AccountName = name, Email = email }, Cancel);

    private static async Task<CreateAccountStatus> Status(TestCloud cloud, string id) =>
        (await cloud.Organizations.DescribeCreateAccountStatusAsync(new DescribeCreateAccountStatusRequest { CreateAccountRequestId = id }, Cancel)).CreateAccountStatus;
}
