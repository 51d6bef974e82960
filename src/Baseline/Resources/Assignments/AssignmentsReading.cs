using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources.Assignments;

/// <summary>One assignment as AWS has it.</summary>
internal readonly record struct AssignmentSeen(string AccountId, string PermissionSetArn, string PrincipalId, string PrincipalType);

/// <summary>An account in which AWS keeps the role of a permission set, because somebody is assigned there, or was until moments ago.</summary>
internal readonly record struct Provisioned(string AccountId, string PermissionSetArn);

/// <summary>
/// Finds the assignments: of each group and user that exists (a call for each, and one more for a hundred assignments), and of those that were deleted, whose assignments stay
/// (Identity Center User Guide, "Delete groups in IAM Identity Center"), in the pairs of permission set and account. With more users than pairs, pairs alone are asked.
/// Terraform asks for each assignment singly and twice over (hashicorp/terraform-provider-aws#35646).
/// </summary>
internal static class AssignmentsReading
{
    /// <summary>So many take ten seconds to ask: SSO Admin answers about 20 calls a second.</summary>
    public const int FewPairs = 200;

    /// <summary>The assignments; the ids of groups are learnt.</summary>
    /// <param name="world">The run.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <param name="few">Among more pairs than these, an assignment of a deleted principal shows only where nobody who still exists is assigned beside it, or the permission set is to go.</param>
    public static async Task<IReadOnlyList<AssignmentSeen>> ReadAsync(AwsWorld world, CancellationToken cancel, int few = FewPairs)
    {
        var sets = await PermissionSetReading.AllAsync(world, cancel);
        if (sets.Count == 0)
        {
            return [];
        }

        var center = await world.IdentityCenterAsync(cancel);
        var groups = await IdentityCenter.GroupsAsync(world, cancel);
        var pairs = await ProvisionedAsync(center, sets, world, cancel);
        if (await UsersAsync(center, world, Ceiling((await world.TreeAsync(cancel))?.Accounts.Count ?? 0, sets.Count, groups.Count), cancel) is not { } users)
        {
            return await ByPairAsync(center, pairs, world, cancel);
        }

        // Also where every pair is asked: moto has assignments and says that nothing is provisioned.
        var living = await ByPrincipalAsync(center, [.. groups.Select(g => (g.GroupId, "GROUP")), .. users.Select(u => (u, "USER"))], world, cancel);
        var open = pairs.Count <= few ? pairs : Open(pairs, living, sets, world);
        return [.. living.Concat(await ByPairAsync(center, open, world, cancel)).Distinct()];
    }

    /// <summary>The way by principals: complete but for those that were deleted.</summary>
    public static async Task<IReadOnlyList<AssignmentSeen>> ByPrincipalAsync(IdentityCenter center, IReadOnlyList<(string Id, string Type)> principals, AwsWorld world, CancellationToken cancel)
    {
        var found = await Paged.EachAsync(principals, async (principal, stop) => await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListAccountAssignmentsForPrincipalAsync(
                new() { InstanceArn = center.InstanceArn, PrincipalId = principal.Id, PrincipalType = principal.Type, MaxResults = 100, NextToken = token }, stop);
            return (page.AccountAssignments, page.NextToken);
        }), cancel);

        // A user's answer holds what comes through groups too; each is one assignment.
        return [.. found.SelectMany(a => a).Select(a => new AssignmentSeen(a.AccountId, a.PermissionSetArn, a.PrincipalId, a.PrincipalType.Value)).Distinct()];
    }

    /// <summary>The way by pairs: complete.</summary>
    public static async Task<IReadOnlyList<AssignmentSeen>> ByPairAsync(IdentityCenter center, IReadOnlyList<Provisioned> pairs, AwsWorld world, CancellationToken cancel)
    {
        var found = await Paged.EachAsync(pairs, async (pair, stop) => await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListAccountAssignmentsAsync(
                new() { InstanceArn = center.InstanceArn, AccountId = pair.AccountId, PermissionSetArn = pair.PermissionSetArn, MaxResults = 100, NextToken = token }, stop);
            return (page.AccountAssignments, page.NextToken);
        }), cancel);
        return [.. found.SelectMany(a => a).Select(a => new AssignmentSeen(a.AccountId, a.PermissionSetArn, a.PrincipalId, a.PrincipalType.Value)).Distinct()];
    }

    // Pairs that nobody living explains hold assignments of deleted principals. A permission set of ours that is to go can only go when the last of them is withdrawn.
    private static List<Provisioned> Open(IReadOnlyList<Provisioned> pairs, IReadOnlyList<AssignmentSeen> living, IReadOnlyList<PermissionSetReading> sets, AwsWorld world)
    {
        var explained = living.Select(a => new Provisioned(a.AccountId, a.PermissionSetArn)).ToHashSet();
        var going = sets.Where(s => s.Owned && !world.DeclaredPermissionSets.Contains(s.PermissionSet.Name)).Select(s => s.PermissionSet.PermissionSetArn).ToHashSet();
        return [.. pairs.Where(p => !explained.Contains(p) || going.Contains(p.PermissionSetArn))];
    }

    private static async Task<IReadOnlyList<Provisioned>> ProvisionedAsync(IdentityCenter center, IReadOnlyList<PermissionSetReading> sets, AwsWorld world, CancellationToken cancel)
    {
        var pairs = await Paged.EachAsync(sets, async (set, stop) =>
        {
            var arn = set.PermissionSet.PermissionSetArn;
            var accounts = await Paged.AllAsync(async token =>
            {
                var page = await world.Session.SsoAdmin.ListAccountsForProvisionedPermissionSetAsync(
                    new() { InstanceArn = center.InstanceArn, PermissionSetArn = arn, MaxResults = 100, NextToken = token }, stop);
                return (page.AccountIds, page.NextToken);
            });
            return accounts.Select(account => new Provisioned(account, arn)).ToList();
        }, cancel);
        return [.. pairs.SelectMany(p => p).Distinct()];
    }

    // Asking pairs costs a call for each permission set and then at most one for each account it is in.
    private static int Ceiling(int accounts, int sets, int groups) => (sets * (1 + accounts)) - groups;

    // Null when there are more users than the other way costs: then not even their list is read to its end.
    private static async Task<List<string>?> UsersAsync(IdentityCenter center, AwsWorld world, int ceiling, CancellationToken cancel)
    {
        var users = new List<string>();
        string? token = null;
        do
        {
            var page = await world.Session.IdentityStore.ListUsersAsync(new() { IdentityStoreId = center.IdentityStoreId, MaxResults = 100, NextToken = token }, cancel);
            users.AddRange((page.Users ?? []).Select(u => u.UserId));
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token) && users.Count <= ceiling);

        return users.Count > ceiling ? null : users;
    }
}
