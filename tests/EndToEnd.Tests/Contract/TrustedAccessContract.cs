using Amazon.Organizations;
using Amazon.Organizations.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// Trusted access and delegated administrators over the wire; kept by the sandbox and moto alike. moto knows its own list of services for each, takes a delegated administrator
/// without trusted access, any number of them, and lets access go while there is one: of that the sandbox's own tests speak.
/// </summary>
public abstract class TrustedAccessContract : IAsyncLifetime
{
    private const string Analyzer = "access-analyzer.amazonaws.com";

    private ContractSession session = null!;

    private IAmazonOrganizations Organizations => session.Home.Organizations;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await Organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Services_get_access_once_and_lose_it()
    {
        await Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);
        await Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);
        await Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "config.amazonaws.com" }, Cancel);

        Assert.Equal([Analyzer, "config.amazonaws.com"], await Enabled());
        await Organizations.DisableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);
        await Organizations.DisableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);
        Assert.Equal(["config.amazonaws.com"], await Enabled());
    }

    [Fact]
    public async Task What_is_no_service_gets_no_access() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "no-such-service" }, Cancel));

    [Fact]
    public async Task A_member_administers_a_service_until_it_is_deregistered()
    {
        var account = await Account("security");
        await Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);

        await Organizations.RegisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = Analyzer }, Cancel);

        Assert.Equal(account, Assert.Single((await Organizations.ListDelegatedAdministratorsAsync(new(), Cancel)).DelegatedAdministrators).Id);
        Assert.Equal(Analyzer, Assert.Single((await Organizations.ListDelegatedServicesForAccountAsync(new() { AccountId = account }, Cancel)).DelegatedServices).ServicePrincipal);
        await Organizations.DeregisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = Analyzer }, Cancel);
        Assert.Empty((await Organizations.ListDelegatedAdministratorsAsync(new(), Cancel)).DelegatedAdministrators ?? []);
        await Assert.ThrowsAsync<AccountNotRegisteredException>(() => Organizations.ListDelegatedServicesForAccountAsync(new() { AccountId = account }, Cancel));
    }

    [Fact]
    public async Task The_management_account_is_never_delegated_to()
    {
        await Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = Analyzer }, Cancel);
        var management = (await Organizations.DescribeOrganizationAsync(new(), Cancel)).Organization.MasterAccountId;

        await Assert.ThrowsAsync<ConstraintViolationException>(() => Organizations.RegisterDelegatedAdministratorAsync(new() { AccountId = management, ServicePrincipal = Analyzer }, Cancel));
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private async Task<IEnumerable<string>> Enabled() =>
        ((await Organizations.ListAWSServiceAccessForOrganizationAsync(new(), Cancel)).EnabledServicePrincipals ?? []).Select(each => each.ServicePrincipal).Order(StringComparer.Ordinal);

    private async Task<string> Account(string name)
    {
        var status = (await Organizations.CreateAccountAsync(new() { AccountName = name, Email = $"{name}@example.com" }, Cancel)).CreateAccountStatus;
        for (var polls = 0; status.State == CreateAccountState.IN_PROGRESS && polls < 20; polls++)
        {
            status = (await Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = status.Id }, Cancel)).CreateAccountStatus;
        }

        return status.AccountId;
    }
}

/// <summary>As moto keeps it.</summary>
public sealed class TrustedAccessOnMoto(Judges.MotoServer moto) : TrustedAccessContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class TrustedAccessOnTheSandbox : TrustedAccessContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
