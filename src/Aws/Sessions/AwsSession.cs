using Amazon;
using Amazon.AccessAnalyzer;
using Amazon.Account;
using Amazon.CloudTrail;
using Amazon.CloudWatchLogs;
using Amazon.ConfigService;
using Amazon.EC2;
using Amazon.EventBridge;
using Amazon.GuardDuty;
using Amazon.IdentityManagement;
using Amazon.IdentityStore;
using Amazon.KeyManagementService;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3Control;
using Amazon.SecurityHub;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.SSOAdmin;
using SecretScoops.Governance.Aws.Protocols.Client;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>An account and a region, and the clients for them, each made when first used. Thread-safe.</summary>
internal sealed partial class AwsSession : IDisposable
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
    private AmazonCloudTrailClient? _cloudTrail;
    private AmazonConfigServiceClient? _config;
    private AmazonSecurityHubClient? _securityHub;
    private AmazonGuardDutyClient? _guardDuty;
    private AmazonSimpleNotificationServiceClient? _sns;
    private AmazonSQSClient? _sqs;
    private AmazonEventBridgeClient? _events;
    private AmazonIdentityManagementServiceClient? _iam;
    private AmazonS3Client? _s3;
    private AmazonS3ControlClient? _s3Control;
    private AmazonKeyManagementServiceClient? _kms;
    private AmazonEC2Client? _ec2;
    private AmazonAccessAnalyzerClient? _accessAnalyzer;
    private AmazonAccountClient? _account;
    private AmazonCloudWatchLogsClient? _logs;

    /// <summary>Made by <see cref="AwsConnection"/> only.</summary>
    internal AwsSession(AwsConnection connection, string? accountId, string region, RenewableCredentials credentials, HttpClient http, CallPipelines pipelines)
    {
        (_connection, _accountId, Region, _credentials, _http, _pipelines) = (connection, accountId, region, credentials, http, pipelines);
    }

    /// <summary>The region of the regional services; global ones sign for their own.</summary>
    public string Region { get; }

    /// <summary>Whether a session policy cuts its rights down: then it leads to no other session, which would have more.</summary>
    public bool IsNarrowed { get; init; }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>: what ARNs begin with.</summary>
    public string Partition => _connection.Partition;

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

    /// <summary>CloudTrail.</summary>
    public IAmazonCloudTrail CloudTrail => Client(ref _cloudTrail, static (session, credentials) =>
        new AmazonCloudTrailClient(credentials, session.Configured(new AmazonCloudTrailConfig())));

    /// <summary>AWS Config.</summary>
    public IAmazonConfigService Config => Client(ref _config, static (session, credentials) =>
        new AmazonConfigServiceClient(credentials, session.Configured(new AmazonConfigServiceConfig())));

    /// <summary>Security Hub.</summary>
    public IAmazonSecurityHub SecurityHub => Client(ref _securityHub, static (session, credentials) =>
        new AmazonSecurityHubClient(credentials, session.Configured(new AmazonSecurityHubConfig())));

    /// <summary>GuardDuty.</summary>
    public IAmazonGuardDuty GuardDuty => Client(ref _guardDuty, static (session, credentials) =>
        new AmazonGuardDutyClient(credentials, session.Configured(new AmazonGuardDutyConfig())));

    /// <summary>Simple Notification Service.</summary>
    public IAmazonSimpleNotificationService Sns => Client(ref _sns, static (session, credentials) =>
        new AmazonSimpleNotificationServiceClient(credentials, session.Configured(new AmazonSimpleNotificationServiceConfig())));

    /// <summary>Simple Queue Service.</summary>
    public IAmazonSQS Sqs => Client(ref _sqs, static (session, credentials) =>
        new AmazonSQSClient(credentials, session.Configured(new AmazonSQSConfig())));

    /// <summary>EventBridge.</summary>
    public IAmazonEventBridge Events => Client(ref _events, static (session, credentials) =>
        new AmazonEventBridgeClient(credentials, session.Configured(new AmazonEventBridgeConfig())));

    /// <summary>IAM; global, whatever the session's region.</summary>
    public IAmazonIdentityManagementService Iam => Client(ref _iam, static (session, credentials) =>
        new AmazonIdentityManagementServiceClient(credentials, session.Configured(new AmazonIdentityManagementServiceConfig())));

    /// <summary>S3; its buckets are addressed by path wherever AWS's own endpoint is not in use.</summary>
    public IAmazonS3 S3 => Client(ref _s3, static (session, credentials) =>
        new AmazonS3Client(credentials, session.PathStyled(session.Configured(new AmazonS3Config()))));

    /// <summary>The S3 settings of a whole account, in the session's region.</summary>
    public IAmazonS3Control S3Control => Client(ref _s3Control, static (session, credentials) =>
        new AmazonS3ControlClient(credentials, session.Configured(new AmazonS3ControlConfig())));

    /// <summary>Key Management Service.</summary>
    public IAmazonKeyManagementService Kms => Client(ref _kms, static (session, credentials) =>
        new AmazonKeyManagementServiceClient(credentials, session.Configured(new AmazonKeyManagementServiceConfig())));

    /// <summary>EC2.</summary>
    public IAmazonEC2 Ec2 => Client(ref _ec2, static (session, credentials) =>
        new AmazonEC2Client(credentials, session.Configured(new AmazonEC2Config())));

    /// <summary>IAM Access Analyzer.</summary>
    public IAmazonAccessAnalyzer AccessAnalyzer => Client(ref _accessAnalyzer, static (session, credentials) =>
        new AmazonAccessAnalyzerClient(credentials, session.Configured(new AmazonAccessAnalyzerConfig())));

    /// <summary>Account Management: contacts and regions; global, whatever the session's region.</summary>
    public IAmazonAccount Account => Client(ref _account, static (session, credentials) =>
        new AmazonAccountClient(credentials, session.Configured(new AmazonAccountConfig())));

    /// <summary>CloudWatch Logs.</summary>
    public IAmazonCloudWatchLogs Logs => Client(ref _logs, static (session, credentials) =>
        new AmazonCloudWatchLogsClient(credentials, session.Configured(new AmazonCloudWatchLogsConfig())));

    /// <summary>The same role session, or our own, in another account; assumed at the first call. Our own account needs no role.</summary>
    /// <param name="accountId">Twelve digits.</param>
    /// <param name="region">Null: this session's region.</param>
    public AwsSession In(string accountId, string? region = null) => Wide.SessionFor(accountId, region ?? Region);

    /// <summary>Says that an account was created moments ago: its role may be refused for some minutes, which is then waited for.</summary>
    public void Expect(string accountId) => _connection.Expect(accountId);

    /// <summary>The same account in another region.</summary>
    public AwsSession InRegion(string region) => Wide.SessionFor(_accountId, region);

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

    private AwsConnection Wide => IsNarrowed
        ? throw new InvalidOperationException("a narrowed session leads to no other: its rights are for one account and one purpose. Ask the connection for another narrowed session.")
        : _connection;

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

    /// <summary>Emulators and the sandbox have no host name for each bucket.</summary>
    private AmazonS3Config PathStyled(AmazonS3Config config)
    {
        config.ForcePathStyle = config.ServiceURL is not null || _connection.Options.Handler is not null;
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
