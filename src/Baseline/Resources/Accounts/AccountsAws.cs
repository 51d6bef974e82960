using Amazon.Organizations.Model;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.Accounts;

/// <summary>The calls of <see cref="AccountKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class AccountsAws(AccountKind kind) : AwsThing<AccountAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListAccountsForParent"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["organizations:CreateAccount", "organizations:DescribeCreateAccountStatus", "organizations:ListCreateAccountStatus", "organizations:DescribeAccount"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        if (await world.TreeAsync(cancel) is { } tree)
        {
            return new([.. tree.Accounts.Select(a => Seen(a.Name, a.Account, world))])
            {
                OutOfReach = [.. tree.Accounts.Where(a => world.IsDeclared(a.Name) && OrganizationTree.StateOf(a.Account) != AccountKind.Active).Select(Shut)],
            };
        }

        // No organization yet: the account we are in will be its management account.
        var caller = await world.Session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel);
        world.Ids.Learn(new(KindNames.Account, world.LandingZone.ManagementAccount), caller.Account);
        return new([kind.Management(world.LandingZone.ManagementAccount)]);
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var described = await world.Session.Organizations.DescribeAccountAsync(new() { AccountId = world.Ids.Of(change.Address) }, cancel);
            return Seen(change.Address.Name, described.Account, world);
        }
        catch (AccountNotFoundException)
        {
            // Its creation has SUCCEEDED, and not all of Organizations has seen it yet.
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, AccountAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        await world.AccountCreations.WaitAsync(cancel);
        try
        {
            var status = await AccountCreation.StartOrResumeAsync(address, desired.Email!, step, world, cancel);
            var created = await AccountCreation.FollowAsync(address, status, world, cancel);
            world.Ids.Learn(address, created.AccountId);
            world.Session.Expect(created.AccountId);
        }
        finally
        {
            world.AccountCreations.Release();
        }
    }

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, AccountAttributes observed, AccountAttributes desired, AwsWorld world, CancellationToken cancel) =>
        throw new NotSupportedException("accounts are never updated: the kind refuses it in the plan");

    /// <inheritdoc/>
    protected override Task DeleteAsync(Address address, AccountAttributes observed, AwsWorld world, CancellationToken cancel) =>
        throw new NotSupportedException("accounts are never owned, so never deleted");

    // Neither a fault of the policies nor of the other accounts: what lies in it waits.
    private static OutOfReach Shut(AccountInTree account) => new(null, account.Name, null, new()
    {
        Code = "account-not-active",
        What = $"account \"{account.Name}\" is {OrganizationTree.StateOf(account.Account)}",
        Where = new(account.Name),
        Remedy = "ask AWS Support to reopen it (possible for 90 days after closing), or take it out of the policies",
    });

    private Resource Seen(string name, Account account, AwsWorld world) => name == world.LandingZone.ManagementAccount
        ? kind.Management(name)
        : kind.Of(name, new AccountAttributes(new(Address.Root), world.AsDeclared(account.Email), OrganizationTree.StateOf(account)), owned: false);
}
