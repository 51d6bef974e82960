using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubMembers;

/// <summary>
/// The calls of <see cref="MemberKind"/>, made in the administrator's account: members are listed once for each region, and joined one by one, so that an account whose own
/// hub failed stops nobody else. Members that the policies do not declare are left alone.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubMembersAws(MemberKind kind) : AwsSetting<MemberAttributes>(kind)
{
    private const string Enabled = "Enabled";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["securityhub:ListMembers"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["securityhub:GetMembers", "securityhub:CreateMembers", "securityhub:DisassociateMembers", "securityhub:DeleteMembers"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel)
    {
        if (SecurityHubSetup.Of(world.Policies) is not { } setup)
        {
            return new([]);
        }

        var scopes = (await world.ScopesAsync(Places.Regions, cancel)).Where(scope => scope.Account == setup.Administrator && !setup.IsCentralIn(scope.Region!)).ToList();
        return await ScopedReading.OfAsync(Kind, scopes, (scope, session, stop) => ReadInAsync(setup, scope, session, world, stop), world, cancel);
    }

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var setup = SecurityHubSetup.Of(world.Policies)!;
        var isMember = await FindAsync(world.SessionOf(change.Address), world.AccountId(change.Address.Name), cancel) is { MemberStatus: Enabled };
        return kind.Of(change.Address, MemberKind.Attributes(setup, change.Address.Name, change.Address.Region!, isMember));
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, MemberAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (session, id) = (world.SessionOf(address), world.AccountId(desired.Account.To.Name));
        if (desired.Associated)
        {
            var answer = await session.SecurityHub.CreateMembersAsync(new() { AccountDetails = [new() { AccountId = id }] }, cancel);
            Require(address, answer.UnprocessedAccounts);
            return;
        }

        if (await FindAsync(session, id, cancel) is not { } member)
        {
            return;
        }

        if (member.MemberStatus == Enabled)
        {
            await session.SecurityHub.DisassociateMembersAsync(new() { AccountIds = [id] }, cancel);
        }

        Require(address, (await session.SecurityHub.DeleteMembersAsync(new() { AccountIds = [id] }, cancel)).UnprocessedAccounts);
    }

    private async Task<IReadOnlyList<Resource>> ReadInAsync(SecurityHubSetup setup, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var listed = await ListAsync(session, cancel);
        if (listed is null && setup.IsOnIn(scope.Region!))
        {
            return [];
        }

        var members = (listed ?? []).Where(each => each.MemberStatus == Enabled).Select(each => each.AccountId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from account in setup.Accounts
               where account.Account != setup.Administrator && world.Ids.TryOf(new(KindNames.Account, account.Account)) is not null
               select kind.Of(
                   kind.At(setup, account.Account, scope.Region!),
                   MemberKind.Attributes(setup, account.Account, scope.Region!, members.Contains(world.AccountId(account.Account)))),
        ];
    }

    // Null where the account is not subscribed yet, or no more: an administrator of nobody.
    private static async Task<IReadOnlyList<Member>?> ListAsync(AwsSession session, CancellationToken cancel)
    {
        try
        {
            return await Paged.AllAsync<Member>(async token =>
            {
                var page = await session.SecurityHub.ListMembersAsync(new() { OnlyAssociated = true, MaxResults = 50, NextToken = token }, cancel);
                return (page.Members, page.NextToken);
            });
        }
        catch (InvalidAccessException)
        {
            return null;
        }
    }

    private static async Task<Member?> FindAsync(AwsSession session, string id, CancellationToken cancel)
    {
        try
        {
            return (await session.SecurityHub.GetMembersAsync(new() { AccountIds = [id] }, cancel)).Members?.Find(each => each.AccountId == id);
        }
        catch (Exception e) when (e is InvalidAccessException or ResourceNotFoundException)
        {
            return null;
        }
    }

    // HTTP 200 with the failure inside.
    private static void Require(Address address, List<Result>? unprocessed)
    {
        if (unprocessed is { Count: > 0 })
        {
            throw new FaultException(new()
            {
                Code = "partial-failure",
                What = $"AWS did not process account \"{address.Name}\": {unprocessed[0].ProcessingResult}",
                Where = new(address.ToString()),
                Remedy = "mend what AWS names and run the command again",
            });
        }
    }
}
