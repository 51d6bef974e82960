using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.Iam;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Sts;

namespace SecretScoops.Governance.Sandbox.Sts;

/// <summary>The Security Token Service.</summary>
internal sealed class StsSandbox(World world) : StsOperations, IBehaviour
{
    private const int DefaultSeconds = 3600;

    // STS API Reference, AssumeRole, Policy, read 2026-11.
    private const int LongestPolicy = 2_048;

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

        RequirePolicy(request);
        if (Find(request.RoleArn!) is not { } found || !found.Trust.Allows(Caller(request, call)))
        {
            throw Denied($"User: {call.PrincipalArn} is not authorized to perform: sts:AssumeRole on resource: {request.RoleArn}");
        }

        if (request.DurationSeconds > found.Role.MaxSessionDuration)
        {
            throw new WireException("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", 400);
        }

        var session = Open(found.AccountId, found.Role, request.RoleSessionName!, request.DurationSeconds ?? DefaultSeconds, request.Policy);
        return new AssumeRoleResponse
        {
            Credentials = Credentials(session),
            AssumedRoleUser = new AssumedRoleUser { Arn = session.PrincipalArn, AssumedRoleId = session.PrincipalId },
            SourceIdentity = request.SourceIdentity,
        };
    }

    public override AssumeRoleWithWebIdentityResponse AssumeRoleWithWebIdentity(AssumeRoleWithWebIdentityRequest request, Call call) =>
        // Tokens of identity providers are not checked, so none is believed.
        throw Denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");

    private static WireException Denied(string message) => new("AccessDenied", message, 403);

    private static Credentials Credentials(SessionCredentials session) => new()
    {
        AccessKeyId = session.AccessKeyId,
        SecretAccessKey = session.SecretAccessKey,
        SessionToken = session.Token,
        Expiration = session.Expiration,
    };

    private SessionCredentials Open(string accountId, StoredIamRole role, string name, int seconds, string? policy) => SessionCredentials.Issue(
        accountId,
        $"arn:aws:sts::{accountId}:assumed-role/{role.Name}/{name}",
        $"{role.Id}:{name}",
        world.Now.AddSeconds(seconds),
        policy);

    // Managed policies have no documents here, so that a session could not be cut down to them.
    private static void RequirePolicy(AssumeRoleRequest request)
    {
        if (request.PolicyArns is { Count: > 0 })
        {
            throw NotOffered(StsSchemas.AssumeRole);
        }

        if (request.Policy is not { } policy)
        {
            return;
        }

        if (policy.Length > LongestPolicy)
        {
            throw new WireException("ValidationError", $"1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to {LongestPolicy}", 400);
        }

        if (!PolicyDocument.TryParse(policy, out _, out _))
        {
            throw new MalformedPolicyDocumentException("This policy contains invalid Json");
        }
    }

    private Assuming Caller(AssumeRoleRequest request, Call call)
    {
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["sts:RoleSessionName"] = request.RoleSessionName!,
            ["aws:PrincipalAccount"] = call.AccountId,
            ["aws:SecureTransport"] = "true",
        };
        if (request.ExternalId is { } external)
        {
            context["sts:ExternalId"] = external;
        }

        if (world.State.Organization is { } organization)
        {
            context["aws:PrincipalOrgID"] = organization.Id;
        }

        var caller = new Assuming(call.AccountId, call.PrincipalArn, context);
        context["aws:PrincipalArn"] = caller.IdentityArn;
        return caller;
    }

    private (string AccountId, StoredIamRole Role, TrustPolicy Trust)? Find(string arn)
    {
        // arn:aws:iam::123456789012:role/path/Name
        if (arn.Split(':', 6) is not [_, _, "iam", _, var accountId, var resource] || !resource.StartsWith("role/", StringComparison.Ordinal))
        {
            return null;
        }

        var account = world.State.Accounts.Find(each => each.Id == accountId && each.State == "ACTIVE");
        var path = resource["role".Length..];
        return account is not null && AccountRoles.Of(world, account).Roles.Find(each => each.Path + each.Name == path) is { } role && TrustPolicy.Read(role.Trust) is { } trust
            ? (accountId, role, trust)
            : null;
    }
}
