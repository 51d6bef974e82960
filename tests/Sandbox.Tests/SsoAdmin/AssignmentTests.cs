using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.SsoAdmin;

/// <summary>Assignments and provisioning, which are asynchronous.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public async Task An_assignment_is_in_progress_and_then_there()
    {
        using var rig = await AccessRig.Create();

        var status = await rig.Assign();

        Assert.Equal(StatusValues.SUCCEEDED, status.Status);
        Assert.Equal([rig.Set], await rig.Provisioned());
        var accounts = await rig.Access.ListAccountsForProvisionedPermissionSetAsync(
            new ListAccountsForProvisionedPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set }, Cancel);
        Assert.Equal([rig.Account], accounts.AccountIds);
    }

    [Fact]
    public async Task The_same_assignment_twice_is_one()
    {
        using var rig = await AccessRig.Create();
        await rig.Assign();

        Assert.Equal(StatusValues.SUCCEEDED, (await rig.Assign()).Status);

        Assert.Single(await Assignments(rig));
        var ofGroup = await rig.Access.ListAccountAssignmentsForPrincipalAsync(
            new ListAccountAssignmentsForPrincipalRequest { InstanceArn = rig.Instance, PrincipalId = rig.Group, PrincipalType = PrincipalType.GROUP }, Cancel);
        Assert.Equal(rig.Account, ofGroup.AccountAssignments.Single().AccountId);
    }

    [Fact]
    public async Task What_does_not_exist_fails_later()
    {
        using var rig = await AccessRig.Create();

        var principal = await rig.Assign(principal: "11111111-2222-3333-4444-555555555555");
        var account = await rig.Assign(account: "999999999999");

        Assert.Equal(StatusValues.FAILED, principal.Status);
        Assert.Contains("Principal", principal.FailureReason, StringComparison.Ordinal);
        Assert.Equal(StatusValues.FAILED, account.Status);
        Assert.Empty(await Assignments(rig));
    }

    [Fact]
    public async Task An_assigned_permission_set_is_not_deleted_until_its_last_assignment_is()
    {
        using var rig = await AccessRig.Create();
        await rig.Assign();
        var delete = new DeletePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set };

        await Assert.ThrowsAsync<ConflictException>(() => rig.Access.DeletePermissionSetAsync(delete, Cancel));
        var begun = await rig.Access.DeleteAccountAssignmentAsync(
            new DeleteAccountAssignmentRequest
            {
                InstanceArn = rig.Instance,
                PermissionSetArn = rig.Set,
                TargetType = TargetType.AWS_ACCOUNT,
                TargetId = rig.Account,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = rig.Group,
            },
            Cancel);
        var status = await rig.Access.DescribeAccountAssignmentDeletionStatusAsync(
            new DescribeAccountAssignmentDeletionStatusRequest { InstanceArn = rig.Instance, AccountAssignmentDeletionRequestId = begun.AccountAssignmentDeletionStatus.RequestId }, Cancel);

        Assert.Equal(StatusValues.SUCCEEDED, status.AccountAssignmentDeletionStatus.Status);
        Assert.Empty(await rig.Provisioned());
        await rig.Access.DeletePermissionSetAsync(delete, Cancel);
    }

    [Fact]
    public async Task An_edit_leaves_accounts_behind_until_the_permission_set_is_provisioned()
    {
        using var rig = await AccessRig.Create();
        await rig.Assign();
        Assert.Empty(await rig.Provisioned(ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED));

        await rig.Access.UpdatePermissionSetAsync(new UpdatePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, SessionDuration = "PT2H" }, Cancel);

        Assert.Equal([rig.Set], await rig.Provisioned(ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED));
        Assert.Empty(await rig.Provisioned(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED));
        var begun = await rig.Access.ProvisionPermissionSetAsync(
            new ProvisionPermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, TargetType = ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS }, Cancel);
        var status = await rig.Access.DescribePermissionSetProvisioningStatusAsync(
            new DescribePermissionSetProvisioningStatusRequest { InstanceArn = rig.Instance, ProvisionPermissionSetRequestId = begun.PermissionSetProvisioningStatus.RequestId }, Cancel);
        Assert.Equal(StatusValues.SUCCEEDED, status.PermissionSetProvisioningStatus.Status);
        Assert.Equal([rig.Set], await rig.Provisioned(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED));
    }

    [Fact]
    public async Task A_role_is_changed_by_one_operation_at_a_time()
    {
        using var rig = await AccessRig.Create(new SandboxOptions { AsyncReads = 1 });
        var begin = new CreateAccountAssignmentRequest
        {
            InstanceArn = rig.Instance,
            PermissionSetArn = rig.Set,
            TargetType = TargetType.AWS_ACCOUNT,
            TargetId = rig.Account,
            PrincipalType = PrincipalType.GROUP,
            PrincipalId = rig.Group,
        };
        var first = await rig.Access.CreateAccountAssignmentAsync(begin, Cancel);

        await Assert.ThrowsAsync<ConflictException>(() => rig.Access.CreateAccountAssignmentAsync(begin, Cancel));

        Assert.Equal(StatusValues.IN_PROGRESS, (await rig.CreationStatus(first.AccountAssignmentCreationStatus.RequestId)).Status);
        Assert.Equal(StatusValues.SUCCEEDED, (await rig.CreationStatus(first.AccountAssignmentCreationStatus.RequestId)).Status);
        await rig.Access.CreateAccountAssignmentAsync(begin, Cancel);
    }

    [Fact]
    public async Task A_delegated_administrator_does_not_reach_the_management_account()
    {
        using var rig = await AccessRig.Create();
        await rig.Cloud.Organizations.EnableAWSServiceAccessAsync(new Amazon.Organizations.Model.EnableAWSServiceAccessRequest { ServicePrincipal = "sso.amazonaws.com" }, Cancel);
        var member = rig.Cloud.AccessAs(rig.Account);
        var list = new ListPermissionSetsRequest { InstanceArn = rig.Instance };
        await Assert.ThrowsAsync<AccessDeniedException>(() => member.ListPermissionSetsAsync(list, Cancel));

        await rig.Cloud.Organizations.RegisterDelegatedAdministratorAsync(
            new Amazon.Organizations.Model.RegisterDelegatedAdministratorRequest { AccountId = rig.Account, ServicePrincipal = "sso.amazonaws.com" }, Cancel);

        Assert.Single((await member.ListPermissionSetsAsync(list, Cancel)).PermissionSets);
        await member.UpdatePermissionSetAsync(new UpdatePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, Description = "x" }, Cancel);
        await rig.Assign(account: Management);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            member.UpdatePermissionSetAsync(new UpdatePermissionSetRequest { InstanceArn = rig.Instance, PermissionSetArn = rig.Set, Description = "y" }, Cancel));
    }

    private static async Task<List<AccountAssignment>> Assignments(AccessRig rig) => (await rig.Access.ListAccountAssignmentsAsync(
        new ListAccountAssignmentsRequest { InstanceArn = rig.Instance, AccountId = rig.Account, PermissionSetArn = rig.Set }, Cancel)).AccountAssignments ?? [];
}
