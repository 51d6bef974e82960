using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Accounts;

namespace SecretScoops.Governance.Sandbox.Accounts;

/// <summary>Account Management: contacts and regions. This part says whose; the others hold a topic each.</summary>
internal sealed partial class AccountsSandbox(World world) : AccountsOperations, IBehaviour
{
    private const string Principal = "account.amazonaws.com";

    private readonly Pages pages = new(world.Options, 50, static () => new ValidationException("The pagination token is not valid."));

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var over = (from account in world.State.Accounts
                    from change in account.Contacts?.Regions ?? []
                    where world.IsOver(change.Value.Waiting, isRead)
                    select (Account: account, Region: change.Key, change.Value.To)).ToList();
        over.ForEach(each => Complete(each.Account, each.Region, each.To));
        return over.Count > 0;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new TooManyRequestsException("Too Many Requests");

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    /// <summary>
    /// Whom a call means: the caller, or the member that it names. Only the management account and a delegated administrator name members, with trusted access on,
    /// and the management account never itself (Account Management API Reference, "AccountId", read 2026-11).
    /// </summary>
    private StoredAccount Meant(string? accountId, Call call)
    {
        if (accountId is null)
        {
            return world.Account(call);
        }

        var member = world.State.Accounts.Find(account => account.Id == accountId);
        return member is not null && world.State.Organization is not null && accountId != world.State.ManagementAccountId && world.Administers(call.AccountId, Principal) && world.HasTrustedAccess(Principal)
            ? member
            : throw new AccessDeniedException($"User: {call.PrincipalArn} is not authorized to perform this operation on account {accountId}: it is not a member account of the caller's organization, or trusted access is not enabled.");
    }

    private static StoredContacts Contacts(StoredAccount account) => account.Contacts ??= new();
}
