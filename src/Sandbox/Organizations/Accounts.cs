using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Accounts: described, listed, moved.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override DescribeAccountResponse DescribeAccount(DescribeAccountRequest request, Call call)
    {
        var organization = ForReader(call);
        return new DescribeAccountResponse { Account = Shown(organization, Account(request.AccountId!)) };
    }

    public override ListAccountsResponse ListAccounts(ListAccountsRequest request, Call call)
    {
        var organization = ForReader(call);
        var (accounts, next) = pages.Cut(Accounts, request.MaxResults, request.NextToken);
        return new ListAccountsResponse { Accounts = [.. accounts.Select(account => Shown(organization, account))], NextToken = next };
    }

    public override ListAccountsForParentResponse ListAccountsForParent(ListAccountsForParentRequest request, Call call)
    {
        var organization = ForReader(call);
        RequireParent(organization, request.ParentId!);
        var (accounts, next) = pages.Cut(Accounts.Where(account => account.ParentId == request.ParentId), request.MaxResults, request.NextToken);
        return new ListAccountsForParentResponse { Accounts = [.. accounts.Select(account => Shown(organization, account))], NextToken = next };
    }

    public override MoveAccountResponse MoveAccount(MoveAccountRequest request, Call call)
    {
        var organization = ForManagement(call);
        var account = Account(request.AccountId!);
        if (!IsParent(organization, request.SourceParentId!) || account.ParentId != request.SourceParentId)
        {
            throw new SourceParentNotFoundException("You specified a source parent that doesn't exist.");
        }

        if (!IsParent(organization, request.DestinationParentId!))
        {
            throw new DestinationParentNotFoundException("You specified a destination parent that doesn't exist.");
        }

        if (request.SourceParentId == request.DestinationParentId)
        {
            throw new DuplicateAccountException("That account is already present in the specified destination.");
        }

        account.ParentId = request.DestinationParentId;
        return new MoveAccountResponse();
    }

    private static bool IsParent(StoredOrganization organization, string id) => id == organization.RootId || organization.Units.Exists(unit => unit.Id == id);

    private StoredAccount Account(string id) =>
        Accounts.Find(account => account.Id == id) ?? throw new AccountNotFoundException("You specified an account that doesn't exist.");

    // Status is left out: AWS retired it on 2026-09-09 in favour of State (model of 2026-11).
    private Account Shown(StoredOrganization organization, StoredAccount account) => new()
    {
        Id = account.Id,
        Arn = Arn(organization, account),
        Name = account.Name,
        Email = account.Email,
        State = account.State,
        JoinedMethod = account.JoinedMethod,
        JoinedTimestamp = account.JoinedAt,
        Paths = [$"{PathOf(organization, account.ParentId!)}{account.Id}/"],
    };

    private string Arn(StoredOrganization organization, StoredAccount account) =>
        $"arn:aws:organizations::{world.State.ManagementAccountId}:account/{organization.Id}/{account.Id}";
}
