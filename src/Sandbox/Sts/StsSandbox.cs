using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sts;

namespace SecretScoops.Governance.Sandbox.Sts;

/// <summary>The Security Token Service.</summary>
internal sealed class StsSandbox(World world) : StsOperations, IBehaviour
{
    private const int DefaultSeconds = 3600;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("Throttling", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    public override GetCallerIdentityResponse GetCallerIdentity(GetCallerIdentityRequest request, Call call) =>
        new() { Account = call.AccountId, Arn = call.PrincipalArn, UserId = call.PrincipalId };

    public override GetAccessKeyInfoResponse GetAccessKeyInfo(GetAccessKeyInfoRequest request, Call call) =>
        new() { Account = SessionCredentials.AccountOf(request.AccessKeyId!) ?? world.State.ManagementAccountId };

    public override GetSessionTokenResponse GetSessionToken(GetSessionTokenRequest request, Call call)
    {
        if (call.PrincipalArn.Contains(":assumed-role/", StringComparison.Ordinal))
        {
            throw new WireException("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
        }

        var credentials = SessionCredentials.Issue(call.AccountId, call.PrincipalArn, call.PrincipalId, world.Now.AddSeconds(request.DurationSeconds ?? 43_200));
        return new GetSessionTokenResponse { Credentials = Credentials(credentials) };
    }

    public override AssumeRoleResponse AssumeRole(AssumeRoleRequest request, Call call)
    {
        // Role chaining is limited to an hour: STS API Reference, AssumeRole, DurationSeconds.
        if (request.DurationSeconds > DefaultSeconds && call.PrincipalArn.Contains(":assumed-role/", StringComparison.Ordinal))
        {
            throw new WireException("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.", 400);
        }

        var role = Find(request.RoleArn!);
        if (role is null || role.Value.Role.TrustedAccountId != call.AccountId)
        {
            throw Denied($"User: {call.PrincipalArn} is not authorized to perform: sts:AssumeRole on resource: {request.RoleArn}");
        }

        var session = Open(role.Value.AccountId, role.Value.Role.Name, request.RoleSessionName!, request.DurationSeconds ?? DefaultSeconds);
        return new AssumeRoleResponse
        {
            Credentials = Credentials(session),
            AssumedRoleUser = new AssumedRoleUser { Arn = session.PrincipalArn, AssumedRoleId = session.PrincipalId },
            SourceIdentity = request.SourceIdentity,
        };
    }

    public override AssumeRoleWithWebIdentityResponse AssumeRoleWithWebIdentity(AssumeRoleWithWebIdentityRequest request, Call call) =>
        // No role of the sandbox trusts an identity provider, as there is no IAM service to make one.
        throw Denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");

    private static WireException Denied(string message) => new("AccessDenied", message, 403);

    private static Credentials Credentials(SessionCredentials session) => new()
    {
        AccessKeyId = session.AccessKeyId,
        SecretAccessKey = session.SecretAccessKey,
        SessionToken = session.Token,
        Expiration = session.Expiration,
    };

    private SessionCredentials Open(string accountId, string role, string name, int seconds) => SessionCredentials.Issue(
        accountId,
        $"arn:aws:sts::{accountId}:assumed-role/{role}/{name}",
        $"AROA{accountId}ROLE0:{name}",
        world.Now.AddSeconds(seconds));

    private (string AccountId, StoredRole Role)? Find(string arn)
    {
        // arn:aws:iam::123456789012:role/path/Name
        var parts = arn.Split(':', 6);
        if (parts is not [_, _, "iam", _, var accountId, var resource] || !resource.StartsWith("role/", StringComparison.Ordinal))
        {
            return null;
        }

        var name = resource[(resource.LastIndexOf('/') + 1)..];
        if (accountId == world.State.ManagementAccountId && world.Options.ManagementAccountRoles.Contains(name))
        {
            return (accountId, new StoredRole { Name = name, TrustedAccountId = accountId });
        }

        var account = world.State.Accounts.Find(each => each.Id == accountId && each.State == "ACTIVE");
        return account?.Roles.Find(each => each.Name == name) is { } role ? (accountId, role) : null;
    }
}
