using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.DelegatedAdministrators;

/// <summary>
/// The calls of <see cref="DelegatedAdministratorKind"/>. Whoever goes is deregistered before whoever comes is registered: most services take one administrator only
/// (Organizations API Reference, ConstraintViolationException, DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE, read 2026-11).
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class DelegatedAdministratorsAws(DelegatedAdministratorKind kind) : AwsSetting<DelegatedAdministratorAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListDelegatedAdministrators", "organizations:ListDelegatedServicesForAccount"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["organizations:RegisterDelegatedAdministrator", "organizations:DeregisterDelegatedAdministrator"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await world.TreeAsync(cancel) is null ? [] : await ListAsync(world, cancel));

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        (await ListAsync(world, cancel)).FirstOrDefault(r => r.Address == change.Address);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, DelegatedAdministratorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var wanted = desired.Administrators.Select(a => a.To.Name).Where(name => name != world.LandingZone.ManagementAccount).Select(world.AccountId).ToHashSet(StringComparer.Ordinal);
        var present = (await DelegationsAsync(world, cancel)).Where(d => d.Principal == address.Name).Select(d => d.AccountId).ToHashSet(StringComparer.Ordinal);
        foreach (var account in present.Except(wanted).Order(StringComparer.Ordinal))
        {
            try
            {
                await world.Session.Organizations.DeregisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = address.Name }, cancel);
            }
            catch (AccountNotRegisteredException)
            {
                // Between reading and now; the read-back decides.
            }
        }

        foreach (var account in wanted.Except(present).Order(StringComparer.Ordinal))
        {
            try
            {
                await world.Session.Organizations.RegisterDelegatedAdministratorAsync(new() { AccountId = account, ServicePrincipal = address.Name }, cancel);
            }
            catch (AccountAlreadyRegisteredException)
            {
                // A call whose answer was lost.
            }
        }
    }

    // One call, and one for each account that administers anything: fewer than one for each service.
    private static async Task<IReadOnlyList<(string AccountId, string Principal)>> DelegationsAsync(AwsWorld world, CancellationToken cancel)
    {
        var organizations = world.Session.Organizations;
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await organizations.ListDelegatedAdministratorsAsync(new() { NextToken = token }, cancel);
            return (page.DelegatedAdministrators, page.NextToken);
        });
        var services = await Paged.EachAsync(accounts, async (account, stop) => (account.Id, Services: await ServicesOfAsync(account.Id, world, stop)), cancel);
        return [.. services.SelectMany(each => each.Services.Select(service => (each.Id, service.ServicePrincipal)))];
    }

    private static async Task<List<DelegatedService>> ServicesOfAsync(string account, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return await Paged.AllAsync(async token =>
            {
                var page = await world.Session.Organizations.ListDelegatedServicesForAccountAsync(new() { AccountId = account, NextToken = token }, cancel);
                return (page.DelegatedServices, page.NextToken);
            });
        }
        catch (AccountNotRegisteredException)
        {
            // Deregistered since it was listed.
            return [];
        }
    }

    private async Task<List<Resource>> ListAsync(AwsWorld world, CancellationToken cancel)
    {
        var delegations = (await DelegationsAsync(world, cancel)).ToLookup(d => d.Principal, d => d.AccountId);
        var declared = (world.Policies.Find(TrustedAccessFile.Area)?.Value.Services ?? []).Where(service => service.Value.Administrator is not null).Select(service => service.Key);
        return
        [
            .. delegations.Select(each => each.Key).Union(declared).Select(principal => kind.Of(
                principal,
                DelegatedAdministratorAttributes.Of(principal, delegations[principal].Select(id => AccountOf(id, world)), world.LandingZone.ManagementAccount),
                owned: false)),
        ];
    }

    private static Address AccountOf(string id, AwsWorld world) => world.Ids.AddressOf(id) ?? new(KindNames.Account, id);
}
