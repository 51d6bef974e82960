using Amazon.Runtime;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Our own credentials, looked up at the first call.</summary>
/// <param name="given">Used as they are; null to look them up.</param>
/// <param name="bound">How long finding them may take at most: a credential process may ask its user for a code.</param>
internal sealed class HomeCredentials(AWSCredentials? given, TimeSpan bound) : RenewableCredentials, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private AWSCredentials? _source;
    private volatile ImmutableCredentials? _present;
    private volatile bool _stale = true;

    /// <inheritdoc/>
    public override string? Principal => CallerArn;

    /// <summary>Set once STS has been asked who we are.</summary>
    public string? CallerArn { get; set; }

    /// <inheritdoc/>
    public override async ValueTask ReadyAsync(CancellationToken cancellationToken)
    {
        // What can expire is asked every time: the SDK renews it ahead of time and answers at once otherwise.
        if (!_stale && _source is not RefreshingAWSCredentials)
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            _present = await FetchAsync(cancellationToken);
            _stale = false;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Expire(ImmutableCredentials used)
    {
        if (ReferenceEquals(used, _present))
        {
            (_source as RefreshingAWSCredentials)?.ClearCredentials();
            _stale = true;
        }
    }

    /// <inheritdoc/>
    public override ImmutableCredentials? Present => _present;

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ImmutableCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        // Stale keys are looked up anew: the user may have signed in again meanwhile.
        var source = _stale && _source is not RefreshingAWSCredentials ? null : _source;

        // Several of the SDK's sources block while they read files, run processes or ask Identity Center.
        var fetch = Task.Run(
            async () =>
            {
                source ??= given ?? await CredentialChain.FindAsync(cancellationToken);
                return await source.GetCredentialsAsync();
            },
            cancellationToken);
        try
        {
            var fetched = await fetch.WaitAsync(bound, cancellationToken);
            _source = source;
            return fetched;
        }
        catch (Exception e) when (e is TimeoutException or AmazonClientException or AmazonServiceException or InvalidOperationException or FormatException or IOException)
        {
            throw new AwsSetupException(
                "credentials-unavailable",
                $"AWS credentials could not be fetched: {e.Message.TrimEnd('.', '\n', '\r')}",
                $"sign in again (`aws sso login`), or mend profile \"{AwsEnvironment.ProfileName}\" in ~/.aws/config",
                e);
        }
    }
}
