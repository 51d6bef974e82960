using Amazon.IdentityStore.Model;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.SsoAdmin;

/// <summary>A cloud with an organization, a member account, a group and a permission set.</summary>
internal sealed class AccessRig : IDisposable
{
    public required TestCloud Cloud { get; init; }

    public required string RootId { get; init; }

    public required string Account { get; init; }

    public required string Instance { get; init; }

    public required string Store { get; init; }

    public required string Group { get; init; }

    public required string Set { get; init; }

    public IAmazonSSOAdmin Access => Cloud.Access;

    public static async Task<AccessRig> Create(SandboxOptions? options = null)
    {
        var (cloud, root) = await WithOrganization(options);
        var account = await cloud.NewAccount("dev");
        var instance = (await cloud.Access.ListInstancesAsync(new ListInstancesRequest(), Cancel)).Instances.Single();
        var group = await cloud.Identities.CreateGroupAsync(new CreateGroupRequest { IdentityStoreId = instance.IdentityStoreId, DisplayName = "Developers" }, Cancel);
        var set = await cloud.Access.CreatePermissionSetAsync(new CreatePermissionSetRequest { InstanceArn = instance.InstanceArn, Name = "DevOps", RelayState = "https://x" }, Cancel);
        return new AccessRig
        {
            Cloud = cloud,
            RootId = root,
            Account = account,
            Instance = instance.InstanceArn,
            Store = instance.IdentityStoreId,
            Group = group.GroupId,
            Set = set.PermissionSet.PermissionSetArn,
        };
    }

    public async Task<AccountAssignmentOperationStatus> Assign(string? principal = null, string? account = null)
    {
        var begun = await Access.CreateAccountAssignmentAsync(
            new CreateAccountAssignmentRequest
            {
                InstanceArn = Instance,
                PermissionSetArn = Set,
                TargetType = TargetType.AWS_ACCOUNT,
                TargetId = account ?? Account,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = principal ?? Group,
            },
            Cancel);
        Assert.Equal(StatusValues.IN_PROGRESS, begun.AccountAssignmentCreationStatus.Status);
        return await CreationStatus(begun.AccountAssignmentCreationStatus.RequestId);
    }

    public async Task<AccountAssignmentOperationStatus> CreationStatus(string requestId) => (await Access.DescribeAccountAssignmentCreationStatusAsync(
        new DescribeAccountAssignmentCreationStatusRequest { InstanceArn = Instance, AccountAssignmentCreationRequestId = requestId }, Cancel)).AccountAssignmentCreationStatus;

    public async Task<List<string>> Provisioned(ProvisioningStatus? status = null) => (await Access.ListPermissionSetsProvisionedToAccountAsync(
        new ListPermissionSetsProvisionedToAccountRequest { InstanceArn = Instance, AccountId = Account, ProvisioningStatus = status }, Cancel)).PermissionSets ?? [];

    public void Dispose() => Cloud.Dispose();
}
