using Amazon;
using Amazon.ConfigService;
using Amazon.GuardDuty;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SecurityHub;
using Amazon.SecurityToken;
using Amazon.SSOAdmin;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests;

/// <summary>A sandbox in process, with real clients that reach it through its handler. Clients do not retry: a test sees each answer.</summary>
internal sealed class TestCloud : IDisposable
{
    public const string Management = "123456789012";

    private readonly SandboxHandler handler;
    private readonly List<IDisposable> clients = [];

    public TestCloud(SandboxOptions? options = null, string? path = null, State.SandboxState? state = null)
    {
        var behaviour = (options ?? new SandboxOptions()) with { Observer = options?.Observer ?? Calls.Add };
        Cloud = state is null ? LocalCloud.Open(path, behaviour, Time) : LocalCloud.From(state, behaviour, Time);
        handler = new SandboxHandler(Cloud);
        Organizations = OrganizationsAs(Management);
        Access = AccessAs(Management);
        Identities = Client(new AmazonIdentityStoreClient(Keys(Management), With(new AmazonIdentityStoreConfig())));
        Tokens = TokensAs(Keys(Management));
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public LocalCloud Cloud { get; }

    /// <summary>Every call, unless the options have an observer of their own.</summary>
    public List<SandboxCall> Calls { get; } = [];

    public IAmazonOrganizations Organizations { get; }

    public IAmazonSSOAdmin Access { get; }

    public IAmazonIdentityStore Identities { get; }

    public IAmazonSecurityTokenService Tokens { get; }

    /// <summary>A cloud whose organization exists, with service control policies enabled.</summary>
    public static async Task<(TestCloud Cloud, string RootId)> WithOrganization(SandboxOptions? options = null, string? path = null, State.SandboxState? state = null)
    {
        var cloud = new TestCloud(options, path, state);
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest { FeatureSet = "ALL" }, Cancel);
        var root = await cloud.RootId();
        await cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = "SERVICE_CONTROL_POLICY" }, Cancel);
        return (cloud, root);
    }

    public IAmazonOrganizations OrganizationsAs(string account) => OrganizationsAs(Keys(account));

    public IAmazonOrganizations OrganizationsAs(AWSCredentials keys) => Client(new AmazonOrganizationsClient(keys, With(new AmazonOrganizationsConfig())));

    public IAmazonSSOAdmin AccessAs(string account, RegionEndpoint? region = null) => Client(new AmazonSSOAdminClient(Keys(account), With(new AmazonSSOAdminConfig(), region)));

    public IAmazonSecurityHub SecurityHubAs(string account, RegionEndpoint? region = null) =>
        Client(new AmazonSecurityHubClient(Keys(account), With(new AmazonSecurityHubConfig(), region)));
    public IAmazonConfigService ConfigAs(string account) => Client(new AmazonConfigServiceClient(Keys(account), With(new AmazonConfigServiceConfig())));
    public IAmazonGuardDuty GuardDutyAs(string account, RegionEndpoint? region = null) => Client(new AmazonGuardDutyClient(Keys(account), With(new AmazonGuardDutyConfig(), region)));

    public IAmazonSecurityTokenService TokensAs(AWSCredentials keys) => Client(new AmazonSecurityTokenServiceClient(keys, With(new AmazonSecurityTokenServiceConfig())));

    /// <summary>A client of any other service, as an account's administrator.</summary>
    public T As<TConfig, T>(string account, Func<AWSCredentials, TConfig, T> make, RegionEndpoint? region = null)
        where TConfig : ClientConfig, new()
        where T : IDisposable => As(Keys(account), make, region);

    /// <summary>A client of any other service, with any credentials.</summary>
    public T As<TConfig, T>(AWSCredentials keys, Func<AWSCredentials, TConfig, T> make, RegionEndpoint? region = null)
        where TConfig : ClientConfig, new()
        where T : IDisposable => Client(make(keys, With(new TConfig(), region)));

    public async Task<string> RootId() => (await Organizations.ListRootsAsync(new ListRootsRequest(), Cancel)).Roots.Single().Id;

    public async Task<string> NewUnit(string parentId, string name) =>
        (await Organizations.CreateOrganizationalUnitAsync(new CreateOrganizationalUnitRequest { ParentId = parentId, Name = name }, Cancel)).OrganizationalUnit.Id;

    public async Task<string> NewAccount(string name)
    {
        var begun = await Organizations.CreateAccountAsync(new CreateAccountRequest { AccountName = name, Email = $"{name}@example.com" }, Cancel);
        var status = begun.CreateAccountStatus;
        for (var poll = 0; status.State == CreateAccountState.IN_PROGRESS && poll < 10; poll++)
        {
            status = (await Organizations.DescribeCreateAccountStatusAsync(new DescribeCreateAccountStatusRequest { CreateAccountRequestId = status.Id }, Cancel)).CreateAccountStatus;
        }

        Assert.Equal(CreateAccountState.SUCCEEDED, status.State);
        return status.AccountId;
    }

    public async Task<string> NewPolicy(string name, string content = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}}""") =>
        (await Organizations.CreatePolicyAsync(new CreatePolicyRequest { Name = name, Description = "", Type = "SERVICE_CONTROL_POLICY", Content = content }, Cancel)).Policy.PolicySummary.Id;

    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        handler.Dispose();
    }

    private static BasicAWSCredentials Keys(string account) => new(account, "any secret will do");

    private T Client<T>(T client)
        where T : IDisposable
    {
        clients.Add(client);
        return client;
    }

    private T With<T>(T config, RegionEndpoint? region = null)
        where T : ClientConfig
    {
        config.RegionEndpoint = region ?? RegionEndpoint.EUWest1;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new InProcess(handler);
        return config;
    }

    private sealed class InProcess(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
