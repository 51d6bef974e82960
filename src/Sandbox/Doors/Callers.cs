using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Sts;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>
/// Finds out who calls. An access key id that is twelve digits stands for that account's administrator; one that AssumeRole gave, for that
/// session; any other for the management account's administrator, so that whatever credentials a person has set will do.
/// </summary>
internal sealed class Callers(World world)
{
    // A person whom Identity Center let in with a permission set, as AWS names the role that it makes of one (Identity Center User Guide, "Referencing permission sets in resource policies", read 2026-11). An IAM user
    // would be the very thing that the landing zone forbids.
    private const string AdministratorRole = "AWSReservedSSO_Administrator_0123456789abcdef";
    private const string Administrator = "administrator";

    /// <summary>The caller, or AWS's refusal as an exception.</summary>
    public Call Identify(WireRequest request, CredentialScope? scope, string service, string operation)
    {
        if (scope is null)
        {
            // The one call of ours that is not signed: its token is the proof.
            return operation == "AssumeRoleWithWebIdentity"
                ? new Call("", "us-east-1", "")
                : throw new WireException("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
        }

        if (SessionCredentials.IsSession(scope.AccessKeyId))
        {
            return Session(request, scope, service);
        }

        if (OwnerOf(scope.AccessKeyId) is var (owner, user))
        {
            return new Call(owner, scope.Region, $"arn:aws:iam::{owner}:user{user.Path}{user.Name}", user.Id);
        }

        var accountId = IsAccountId(scope.AccessKeyId) ? scope.AccessKeyId : world.State.ManagementAccountId;
        return Find(accountId) is null
            ? throw Unknown(service)
            : new Call(accountId, scope.Region, $"arn:aws:sts::{accountId}:assumed-role/{AdministratorRole}/{Administrator}", $"AROA{accountId}ADMIN:{Administrator}");
    }

    private static bool IsAccountId(string accessKeyId) => accessKeyId.Length == 12 && accessKeyId.All(char.IsAsciiDigit);

    // STS and the JSON services word the same refusal differently.
    private static WireException Unknown(string service) => service == "sts"
        ? new WireException("InvalidClientTokenId", "The security token included in the request is invalid.", 403)
        : new WireException("UnrecognizedClientException", "The security token included in the request is invalid.", 400);

    private Call Session(WireRequest request, CredentialScope scope, string service)
    {
        var session = SessionCredentials.Read(Headers.Find(request, "X-Amz-Security-Token"));
        if (session is null || session.AccessKeyId != scope.AccessKeyId || Find(session.AccountId) is not { State: "ACTIVE" })
        {
            throw Unknown(service);
        }

        return session.Expiration > world.Now
            ? new Call(session.AccountId, scope.Region, session.PrincipalArn, session.PrincipalId, session.Policy)
            : throw new WireException("ExpiredToken", "The security token included in the request is expired", 403);
    }

    // The user whose active access key it is, where IAM made it.
    private (string AccountId, StoredIamUser User)? OwnerOf(string accessKeyId)
    {
        if (!accessKeyId.StartsWith("AKIA", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var account in world.State.Accounts)
        {
            if (account.Iam?.Users.Find(user => user.AccessKeys.Exists(key => key.Id == accessKeyId && key.Active)) is { } user)
            {
                return (account.Id, user);
            }
        }

        return null;
    }

    private StoredAccount? Find(string accountId) => world.State.Accounts.Find(account => account.Id == accountId);
}
