using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>What became of asynchronous operations.</summary>
internal sealed partial class SsoAdminSandbox
{
    public override DescribeAccountAssignmentCreationStatusResponse DescribeAccountAssignmentCreationStatus(DescribeAccountAssignmentCreationStatusRequest request, Call call) =>
        new() { AccountAssignmentCreationStatus = Shown(Operation(call, request.InstanceArn!, "CREATE", request.AccountAssignmentCreationRequestId!)) };

    public override DescribeAccountAssignmentDeletionStatusResponse DescribeAccountAssignmentDeletionStatus(DescribeAccountAssignmentDeletionStatusRequest request, Call call) =>
        new() { AccountAssignmentDeletionStatus = Shown(Operation(call, request.InstanceArn!, "DELETE", request.AccountAssignmentDeletionRequestId!)) };

    public override DescribePermissionSetProvisioningStatusResponse DescribePermissionSetProvisioningStatus(DescribePermissionSetProvisioningStatusRequest request, Call call) =>
        new() { PermissionSetProvisioningStatus = ShownProvisioning(Operation(call, request.InstanceArn!, "PROVISION", request.ProvisionPermissionSetRequestId!)) };

    public override ListAccountAssignmentCreationStatusResponse ListAccountAssignmentCreationStatus(ListAccountAssignmentCreationStatusRequest request, Call call)
    {
        var (operations, next) = Operations(call, request.InstanceArn!, "CREATE", request.Filter, request.MaxResults, request.NextToken);
        return new ListAccountAssignmentCreationStatusResponse { AccountAssignmentsCreationStatus = [.. operations.Select(Brief)], NextToken = next };
    }

    public override ListAccountAssignmentDeletionStatusResponse ListAccountAssignmentDeletionStatus(ListAccountAssignmentDeletionStatusRequest request, Call call)
    {
        var (operations, next) = Operations(call, request.InstanceArn!, "DELETE", request.Filter, request.MaxResults, request.NextToken);
        return new ListAccountAssignmentDeletionStatusResponse { AccountAssignmentsDeletionStatus = [.. operations.Select(Brief)], NextToken = next };
    }

    public override ListPermissionSetProvisioningStatusResponse ListPermissionSetProvisioningStatus(ListPermissionSetProvisioningStatusRequest request, Call call)
    {
        var (operations, next) = Operations(call, request.InstanceArn!, "PROVISION", request.Filter, request.MaxResults, request.NextToken);
        return new ListPermissionSetProvisioningStatusResponse
        {
            PermissionSetsProvisioningStatus = [.. operations.Select(each => new PermissionSetProvisioningStatusMetadata { RequestId = each.RequestId, Status = each.Status, CreatedDate = each.CreatedAt })],
            NextToken = next,
        };
    }

    private StoredOperation Operation(Call call, string instanceArn, string kind, string requestId)
    {
        Require(call, instanceArn);
        return Center.Operations.Find(each => each.Kind == kind && each.RequestId == requestId)
            ?? throw new ResourceNotFoundException($"Request with id {requestId} does not exist.");
    }

    private (List<StoredOperation> Items, string? Next) Operations(Call call, string instanceArn, string kind, OperationStatusFilter? filter, int? maxResults, string? token)
    {
        Require(call, instanceArn);
        return pages.Cut(Center.Operations.Where(each => each.Kind == kind && (filter?.Status is not { } status || each.Status == status)), maxResults, token);
    }

    private static AccountAssignmentOperationStatusMetadata Brief(StoredOperation operation) =>
        new() { RequestId = operation.RequestId, Status = operation.Status, CreatedDate = operation.CreatedAt };

    private static AccountAssignmentOperationStatus Shown(StoredOperation operation) => new()
    {
        RequestId = operation.RequestId,
        Status = operation.Status,
        FailureReason = operation.FailureReason,
        TargetId = operation.AccountId,
        TargetType = "AWS_ACCOUNT",
        PermissionSetArn = operation.PermissionSetArn,
        PrincipalType = operation.PrincipalType,
        PrincipalId = operation.PrincipalId,
        CreatedDate = operation.CreatedAt,
    };

    private static PermissionSetProvisioningStatus ShownProvisioning(StoredOperation operation) => new()
    {
        RequestId = operation.RequestId,
        Status = operation.Status,
        FailureReason = operation.FailureReason,
        AccountId = operation.AccountId,
        PermissionSetArn = operation.PermissionSetArn,
        CreatedDate = operation.CreatedAt,
    };
}
