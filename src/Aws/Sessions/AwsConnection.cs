using System.Collections.Concurrent;
using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>The door to AWS: one set of own credentials, one HTTP handler, one set of rates and one trace, shared by the sessions. Thread-safe.</summary>
internal sealed class AwsConnection : IDisposable
{
    private readonly SocketsHttpHandler? _sockets;
    private readonly WireHandler _wire;
    private readonly HttpClient _http;
    private readonly CallPipelines _pipelines;
    private readonly CancellationTokenSource _lifetime = new();
    // Weakly: the SDK's clients of a session take some hundred kilobytes, and hundreds of accounts have two regions or more. Credentials are kept apart, so that nothing is assumed twice.
    private readonly ConcurrentDictionary<(string? AccountId, string Region), WeakReference<AwsSession>> _sessions = new();
    private readonly ConcurrentDictionary<string, AssumedCredentials> _assumed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _expected = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task<AwsIdentity>? _identity;

    /// <summary>Connects; nothing is asked of the network or of credentials before the first call.</summary>
    /// <exception cref="AwsSetupException">No region is named anywhere, or AWS_ENDPOINT_URL is no address.</exception>
    public AwsConnection(AwsConnectionOptions options)
    {
        if (options.Handler is null)
        {
            AwsEnvironment.CheckEndpoint();
        }

        Lifetime = _lifetime.Token;
        ResilienceCustomizer.Register();
        SdkDependencies.Register();
        Options = options;
        Trace = new(options.KeepsCalls);
        _sockets = options.Handler is null ? Sockets(options.Resilience) : null;
        _wire = new(options.Handler ?? _sockets!, Trace);
        _http = new(_wire, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _pipelines = new(options.Resilience, options.Time, Trace, options.Patience);
        OwnCredentials = new(options.Credentials ?? (options.Handler is null ? null : new BasicAWSCredentials("REHEARSAL", "none")), TimeSpan.FromMinutes(2));
        Home = SessionFor(null, HomeRegion(options));
        Partition = RegionEndpoint.GetBySystemName(Home.Region).PartitionName;
    }

    /// <summary>As given.</summary>
    public AwsConnectionOptions Options { get; }

    /// <summary>Whether something of this process answers in AWS's place, as in a rehearsal.</summary>
    public bool IsLocal => Options.Handler is not null;

    /// <summary>Our own credentials in the home region.</summary>
    public AwsSession Home { get; }

    /// <summary>Every call made over this connection.</summary>
    public CallTrace Trace { get; }

    /// <summary>How long its callers have waited for calls.</summary>
    public CallClock Clock => _pipelines.Clock;

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition { get; }

    /// <summary>Who signs in the home session.</summary>
    public HomeCredentials OwnCredentials { get; }

    /// <summary>Cancelled when the connection is disposed.</summary>
    public CancellationToken Lifetime { get; }

    /// <summary>Says that an account was created moments ago: its role may be refused for some minutes, which is then waited for.</summary>
    public void Expect(string accountId) => _expected[accountId] = true;

    /// <summary>Whether <see cref="Expect"/> was said of the account.</summary>
    public bool IsExpected(string accountId) => _expected.ContainsKey(accountId);

    /// <summary>Who our own credentials belong to; asked of STS (GetCallerIdentity, which needs no permission) once.</summary>
    public async Task<AwsIdentity> HomeIdentityAsync(CancellationToken cancellationToken)
    {
        Task<AwsIdentity> asking;
        lock (_gate)
        {
            asking = _identity is { IsFaulted: false, IsCanceled: false } ? _identity : _identity = Task.Run(AskAsync, Lifetime);
        }

        return await asking.WaitAsync(cancellationToken);

        async Task<AwsIdentity> AskAsync()
        {
            var answer = await Home.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Lifetime);
            OwnCredentials.CallerArn = answer.Arn;
            return new(answer.Account, answer.Arn);
        }
    }

    /// <summary>The session of an account, null for our own, in a region; the same one for as long as anybody holds it.</summary>
    public AwsSession SessionFor(string? accountId, string region)
    {
        var key = (accountId, region);
        while (true)
        {
            var known = _sessions.GetOrAdd(key, static _ => new(null!));
            if (known.TryGetTarget(out var session))
            {
                return session;
            }

            var opened = Open(key);
            if (_sessions.TryUpdate(key, new(opened), known))
            {
                return opened;
            }
        }
    }

    /// <summary>
    /// A session with a role's rights and no more than its policy leaves of them, assumed at the first call, in our own account too. It is its caller's to dispose:
    /// nothing of it is kept here, so that a process may make as many as it likes.
    /// </summary>
    /// <exception cref="AwsSetupException">STS would refuse the policy for its form.</exception>
    public AwsSession Narrowed(NarrowedRole role)
    {
        role.RequireFit();
        return new(this, role.AccountId, role.Region, new AssumedCredentials(this, role.AccountId, role), _http, _pipelines) { IsNarrowed = true };
    }

    /// <summary>The account of our own credentials, once it has been asked.</summary>
    public string? HomeAccountId => _identity is { IsCompletedSuccessfully: true } known ? known.GetAwaiter().GetResult().AccountId : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _lifetime.Cancel();
        foreach (var known in _sessions.Values)
        {
            if (known.TryGetTarget(out var session))
            {
                session.Dispose();
            }
        }

        _pipelines.Dispose();
        _http.Dispose();
        _wire.Dispose();
        _sockets?.Dispose();
        OwnCredentials.Dispose();
        _lifetime.Dispose();
    }

    private AwsSession Open((string? AccountId, string Region) key)
    {
        RenewableCredentials credentials = key.AccountId is { } accountId
            ? _assumed.GetOrAdd(accountId, static (id, connection) => new(connection, id), this)
            : OwnCredentials;
        return new(this, key.AccountId, key.Region, credentials, _http, _pipelines);
    }

    private static string HomeRegion(AwsConnectionOptions options) =>
        options.Region
        ?? AwsEnvironment.Region()
        ?? (options.Handler is not null || options.EndpointUrl is not null ? "us-east-1" : throw new AwsSetupException(
            "no-region",
            "no AWS region is named: not in the environment, not in ~/.aws",
            "set AWS_REGION, or `region` in the profile"));

    private static SocketsHttpHandler Sockets(ResilienceOptions resilience) => new()
    {
        ConnectTimeout = resilience.ConnectTimeout,
        // What goes to one account, region and service at a time is limited there; this is for emulators and for services that have one address for all accounts.
        MaxConnectionsPerServer = 256,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.None,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
