using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Assignments;

/// <summary>The calls of <see cref="AssignmentKind"/>. Creating and deleting are asynchronous and followed to their end.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class AssignmentsAws(AssignmentKind kind) : AwsThing<AssignmentAttributes>(kind)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "sso:ListInstances", "sso:ListPermissionSets", "sso:DescribePermissionSet", "sso:ListTagsForResource", "sso:ListAccountAssignmentsForPrincipal", "sso:ListAccountAssignments",
        "sso:ListAccountsForProvisionedPermissionSet", "identitystore:ListGroups", "identitystore:ListUsers",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "sso:CreateAccountAssignment", "sso:DeleteAccountAssignment", "sso:DescribeAccountAssignmentCreationStatus", "sso:DescribeAccountAssignmentDeletionStatus",
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        if (!await IdentityCenter.ExpectedAsync(world, cancel))
        {
            return new([]);
        }

        var sets = (await PermissionSetReading.AllAsync(world, cancel)).ToDictionary(s => s.PermissionSet.PermissionSetArn);
        return new([.. (await AssignmentsReading.ReadAsync(world, cancel)).Where(a => sets.ContainsKey(a.PermissionSetArn)).Select(a => Seen(a, sets[a.PermissionSetArn], world))]);
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var it = await IdsOfAsync(kind.Typed((change.After ?? change.Before)!), world, cancel);
        var found = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListAccountAssignmentsAsync(
                new() { InstanceArn = it.Instance, AccountId = it.Account, PermissionSetArn = it.PermissionSet, NextToken = token }, cancel);
            return (page.AccountAssignments, page.NextToken);
        });
        return found.Any(a => a.PrincipalId == it.Principal) ? change.After ?? change.Before : null;
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, AssignmentAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var (sso, it) = (world.Session.SsoAdmin, await IdsOfAsync(desired, world, cancel));
        var status = (await sso.CreateAccountAssignmentAsync(
            new() { InstanceArn = it.Instance, TargetType = TargetType.AWS_ACCOUNT, TargetId = it.Account, PermissionSetArn = it.PermissionSet, PrincipalType = it.Type, PrincipalId = it.Principal },
            cancel)).AccountAssignmentCreationStatus;
        await FollowAsync(address, "assigning", status, world, async stop => (await sso.DescribeAccountAssignmentCreationStatusAsync(
            new() { InstanceArn = it.Instance, AccountAssignmentCreationRequestId = status.RequestId }, stop)).AccountAssignmentCreationStatus, cancel);
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, AssignmentAttributes observed, AssignmentAttributes desired, AwsWorld world, CancellationToken cancel) =>
        throw new NotSupportedException("an assignment's address is all there is to it, so it never differs");

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, AssignmentAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var (sso, it) = (world.Session.SsoAdmin, await IdsOfAsync(observed, world, cancel));
        var status = (await sso.DeleteAccountAssignmentAsync(
            new() { InstanceArn = it.Instance, TargetType = TargetType.AWS_ACCOUNT, TargetId = it.Account, PermissionSetArn = it.PermissionSet, PrincipalType = it.Type, PrincipalId = it.Principal },
            cancel)).AccountAssignmentDeletionStatus;
        await FollowAsync(address, "withdrawing the assignment", status, world, async stop => (await sso.DescribeAccountAssignmentDeletionStatusAsync(
            new() { InstanceArn = it.Instance, AccountAssignmentDeletionRequestId = status.RequestId }, stop)).AccountAssignmentDeletionStatus, cancel);
    }

    private static Task FollowAsync(
        Address address, string doing, AccountAssignmentOperationStatus first, AwsWorld world, Func<CancellationToken, Task<AccountAssignmentOperationStatus>> poll, CancellationToken cancel) =>
        AsyncOperation.FollowAsync(
            new(address, doing, Patience),
            async stop => await poll(stop) is var status ? (status.Status?.Value, status.FailureReason) : default,
            (first.Status?.Value, first.FailureReason),
            world.Time,
            cancel);

    // What every call about one assignment names.
    private static async Task<(string Instance, string Account, string PermissionSet, string Principal, string Type)> IdsOfAsync(AssignmentAttributes assignment, AwsWorld world, CancellationToken cancel)
    {
        var (principal, type) = assignment.Group is { } group ? (world.Ids.Of(group.To), "GROUP") : assignment.Principal!.Split('/', 2) is [var kind, var id] ? (id, kind) : default;
        return ((await world.IdentityCenterAsync(cancel)).InstanceArn, world.Ids.Of(assignment.Account.To), world.Ids.Of(assignment.PermissionSet.To), principal, type);
    }

    private Resource Seen(AssignmentSeen seen, PermissionSetReading set, AwsWorld world)
    {
        var group = seen.PrincipalType == "GROUP" ? world.Ids.AddressOf(seen.PrincipalId) : null;
        if (world.Ids.AddressOf(seen.AccountId) is not { } account)
        {
            // An account that has left the organization, or was closed, may still be assigned.
            account = new(KindNames.Account, seen.AccountId);
            world.Ids.Learn(account, seen.AccountId);
        }

        return kind.Of(group, $"{seen.PrincipalType}/{seen.PrincipalId}", set.PermissionSet.Name, account.Name, set.Owned);
    }
}
