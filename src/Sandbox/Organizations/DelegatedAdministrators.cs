using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Organizations;

namespace SecretScoops.Governance.Sandbox.Organizations;

/// <summary>Members that administer a service for the organization.</summary>
internal sealed partial class OrganizationsSandbox
{
    public override RegisterDelegatedAdministratorResponse RegisterDelegatedAdministrator(RegisterDelegatedAdministratorRequest request, Call call)
    {
        var organization = ForManagement(call);
        var account = Account(request.AccountId!);
        RequirePrincipal(request.ServicePrincipal!);
        if (account.Id == world.State.ManagementAccountId)
        {
            throw Constraint("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR", "You cannot register master account/yourself as delegated administrator for your organization.");
        }

        if (account.State != "ACTIVE")
        {
            throw Constraint("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR", "You cannot register a suspended account as delegated administrator for your organization.");
        }

        if (!organization.ServiceAccess.Exists(each => each.ServicePrincipal == request.ServicePrincipal))
        {
            throw Constraint("SERVICE_ACCESS_NOT_ENABLED", "You must enable trusted access for the service before you register a delegated administrator.");
        }

        var administrators = organization.Delegations.FindAll(each => each.ServicePrincipal == request.ServicePrincipal);
        if (administrators.Exists(each => each.AccountId == account.Id))
        {
            throw new AccountAlreadyRegisteredException("The provided account is already a delegated administrator for your organization.");
        }

        var most = Quotas.DelegatedAdministrators.GetValueOrDefault(request.ServicePrincipal!, 1);
        if (administrators.Count >= most)
        {
            throw most == 1
                ? Constraint("DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE", "The service already has a delegated administrator. You must deregister it first.")
                : Constraint("MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED", "You have exceeded the number of delegated administrators for the service.");
        }

        organization.Delegations.Add(new StoredDelegation { AccountId = account.Id, ServicePrincipal = request.ServicePrincipal!, EnabledAt = world.Now });
        return new RegisterDelegatedAdministratorResponse();
    }

    public override DeregisterDelegatedAdministratorResponse DeregisterDelegatedAdministrator(DeregisterDelegatedAdministratorRequest request, Call call)
    {
        var organization = ForManagement(call);
        Account(request.AccountId!);
        RequirePrincipal(request.ServicePrincipal!);
        return organization.Delegations.RemoveAll(each => each.AccountId == request.AccountId && each.ServicePrincipal == request.ServicePrincipal) > 0
            ? new DeregisterDelegatedAdministratorResponse()
            : throw NotRegistered();
    }

    public override ListDelegatedAdministratorsResponse ListDelegatedAdministrators(ListDelegatedAdministratorsRequest request, Call call)
    {
        var organization = ForReader(call);
        var first = organization.Delegations
            .Where(each => request.ServicePrincipal is null || each.ServicePrincipal == request.ServicePrincipal)
            .GroupBy(each => each.AccountId)
            .Select(group => group.MinBy(each => each.EnabledAt)!);
        var (delegations, next) = pages.Cut(first, request.MaxResults, request.NextToken);
        return new ListDelegatedAdministratorsResponse { DelegatedAdministrators = [.. delegations.Select(each => Shown(organization, each))], NextToken = next };
    }

    public override ListDelegatedServicesForAccountResponse ListDelegatedServicesForAccount(ListDelegatedServicesForAccountRequest request, Call call)
    {
        var organization = ForReader(call);
        Account(request.AccountId!);
        var own = organization.Delegations.FindAll(each => each.AccountId == request.AccountId);
        var (services, next) = pages.Cut(own.Count > 0 ? own : throw NotRegistered(), request.MaxResults, request.NextToken);
        return new ListDelegatedServicesForAccountResponse
        {
            DelegatedServices = [.. services.Select(each => new DelegatedService { ServicePrincipal = each.ServicePrincipal, DelegationEnabledDate = each.EnabledAt })],
            NextToken = next,
        };
    }

    private static AccountNotRegisteredException NotRegistered() => new("The provided account is not a registered delegated administrator for your organization.");

    private DelegatedAdministrator Shown(StoredOrganization organization, StoredDelegation delegation)
    {
        var account = Account(delegation.AccountId);
        return new DelegatedAdministrator
        {
            Id = account.Id,
            Arn = Arn(organization, account),
            Name = account.Name,
            Email = account.Email,
            State = account.State,
            JoinedMethod = account.JoinedMethod,
            JoinedTimestamp = account.JoinedAt,
            DelegationEnabledDate = delegation.EnabledAt,
        };
    }
}
