using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Placements;

/// <summary>The calls of <see cref="PlacementKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class PlacementsAws(PlacementKind kind) : AwsSetting<PlacementAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListAccountsForParent"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["organizations:ListParents", "organizations:MoveAccount"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new([.. (await world.TreeAsync(cancel))?.Accounts.Select(a => Seen(a.Name, a.ParentAddress)) ?? []]);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        world.Ids.AddressOf(await ParentIdAsync(change.Address, world, cancel)) is { } parent ? Seen(change.Address.Name, parent) : null;

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, PlacementAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (from, to) = (await ParentIdAsync(address, world, cancel), world.Ids.Of(desired.Parent.To));
        if (from == to)
        {
            return;
        }

        try
        {
            await world.Session.Organizations.MoveAccountAsync(new() { AccountId = world.Ids.Of(desired.Account.To), SourceParentId = from, DestinationParentId = to }, cancel);
        }
        catch (DuplicateAccountException)
        {
            // It is there already: a call whose answer was lost.
        }
    }

    private static async Task<string> ParentIdAsync(Address placement, AwsWorld world, CancellationToken cancel)
    {
        var account = world.Ids.Of(new(KindNames.Account, placement.Name));
        var parents = await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListParentsAsync(new() { ChildId = account, NextToken = token }, cancel);
            return (page.Parents, page.NextToken);
        });
        return parents[0].Id;
    }

    private Resource Seen(string account, Address parent) =>
        kind.Of(account, new(new(new(KindNames.Account, account)), new(parent)), owned: false);
}
