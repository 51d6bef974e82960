using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Polly;
using Polly.Retry;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>A role's credentials in one account: assumed when first needed, kept, renewed before they expire, by one call however many wait.</summary>
/// <param name="connection">Whose own credentials assume the role.</param>
/// <param name="accountId">Twelve digits.</param>
/// <param name="narrowed">A role and the policy that cuts it down; null for the connection's role with all its rights, and for our own account for none at all.</param>
internal sealed class AssumedCredentials(AwsConnection connection, string accountId, NarrowedRole? narrowed = null) : RenewableCredentials
{
    /// <summary>A call signed just before expiry must still arrive in time, its repetitions included.</summary>
    private static readonly TimeSpan s_renewAhead = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Task? _flight;
    private volatile Held? _held;

    /// <inheritdoc/>
    public override string? Principal => _held?.Principal;

    private string RoleArn => $"arn:{connection.Partition}:iam::{accountId}:role/{(narrowed?.RoleName ?? connection.Options.AccessRole).TrimStart('/')}";

    /// <inheritdoc/>
    public override async ValueTask ReadyAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held && connection.Options.Time.GetUtcNow() < held.RenewFrom)
        {
            return;
        }

        Task flight;
        lock (_gate)
        {
            // On the pool, so that a fetch that ends at once does not run inside the lock.
            flight = _flight is { IsCompleted: false } ? _flight : _flight = Task.Run(() => FetchAsync(connection.Lifetime), connection.Lifetime);
        }

        await flight.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Expire(ImmutableCredentials used)
    {
        if (_held is not { } held)
        {
            return;
        }

        if (held.Credentials is null)
        {
            connection.OwnCredentials.Expire(used);
        }
        else if (ReferenceEquals(held.Credentials, used))
        {
            _held = held with { RenewFrom = DateTimeOffset.MinValue };
        }
    }

    /// <inheritdoc/>
    public override ImmutableCredentials? Present => _held is { } held ? held.Credentials ?? connection.OwnCredentials.Present : null;

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var home = await connection.HomeIdentityAsync(cancellationToken);
        if (home.AccountId == accountId && narrowed is null)
        {
            // Our own account needs no role, and the management account has none of that name.
            await connection.OwnCredentials.ReadyAsync(cancellationToken);
            _held = new(null, DateTimeOffset.MinValue, home.Arn);
            return;
        }

        try
        {
            var response = await AssumeAsync(cancellationToken);
            var given = response.Credentials;
            _held = new(
                new(given.AccessKeyId, given.SecretAccessKey, given.SessionToken, accountId),
                new DateTimeOffset(given.Expiration!.Value.ToUniversalTime()) - s_renewAhead,
                response.AssumedRoleUser?.Arn ?? RoleArn);
        }
        catch (Exception e) when (e is not OperationCanceledException and not AwsSetupException)
        {
            throw new RoleNotAssumedException(accountId, RoleArn, home.Arn, e);
        }
    }

    private async Task<AssumeRoleResponse> AssumeAsync(CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest { RoleArn = RoleArn, RoleSessionName = narrowed?.SessionName ?? connection.Options.SessionName, Policy = narrowed?.SessionPolicy };
        return connection.IsExpected(accountId)
            ? await PatientlyAsync(token => connection.Home.Sts.AssumeRoleAsync(request, token), cancellationToken)
            : await connection.Home.Sts.AssumeRoleAsync(request, cancellationToken);
    }

    /// <summary>A new account's role is refused for some minutes after CreateAccount has succeeded.</summary>
    private async Task<AssumeRoleResponse> PatientlyAsync(Func<CancellationToken, Task<AssumeRoleResponse>> assume, CancellationToken cancellationToken)
    {
        var (options, time) = (connection.Options, connection.Options.Time);
        var rule = options.Resilience.NewAccount;
        var start = time.GetTimestamp();
        var wait = TimeSpan.Zero;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is AmazonServiceException { ErrorCode: "AccessDenied" or "AccessDeniedException" } && time.GetElapsedTime(start) < rule.Patience),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(wait = Backoff.Next(rule, wait)),
                OnRetry = arguments =>
                {
                    options.Patience?.Invoke($"sts: account {accountId} is new and its role does not answer yet, waiting {Math.Ceiling(arguments.RetryDelay.TotalSeconds):0} s (attempt {arguments.AttemptNumber + 2})");
                    return default;
                },
            })
            .Build();
        return await pipeline.ExecuteAsync(async token => await assume(token), cancellationToken);
    }

    /// <summary>Credentials null: our own serve.</summary>
    private sealed record Held(ImmutableCredentials? Credentials, DateTimeOffset RenewFrom, string Principal);
}
