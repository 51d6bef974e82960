using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyMembers;

/// <summary>
/// The calls of <see cref="GuardDutyMembersKind"/>. Members that come through Organizations get GuardDuty switched on and the organization's settings at once, new accounts or old
/// (GuardDuty API Reference, CreateMembers, read 2026-11).
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardDutyMembersAws(GuardDutyMembersKind kind) : GuardDutyAdministratorSetting<GuardDutyMembersAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["guardduty:ListOrganizationAdminAccounts", "guardduty:ListDetectors", "guardduty:ListMembers"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["guardduty:CreateMembers", "guardduty:DisassociateMembers", "guardduty:DeleteMembers"];

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, GuardDutyMembersAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (administrator, region) = (address.Account!, address.Region!);
        var detector = await GuardDutyCalls.RequireDetectorAsync(administrator, region, world, cancel);
        var governed = GuardDutyAddresses.Accounts(world.Policies).Select(name => world.Ids.TryOf(new(KindNames.Account, name))).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var present = (await GuardDutyCalls.MembersAsync(administrator, region, detector, world, cancel)).Select(member => member.AccountId).ToHashSet(StringComparer.Ordinal);
        var wanted = desired.Accounts.Select(account => world.Ids.Of(account.To)).ToHashSet(StringComparer.Ordinal);

        await GuardDutyCalls.ReleaseAsync(address, administrator, region, detector, present.Intersect(governed).Except(wanted), world, cancel);

        var shut = (await ShutAsync(world, cancel)).Select(world.AccountId).ToHashSet(StringComparer.Ordinal);
        var unprocessed = new List<UnprocessedAccount>();
        foreach (var batch in wanted.Except(present).Except(shut).Order(StringComparer.Ordinal).Chunk(GuardDutyCalls.MostAccounts))
        {
            var details = new List<AccountDetail>();
            foreach (var id in batch)
            {
                details.Add(new() { AccountId = id, Email = await EmailAsync(id, world, cancel) });
            }

            unprocessed.AddRange((await world.SessionOf(address).GuardDuty.CreateMembersAsync(new() { DetectorId = detector, AccountDetails = details }, cancel)).UnprocessedAccounts ?? []);
        }

        // Enrolled meanwhile, by AWS itself or by a call whose answer was lost: GuardDuty says so account by account, and the members say whether it is true.
        var enrolled = unprocessed.Count == 0
            ? []
            : (await GuardDutyCalls.MembersAsync(administrator, region, detector, world, cancel)).Select(member => member.AccountId).ToHashSet(StringComparer.Ordinal);
        GuardDutyCalls.Require(address, "enrolling in GuardDuty", unprocessed.Where(each => !enrolled.Contains(each.AccountId)), world);
    }

    // The members that the policies know, and accounts of theirs that are shut: nothing can be done about those, and they are told as accounts.
    /// <inheritdoc/>
    protected override async Task<Resource> SeenAsync(Scope scope, string? designated, string? detector, AwsWorld world, CancellationToken cancel)
    {
        var file = GuardDutyAddresses.Policy(world.Policies)!.In(scope.Region!, world.Policies);
        var members = designated is not null && designated == world.AccountId(scope.Account) && detector is not null
            ? await GuardDutyCalls.MembersAsync(scope.Account, scope.Region!, detector, world, cancel)
            : [];
        var governed = GuardDutyAddresses.Accounts(world.Policies).ToHashSet(StringComparer.Ordinal);
        var names = members.Select(member => world.Ids.AddressOf(member.AccountId)?.Name).OfType<string>().Where(governed.Contains);
        return kind.Of(
            GuardDutyAddresses.Members(scope.Account, scope.Region!),
            GuardDutyMembersAttributes.Of(names.Union(file.Enabled ? await ShutAsync(world, cancel) : []), scope.Region!, file, world.Policies),
            owned: false);
    }

    private static async Task<IEnumerable<string>> ShutAsync(AwsWorld world, CancellationToken cancel) => (await world.TreeAsync(cancel))?.Accounts
        .Where(account => world.IsDeclared(account.Name) && OrganizationTree.StateOf(account.Account) != "ACTIVE")
        .Select(account => account.Name) ?? [];

    private static async Task<string?> EmailAsync(string id, AwsWorld world, CancellationToken cancel) =>
        world.Policies.Accounts.Select(account => account.Value).FirstOrDefault(account => world.Ids.TryOf(new(KindNames.Account, account.Name)) == id)?.Email
            ?? (await world.TreeAsync(cancel))?.Accounts.FirstOrDefault(account => account.Account.Id == id)?.Account.Email;
}
