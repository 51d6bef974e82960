using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Members of an administrator. Accounts outside the organization, and invitations, are not offered.</summary>
internal sealed partial class SecurityHubSandbox
{
    /// <remarks>
    /// Accounts of the organization become members at once, and Security Hub is enabled in them; in the management account it must be on already
    /// (API Reference, CreateMembers; User Guide, "Managing Security Hub for multiple accounts", read 2026-11).
    /// </remarks>
    public override CreateMembersResponse CreateMembers(CreateMembersRequest request, Call call)
    {
        var hub = ForAdministrator(call);
        RequireOwnMembers(hub);
        var unprocessed = new List<Result>();
        foreach (var asked in request.AccountDetails!)
        {
            if (Refusal(asked.AccountId!, call) is { } refusal)
            {
                unprocessed.Add(new Result { AccountId = asked.AccountId, ProcessingResult = refusal });
                continue;
            }

            Join(hub, asked.AccountId!, call.Region, withDefaults: true);
        }

        return new CreateMembersResponse { UnprocessedAccounts = unprocessed };
    }

    public override DisassociateMembersResponse DisassociateMembers(DisassociateMembersRequest request, Call call)
    {
        var hub = ForAdministrator(call);
        RequireOwnMembers(hub);
        foreach (var id in request.AccountIds!)
        {
            var member = hub.Members.Find(each => each.AccountId == id) ?? throw new ResourceNotFoundException($"Account {id} is not a member of administrator {call.AccountId}");
            (member.Status, member.UpdatedAt) = ("Removed", world.Now);
        }

        return new DisassociateMembersResponse();
    }

    public override DeleteMembersResponse DeleteMembers(DeleteMembersRequest request, Call call)
    {
        var hub = ForAdministrator(call);
        var unprocessed = new List<Result>();
        foreach (var id in request.AccountIds!)
        {
            if (hub.Members.RemoveAll(each => each.AccountId == id && !IsEnabled(each)) == 0)
            {
                unprocessed.Add(new Result { AccountId = id, ProcessingResult = hub.Members.Exists(each => each.AccountId == id) ? "Disassociate the member first" : "Not a member" });
            }
        }

        return new DeleteMembersResponse { UnprocessedAccounts = unprocessed };
    }

    public override ListMembersResponse ListMembers(ListMembersRequest request, Call call)
    {
        var hub = Hub(call);
        var members = hub.Members.Where(each => request.OnlyAssociated == false || IsEnabled(each)).OrderBy(each => each.AccountId, StringComparer.Ordinal);
        var (page, next) = pages.Cut(members, Math.Min(request.MaxResults ?? 50, 50), request.NextToken);
        return new ListMembersResponse { Members = [.. page.Select(each => Shown(each, call))], NextToken = next };
    }

    public override GetMembersResponse GetMembers(GetMembersRequest request, Call call)
    {
        var members = Hub(call).Members;
        return new GetMembersResponse
        {
            Members = [.. members.Where(each => request.AccountIds!.Contains(each.AccountId)).Select(each => Shown(each, call))],
            UnprocessedAccounts = [.. request.AccountIds!.Where(id => !members.Exists(each => each.AccountId == id)).Select(id => new Result { AccountId = id, ProcessingResult = "Not a member" })],
        };
    }

    public override GetAdministratorAccountResponse GetAdministratorAccount(GetAdministratorAccountRequest request, Call call)
    {
        _ = Hub(call);
        return AdministratorOf(call.AccountId, call.Region) is { } administrator
            ? new GetAdministratorAccountResponse { Administrator = new Invitation { AccountId = administrator, MemberStatus = "Enabled", InvitedAt = world.Now } }
            : new GetAdministratorAccountResponse();
    }

    private static bool IsEnabled(StoredHubMember member) => member.Status == "Enabled";

    /// <summary>Whose member an account is in a region; null for nobody's.</summary>
    private string? AdministratorOf(string accountId, string region) =>
        AdministratorIn(region) is { } administrator && administrator != accountId && Find(administrator, region)?.Members.Exists(each => each.AccountId == accountId && IsEnabled(each)) == true
            ? administrator
            : null;

    private static void RequireOwnMembers(StoredSecurityHub hub)
    {
        if (hub.Organization?.Type == "CENTRAL")
        {
            throw new AccessDeniedException("Members are managed by configuration policies while the organization uses central configuration");
        }
    }

    private string? Refusal(string id, Call call) => ActiveAccount(id) is null ? "The account is not an active member of the organization"
        : id == call.AccountId ? "An administrator cannot be its own member"
        : id == world.State.ManagementAccountId && Find(id, call.Region)?.Subscribed != true ? "Security Hub must be enabled in the management account first"
        : null;

    private void Join(StoredSecurityHub administrator, string accountId, string region, bool withDefaults)
    {
        _ = Subscribe(accountId, region, withDefaults && administrator.Organization?.AutoEnableStandards == "DEFAULT");
        administrator.Members.RemoveAll(each => each.AccountId == accountId);
        administrator.Members.Add(new StoredHubMember { AccountId = accountId, Status = "Enabled", UpdatedAt = world.Now });
    }

    private Member Shown(StoredHubMember member, Call call) => new()
    {
        AccountId = member.AccountId,
        Email = world.State.Accounts.Find(account => account.Id == member.AccountId)?.Email,
        AdministratorId = call.AccountId,
        MasterId = call.AccountId,
        MemberStatus = member.Status,
        UpdatedAt = member.UpdatedAt,
    };
}
