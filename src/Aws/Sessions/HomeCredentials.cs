using Amazon.Runtime;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Our own credentials, looked up at the first call.</summary>
/// <param name="given">Used as they are; null to look them up.</param>
/// <param name="bound">How long finding them may take at most: a credential process may ask its user for a code.</param>
internal sealed class HomeCredentials(AWSCredentials? given, TimeSpan bound) : RenewableCredentials, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile AWSCredentials? _found;
    private volatile ImmutableCredentials? _present;

    /// <inheritdoc/>
    public override string? Principal => CallerArn;

    /// <summary>Set once STS has been asked who we are.</summary>
    public string? CallerArn { get; set; }

    /// <inheritdoc/>
    public override async ValueTask ReadyAsync(CancellationToken cancellationToken)
    {
        // What has an expiry is asked every time: the SDK renews it ahead of time, one fetch at a time, and answers at once otherwise.
        if (_present is not null && _found is not null and not RefreshingAWSCredentials)
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            _present = await FetchAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Forget()
    {
        (_found as RefreshingAWSCredentials)?.ClearCredentials();
        _present = null;

        // The profile may have been signed in anew meanwhile.
        _found = null;
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() => _present ?? throw NotReady();

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ImmutableCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        // Several of the SDK's sources block while they read files, run processes or ask Identity Center.
        var fetch = Task.Run(
            async () =>
            {
                var found = _found ??= given ?? await CredentialChain.FindAsync(cancellationToken);
                return await found.GetCredentialsAsync();
            },
            cancellationToken);
        try
        {
            return await fetch.WaitAsync(bound, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or AmazonClientException or AmazonServiceException or InvalidOperationException or FormatException)
        {
            throw new AwsSetupException(
                "credentials-unavailable",
                $"AWS credentials could not be fetched: {e.Message.TrimEnd('.')}",
                $"sign in again (`aws sso login`), or mend profile \"{AwsEnvironment.ProfileName}\" in ~/.aws/config",
                e);
        }
    }
}
