using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Accounts made: a request is taken, and its outcome is to be asked for. There is no client token: the same request twice is two.</summary>
internal sealed partial class OrganizationsSandbox
{
    private const string DefaultRole = "OrganizationAccountAccessRole";

    public override CreateAccountResponse CreateAccount(CreateAccountRequest request, Call call)
    {
        var organization = ForManagement(call);
        if (organization.Creations.Count(creation => creation.State == "IN_PROGRESS") >= Quotas.AccountCreationsInProgress)
        {
            throw Constraint("ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", "You have exceeded the number of accounts that can be created at a time. Try again later.");
        }

        var creation = new StoredCreation
        {
            Id = "car-" + world.Ids.Letters(32),
            Name = request.AccountName!,
            Email = request.Email!,
            RoleName = string.IsNullOrEmpty(request.RoleName) ? DefaultRole : request.RoleName,
            State = "IN_PROGRESS",
            RequestedAt = world.Now,
            Tags = Checked(request.Tags, []),
            Waiting = world.Begin(),
        };
        organization.Creations.Add(creation);
        return new CreateAccountResponse { CreateAccountStatus = Shown(creation) };
    }

    public override DescribeCreateAccountStatusResponse DescribeCreateAccountStatus(DescribeCreateAccountStatusRequest request, Call call)
    {
        var creation = ForReader(call).Creations.Find(creation => creation.Id == request.CreateAccountRequestId)
            ?? throw new CreateAccountStatusNotFoundException("You specified a create account request that doesn't exist.");
        return new DescribeCreateAccountStatusResponse { CreateAccountStatus = Shown(creation) };
    }

    public override ListCreateAccountStatusResponse ListCreateAccountStatus(ListCreateAccountStatusRequest request, Call call)
    {
        var creations = ForReader(call).Creations.Where(creation => request.States is not { Count: > 0 } states || states.Contains(creation.State));
        var (shown, next) = pages.Cut(creations, request.MaxResults, request.NextToken);
        return new ListCreateAccountStatusResponse { CreateAccountStatuses = [.. shown.Select(Shown)], NextToken = next };
    }

    private static CreateAccountStatus Shown(StoredCreation creation) => new()
    {
        Id = creation.Id,
        AccountName = creation.Name,
        State = creation.State,
        RequestedTimestamp = creation.RequestedAt,
        CompletedTimestamp = creation.CompletedAt,
        AccountId = creation.AccountId,
        FailureReason = creation.FailureReason,
    };

    private void Complete(StoredOrganization organization, StoredCreation creation)
    {
        (creation.Waiting, creation.CompletedAt) = (null, world.Now);

        // An e-mail address belongs to one AWS account in the world, closed ones included.
        creation.FailureReason = Accounts.Exists(account => account.Email.Equals(creation.Email, StringComparison.OrdinalIgnoreCase)) ? "EMAIL_ALREADY_EXISTS"
            : Accounts.Count >= Quotas.Accounts ? "ACCOUNT_LIMIT_EXCEEDED"
            : null;
        if (creation.FailureReason is not null)
        {
            creation.State = "FAILED";
            return;
        }

        var account = new StoredAccount
        {
            Id = world.Ids.Account(),
            Name = creation.Name,
            Email = creation.Email,
            JoinedMethod = "CREATED",
            JoinedAt = world.Now,
            ParentId = organization.RootId,
            Roles = [new StoredRole { Name = creation.RoleName, TrustedAccountId = world.State.ManagementAccountId }],
        };
        Accounts.Add(account);
        Keep(organization, account.Id, creation.Tags);
        AttachFullAccess(organization, account.Id);
        (creation.State, creation.AccountId) = ("SUCCEEDED", account.Id);
    }
}
