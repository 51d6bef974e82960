using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>Permission sets' roles in accounts: an assignment makes them, an edit of the permission set leaves them behind until they are provisioned again.</summary>
internal sealed partial class SsoAdminSandbox
{
    private const string Latest = "LATEST_PERMISSION_SET_PROVISIONED";

    public override ProvisionPermissionSetResponse ProvisionPermissionSet(ProvisionPermissionSetRequest request, Call call)
    {
        var set = ForChange(call, request.InstanceArn!, request.PermissionSetArn!);
        if (request.TargetType == "AWS_ACCOUNT" == request.TargetId is null)
        {
            throw new ValidationException("TargetId is required for AWS_ACCOUNT, and for it only.");
        }

        if (Center.Operations.Exists(each => each.Status == "IN_PROGRESS" && each.PermissionSetArn == set.Arn
            && (each.AccountId is null || request.TargetId is null || each.AccountId == request.TargetId)))
        {
            throw new ConflictException($"There is another operation in progress for permission set {set.Arn}.");
        }

        return new ProvisionPermissionSetResponse { PermissionSetProvisioningStatus = ShownProvisioning(Begin("PROVISION", request.TargetId, set, null, null)) };
    }

    public override ListPermissionSetsProvisionedToAccountResponse ListPermissionSetsProvisionedToAccount(ListPermissionSetsProvisionedToAccountRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        var all = Center.Provisioned.Where(each => each.AccountId == request.AccountId && Has(each, request.ProvisioningStatus)).Select(each => each.PermissionSetArn);
        var (sets, next) = pages.Cut(all, request.MaxResults, request.NextToken);
        return new ListPermissionSetsProvisionedToAccountResponse { PermissionSets = sets, NextToken = next };
    }

    public override ListAccountsForProvisionedPermissionSetResponse ListAccountsForProvisionedPermissionSet(ListAccountsForProvisionedPermissionSetRequest request, Call call)
    {
        var set = PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!);
        var all = Center.Provisioned.Where(each => each.PermissionSetArn == set.Arn && Has(each, request.ProvisioningStatus)).Select(each => each.AccountId);
        var (accounts, next) = pages.Cut(all, request.MaxResults, request.NextToken);
        return new ListAccountsForProvisionedPermissionSetResponse { AccountIds = accounts, NextToken = next };
    }

    private bool Has(StoredProvisioning provisioning, string? status) =>
        status is null || status == Latest == (provisioning.Edits == Edits(provisioning.PermissionSetArn));

    private int Edits(string permissionSetArn) => Center.PermissionSets.Find(set => set.Arn == permissionSetArn)?.Edits ?? 0;

    private StoredOperation Begin(string kind, string? accountId, StoredPermissionSet set, string? principalType, string? principalId)
    {
        var operation = new StoredOperation
        {
            Kind = kind,
            RequestId = world.Ids.Uuid(),
            Status = "IN_PROGRESS",
            AccountId = accountId,
            PermissionSetArn = set.Arn,
            PrincipalType = principalType,
            PrincipalId = principalId,
            CreatedAt = world.Now,
            Waiting = world.Begin(),
        };
        Center.Operations.Add(operation);
        return operation;
    }

    private void Complete(StoredOperation operation)
    {
        operation.Waiting = null;
        operation.FailureReason = operation.Kind switch
        {
            "CREATE" => Create(operation),
            "DELETE" => Delete(operation),
            _ => Provision(operation),
        };
        operation.Status = operation.FailureReason is null ? "SUCCEEDED" : "FAILED";
    }

    /// <summary>What failed, or null.</summary>
    private string? Create(StoredOperation operation)
    {
        if (!Exists(operation.PrincipalType!, operation.PrincipalId!))
        {
            return "Received a 404 status error: Principal not found.";
        }

        if (!world.State.Accounts.Exists(account => account.Id == operation.AccountId && account.State == "ACTIVE"))
        {
            return "Received a 404 status error: Account not found.";
        }

        if (!Center.Provisioned.Exists(each => each.AccountId == operation.AccountId && each.PermissionSetArn == operation.PermissionSetArn)
            && Center.Provisioned.Count(each => each.AccountId == operation.AccountId) >= Quotas.PermissionSetsPerAccount)
        {
            return "Received a 400 status error: The number of permission sets provisioned to the account exceeds the quota.";
        }

        var assignment = Assignment(operation);
        if (!Center.Assignments.Contains(assignment))
        {
            Center.Assignments.Add(assignment);
        }

        Renew(operation.AccountId!, operation.PermissionSetArn);
        return null;
    }

    private string? Delete(StoredOperation operation)
    {
        if (!Center.Assignments.Remove(Assignment(operation)))
        {
            return "Received a 404 status error: Account assignment not found.";
        }

        // With the last assignment goes the role.
        if (!Center.Assignments.Exists(each => each.AccountId == operation.AccountId && each.PermissionSetArn == operation.PermissionSetArn))
        {
            Center.Provisioned.RemoveAll(each => each.AccountId == operation.AccountId && each.PermissionSetArn == operation.PermissionSetArn);
        }

        return null;
    }

    private string? Provision(StoredOperation operation)
    {
        var accounts = Center.Provisioned.Where(each => each.PermissionSetArn == operation.PermissionSetArn && (operation.AccountId ?? each.AccountId) == each.AccountId)
            .Select(each => each.AccountId).ToList();
        accounts.ForEach(accountId => Renew(accountId, operation.PermissionSetArn));
        return operation.AccountId is null || accounts.Count > 0 ? null : "Received a 404 status error: The permission set is not provisioned to the account.";
    }

    private void Renew(string accountId, string permissionSetArn)
    {
        if (Center.Provisioned.Find(each => each.AccountId == accountId && each.PermissionSetArn == permissionSetArn) is { } present)
        {
            present.Edits = Edits(permissionSetArn);
        }
        else
        {
            Center.Provisioned.Add(new StoredProvisioning { AccountId = accountId, PermissionSetArn = permissionSetArn, Edits = Edits(permissionSetArn) });
        }
    }

    private static StoredAssignment Assignment(StoredOperation operation) => new()
    {
        AccountId = operation.AccountId!,
        PermissionSetArn = operation.PermissionSetArn,
        PrincipalType = operation.PrincipalType!,
        PrincipalId = operation.PrincipalId!,
    };
}
