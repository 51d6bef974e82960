using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>Assignments of groups and users to accounts, made and deleted asynchronously, and listed.</summary>
internal sealed partial class SsoAdminSandbox
{
    public override CreateAccountAssignmentResponse CreateAccountAssignment(CreateAccountAssignmentRequest request, Call call)
    {
        var set = ForAssignment(call, request.InstanceArn!, request.PermissionSetArn!, request.TargetId!);
        var operation = Begin("CREATE", request.TargetId, set, request.PrincipalType, request.PrincipalId);
        return new CreateAccountAssignmentResponse { AccountAssignmentCreationStatus = Shown(operation) };
    }

    public override DeleteAccountAssignmentResponse DeleteAccountAssignment(DeleteAccountAssignmentRequest request, Call call)
    {
        var set = ForAssignment(call, request.InstanceArn!, request.PermissionSetArn!, request.TargetId!);
        var operation = Begin("DELETE", request.TargetId, set, request.PrincipalType, request.PrincipalId);
        return new DeleteAccountAssignmentResponse { AccountAssignmentDeletionStatus = Shown(operation) };
    }

    public override ListAccountAssignmentsResponse ListAccountAssignments(ListAccountAssignmentsRequest request, Call call)
    {
        PermissionSet(call, request.InstanceArn!, request.PermissionSetArn!);
        var all = Center.Assignments.Where(each => each.AccountId == request.AccountId && each.PermissionSetArn == request.PermissionSetArn);
        var (assignments, next) = pages.Cut(all, request.MaxResults, request.NextToken);
        return new ListAccountAssignmentsResponse
        {
            AccountAssignments = [.. assignments.Select(each => new AccountAssignment
            {
                AccountId = each.AccountId,
                PermissionSetArn = each.PermissionSetArn,
                PrincipalType = each.PrincipalType,
                PrincipalId = each.PrincipalId,
            })],
            NextToken = next,
        };
    }

    /// <remarks>A user's assignments are their own and those of their groups, told with the group as principal.</remarks>
    public override ListAccountAssignmentsForPrincipalResponse ListAccountAssignmentsForPrincipal(ListAccountAssignmentsForPrincipalRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        if (!Exists(request.PrincipalType!, request.PrincipalId!))
        {
            throw new ResourceNotFoundException($"{request.PrincipalType} not found.");
        }

        var groups = Center.Memberships.Where(each => each.UserId == request.PrincipalId).Select(each => each.GroupId).ToHashSet();
        var all = Center.Assignments.Where(each => (each.PrincipalId == request.PrincipalId || groups.Contains(each.PrincipalId))
            && (request.Filter?.AccountId is not { } accountId || each.AccountId == accountId));
        var (assignments, next) = pages.Cut(all, request.MaxResults, request.NextToken);
        return new ListAccountAssignmentsForPrincipalResponse
        {
            AccountAssignments = [.. assignments.Select(each => new AccountAssignmentForPrincipal
            {
                AccountId = each.AccountId,
                PermissionSetArn = each.PermissionSetArn,
                PrincipalType = each.PrincipalType,
                PrincipalId = each.PrincipalId,
            })],
            NextToken = next,
        };
    }

    private StoredPermissionSet ForAssignment(Call call, string instanceArn, string permissionSetArn, string accountId)
    {
        var set = PermissionSet(call, instanceArn, permissionSetArn);
        RequireReach(call, accountId);

        // A permission set's role in an account is changed by one operation at a time.
        if (Center.Operations.Exists(each => each.Status == "IN_PROGRESS" && each.AccountId == accountId && each.PermissionSetArn == permissionSetArn))
        {
            throw new ConflictException($"There is another operation in progress for permission set {permissionSetArn} in account {accountId}.");
        }

        return Center.Operations.Count(each => each.Status == "IN_PROGRESS") < Quotas.AssignmentsInProgress
            ? set
            : throw new ThrottlingException("Too many account assignment operations are in progress.");
    }

    private bool Exists(string principalType, string principalId) => principalType == "GROUP"
        ? Center.Groups.Exists(group => group.Id == principalId)
        : Center.Users.Exists(user => user.Id == principalId);
}
