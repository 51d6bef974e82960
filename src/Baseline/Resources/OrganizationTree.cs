using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>An organizational unit as AWS has it.</summary>
/// <param name="Path">Names from below the root, joined by a slash.</param>
/// <param name="Id">As <c>ou-…</c>.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="ParentAddress">The unit or the root above.</param>
internal sealed record UnitInTree(string Path, string Id, string Arn, Address ParentAddress);

/// <summary>An account as AWS has it.</summary>
/// <param name="Name">Its address's name: AWS's name, or the policies' name for the management account; with the id behind it where two accounts share a name.</param>
/// <param name="Account">AWS's description.</param>
/// <param name="ParentAddress">The unit or the root it lies in.</param>
internal sealed record AccountInTree(string Name, Account Account, Address ParentAddress);

/// <summary>The organization's root, units and accounts with their places, from one walk: one call a parent for units, one for accounts.</summary>
/// <param name="Organization">AWS's description.</param>
/// <param name="Root">The one root.</param>
/// <param name="Units">Parents before children.</param>
/// <param name="Accounts">The management account included.</param>
internal sealed record OrganizationTree(Amazon.Organizations.Model.Organization Organization, Root Root, IReadOnlyList<UnitInTree> Units, IReadOnlyList<AccountInTree> Accounts)
{
    /// <summary>Walks the organization and teaches the ids it finds; null when there is none.</summary>
    public static async Task<OrganizationTree?> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        if (await world.RootAsync(cancel) is not var (organization, root))
        {
            return null;
        }

        var units = new List<UnitInTree>();
        var accounts = new List<(Account Account, Address Parent)>();
        IReadOnlyList<(string Id, string Path, Address Address)> level = [(root.Id, "", Address.Root)];
        while (level.Count > 0)
        {
            var below = await Paged.EachAsync(level, (parent, stop) => ReadParentAsync(world, parent, stop), cancel);
            units.AddRange(below.SelectMany(b => b.Units));
            accounts.AddRange(below.SelectMany(b => b.Accounts));
            level = [.. below.SelectMany(b => b.Units).Select(u => (u.Id, u.Path, new Address(KindNames.OrganizationalUnit, u.Path)))];
        }

        foreach (var unit in units)
        {
            world.Ids.Learn(new(KindNames.OrganizationalUnit, unit.Path), unit.Id);
        }

        return new(organization, root, units, Named(accounts, organization.MasterAccountId, world));
    }

    private static async Task<(List<UnitInTree> Units, List<(Account, Address)> Accounts)> ReadParentAsync(AwsWorld world, (string Id, string Path, Address Address) parent, CancellationToken cancel)
    {
        var organizations = world.Session.Organizations;
        var units = await Paged.AllAsync(async token =>
        {
            var page = await organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = parent.Id, NextToken = token }, cancel);
            return (page.OrganizationalUnits, page.NextToken);
        });
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await organizations.ListAccountsForParentAsync(new() { ParentId = parent.Id, NextToken = token }, cancel);
            return (page.Accounts, page.NextToken);
        });
        return (
            [.. units.Select(u => new UnitInTree(parent.Path.Length == 0 ? u.Name : $"{parent.Path}/{u.Name}", u.Id, u.Arn, parent.Address))],
            [.. accounts.Select(a => (a, parent.Address))]);
    }

    // A declared account is known by its e-mail address, whatever AWS calls it. AWS does not keep account names unique: the management account keeps its name whatever others are called, an open account goes before a closed one, and who comes
    // second is told apart by id.
    private static List<AccountInTree> Named(List<(Account Account, Address Parent)> accounts, string management, AwsWorld world)
    {
        var named = new Dictionary<string, AccountInTree>();
        foreach (var (account, parent) in accounts
            .OrderBy(a => a.Account.Id == management ? 0 : world.AccountNamed(a.Account.Email) is not null ? 1 : StateOf(a.Account) == "ACTIVE" ? 2 : 3)
            .ThenBy(a => a.Account.Id, StringComparer.Ordinal))
        {
            var name = account.Id == management ? world.LandingZone.ManagementAccount : world.AccountNamed(account.Email) ?? account.Name;
            name = named.ContainsKey(name) ? $"{name}#{account.Id}" : name;
            named[name] = new(name, account, parent);
            world.Ids.Learn(new(KindNames.Account, name), account.Id);
        }

        return [.. named.Values];
    }

    /// <summary>The account's life cycle state. <c>Status</c> was retired on 2026-09-09 for <c>State</c>; emulators may know only the older (Organizations API reference, Account).</summary>
    public static string StateOf(Account account) => account.State?.Value ?? account.Status?.Value ?? "ACTIVE";
}
