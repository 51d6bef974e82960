using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Accounts closed, or removed from the organization.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override CloseAccountResponse CloseAccount(CloseAccountRequest request, Call call)
    {
        ForManagement(call);
        var account = Account(request.AccountId!);
        if (account.Id == world.State.ManagementAccountId)
        {
            throw Constraint("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You can't close the management account.");
        }

        if (account.State != "ACTIVE")
        {
            throw account.Closing is null
                ? new AccountAlreadyClosedException("The specified account is already closed.")
                : new ConflictException("The request failed because it conflicts with the current state of the specified resource.");
        }

        if (Accounts.Count(each => each.Closing is not null) >= Quotas.AccountClosuresInProgress)
        {
            throw Constraint("CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED", "You have exceeded the number of accounts that can be closed at a time.");
        }

        var quota = Math.Min(Quotas.AccountClosuresAtMost, Math.Max(Quotas.AccountClosures, Accounts.Count / 5));
        if (Accounts.Count(each => each.ClosedAt > world.Now.AddDays(-30)) >= quota)
        {
            throw Constraint("CLOSE_ACCOUNT_QUOTA_EXCEEDED", "You have exceeded close account quota for the past 30 days.");
        }

        (account.State, account.ClosedAt, account.Closing) = ("PENDING_CLOSURE", world.Now, world.Begin());
        return new CloseAccountResponse();
    }

    public override RemoveAccountFromOrganizationResponse RemoveAccountFromOrganization(RemoveAccountFromOrganizationRequest request, Call call)
    {
        var organization = ForManagement(call);
        var account = Account(request.AccountId!);
        if (account.Id == world.State.ManagementAccountId)
        {
            throw new MasterCannotLeaveOrganizationException("You can't remove the management account from the organization.");
        }

        if (organization.Delegations.Exists(each => each.AccountId == account.Id))
        {
            throw Constraint("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG", "You can't remove a delegated administrator from the organization.");
        }

        if (account.JoinedMethod == "CREATED" && world.Now < account.JoinedAt + Quotas.WaitBeforeLeaving)
        {
            throw Constraint("WAIT_PERIOD_ACTIVE", "The account can't leave the organization until the waiting period after its creation has passed.");
        }

        Accounts.Remove(account);
        Forget(organization, account.Id);
        return new RemoveAccountFromOrganizationResponse();
    }

    private void Forget(StoredOrganization organization, string accountId)
    {
        organization.Policies.ForEach(policy => policy.Targets.Remove(accountId));
        organization.Tags.Remove(accountId);
        world.State.IdentityCenter.Assignments.RemoveAll(assignment => assignment.AccountId == accountId);
        world.State.IdentityCenter.Provisioned.RemoveAll(each => each.AccountId == accountId);
    }
}
