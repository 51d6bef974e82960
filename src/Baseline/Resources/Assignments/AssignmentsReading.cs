namespace SecretScoops.Governance.Baseline.Resources.Assignments;

/// <summary>One assignment as AWS has it.</summary>
internal readonly record struct AssignmentSeen(string AccountId, string PermissionSetArn, string PrincipalId, string PrincipalType);

/// <summary>
/// Finds every assignment there is, by the cheaper of two complete ways: principal by principal (one call for each group and user), or account by account for each permission set.
/// Terraform asks for each assignment singly and twice over (hashicorp/terraform-provider-aws#35646); SSO Admin answers about 20 calls a second.
/// </summary>
internal static class AssignmentsReading
{
    /// <summary>Every assignment.</summary>
    public static async Task<IReadOnlyList<AssignmentSeen>> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        var sets = await PermissionSetReading.AllAsync(world, cancel);
        if (sets.Count == 0)
        {
            return [];
        }

        var center = await world.IdentityCenterAsync(cancel);
        var groups = await IdentityCenter.GroupsAsync(world, cancel);
        var accounts = (await world.TreeAsync(cancel))?.Accounts.Count ?? 0;
        var users = await UsersAsync(center, world, Ceiling(accounts, sets.Count, groups.Count), cancel);
        return users is null
            ? await ByPermissionSetAsync(center, sets, world, cancel)
            : await ByPrincipalAsync(center, [.. groups.Select(g => (g.GroupId, "GROUP")), .. users.Select(u => (u, "USER"))], world, cancel);
    }

    /// <summary>The way by principals: complete when every group and user is named.</summary>
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

    /// <summary>The way by permission sets and the accounts they are provisioned to.</summary>
    public static async Task<IReadOnlyList<AssignmentSeen>> ByPermissionSetAsync(IdentityCenter center, IReadOnlyList<PermissionSetReading> sets, AwsWorld world, CancellationToken cancel)
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
            return accounts.Select(account => (Account: account, Set: arn)).ToList();
        }, cancel);
        var found = await Paged.EachAsync([.. pairs.SelectMany(p => p)], async (pair, stop) => await Paged.AllAsync(async token =>
        {
            var page = await world.Session.SsoAdmin.ListAccountAssignmentsAsync(
                new() { InstanceArn = center.InstanceArn, AccountId = pair.Account, PermissionSetArn = pair.Set, MaxResults = 100, NextToken = token }, stop);
            return (page.AccountAssignments, page.NextToken);
        }), cancel);
        return [.. found.SelectMany(a => a).Select(a => new AssignmentSeen(a.AccountId, a.PermissionSetArn, a.PrincipalId, a.PrincipalType.Value)).Distinct()];
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
