using Amazon;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SSOAdmin;
using SecretScoops.Governance.Aws.Protocols.Client;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>An account and a region, and the clients for them, each made when first used. Thread-safe.</summary>
internal sealed class AwsSession : IDisposable
{
    private readonly AwsConnection _connection;
    private readonly string? _accountId;
    private readonly RenewableCredentials _credentials;
    private readonly HttpClient _http;
    private readonly CallPipelines _pipelines;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _clients = [];
    private AmazonSecurityTokenServiceClient? _sts;
    private AmazonOrganizationsClient? _organizations;
    private AmazonSSOAdminClient? _ssoAdmin;
    private AmazonIdentityStoreClient? _identityStore;

    /// <summary>Made by <see cref="AwsConnection"/> only.</summary>
    internal AwsSession(AwsConnection connection, string? accountId, string region, RenewableCredentials credentials, HttpClient http, CallPipelines pipelines)
    {
        (_connection, _accountId, Region, _credentials, _http, _pipelines) = (connection, accountId, region, credentials, http, pipelines);
    }

    /// <summary>The region of the regional services; global ones sign for their own.</summary>
    public string Region { get; }

    /// <summary>Twelve digits; for the home session null until <see cref="AccountIdAsync"/> or <see cref="In"/> had to ask.</summary>
    public string? AccountId => _accountId ?? _connection.HomeAccountId;

    /// <summary>Security Token Service.</summary>
    public IAmazonSecurityTokenService Sts => Client(ref _sts, static (session, credentials) =>
        new AmazonSecurityTokenServiceClient(credentials, session.Configured(new AmazonSecurityTokenServiceConfig())));

    /// <summary>AWS Organizations; global, whatever the session's region.</summary>
    public IAmazonOrganizations Organizations => Client(ref _organizations, static (session, credentials) =>
        new AmazonOrganizationsClient(credentials, session.Configured(new AmazonOrganizationsConfig())));

    /// <summary>IAM Identity Center's administration; its instance lives in one region.</summary>
    public IAmazonSSOAdmin SsoAdmin => Client(ref _ssoAdmin, static (session, credentials) =>
        new AmazonSSOAdminClient(credentials, session.Configured(new AmazonSSOAdminConfig())));

    /// <summary>Identity Center's directory of users and groups, in the region of its instance.</summary>
    public IAmazonIdentityStore IdentityStore => Client(ref _identityStore, static (session, credentials) =>
        new AmazonIdentityStoreClient(credentials, session.Configured(new AmazonIdentityStoreConfig())));

    /// <summary>The same role session, or our own, in another account; assumed at the first call. Our own account needs no role.</summary>
    /// <param name="accountId">Twelve digits.</param>
    /// <param name="region">Null: this session's region.</param>
    public AwsSession In(string accountId, string? region = null) => _connection.SessionFor(accountId, region ?? Region);

    /// <summary>Says that an account was created moments ago: its role may be refused for some minutes, which is then waited for.</summary>
    public void Expect(string accountId) => _connection.Expect(accountId);

    /// <summary>The same account in another region.</summary>
    public AwsSession InRegion(string region) => _connection.SessionFor(_accountId, region);

    /// <summary>The account's id; the home session asks STS once.</summary>
    public async ValueTask<string> AccountIdAsync(CancellationToken cancellationToken) =>
        _accountId ?? (await _connection.HomeIdentityAsync(cancellationToken)).AccountId;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _clients.ForEach(static client => client.Dispose());
            _clients.Clear();
        }
    }

    private TClient Client<TClient>(ref TClient? client, Func<AwsSession, AWSCredentials, TClient> create)
        where TClient : class, IDisposable
    {
        if (Volatile.Read(ref client) is { } ready)
        {
            return ready;
        }

        lock (_gate)
        {
            if (client is null)
            {
                var created = create(this, _credentials);
                _clients.Add(created);
                Volatile.Write(ref client, created);
            }

            return client;
        }
    }

    /// <summary>Settings that all clients share: where, how signed, and whose pipeline.</summary>
    private TConfig Configured<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        var options = _connection.Options;

        // The SDK's own reading of AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SERVICE and the profile. In process nothing of it may lead outside.
        config.IgnoreConfiguredEndpointUrls = options.Handler is not null ? true : config.IgnoreConfiguredEndpointUrls;
        var endpoint = options.EndpointUrl?.AbsoluteUri ?? config.ServiceURL;
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = GlobalRegion(config) ?? Region;
            config.DisableHostPrefixInjection = true;
        }

        config.HttpClientFactory = new CallScope
        {
            Http = _http,
            Pipelines = _pipelines,
            Credentials = _credentials,
            Region = Region,
            AccountId = () => AccountId,
            IsNewAccount = () => _accountId is not null && _connection.IsExpected(_accountId),
            AtAws = options.Handler is null && (endpoint is null || IsAws(endpoint)),
        };
        config.ResignRetries = true;
        config.DisableLogging = true;

        // Other modes bring timeouts across all attempts, or ask the instance metadata service which to use.
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;

        // Shown in CloudTrail's userAgent.
        config.ClientAppId ??= "secret-scoops-governance";
        return config;
    }

    /// <summary>What a service with one endpoint for the whole partition signs for; null for regional ones.</summary>
    private string? GlobalRegion(ClientConfig config) =>
        (config.EndpointProvider as ServiceEndpointProvider)?.GlobalIn(RegionEndpoint.GetBySystemName(Region))?.SigningRegion;

    /// <summary>VPC, FIPS and dual-stack endpoints are named too, and they are AWS's, rates and all.</summary>
    private static bool IsAws(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && (uri.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith(".api.aws", StringComparison.OrdinalIgnoreCase));
}
