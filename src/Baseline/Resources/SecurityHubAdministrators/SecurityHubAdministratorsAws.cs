using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAdministrators;

/// <summary>The calls of <see cref="AdministratorKind"/>, made in the management account.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubAdministratorsAws(AdministratorKind kind) : ScopedSetting<AdministratorAttributes>(kind, Places.ManagementRegions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["securityhub:ListOrganizationAdminAccounts", "organizations:DescribeOrganization"];

    /// <inheritdoc/>
    /// <remarks>EnableOrganizationAdminAccount registers the delegated administrator and enables trusted access in the caller's name (Service Authorization Reference, read 2026-11).</remarks>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "securityhub:EnableOrganizationAdminAccount", "securityhub:DisableOrganizationAdminAccount", "securityhub:EnableSecurityHub", Need.LinkedRole("securityhub.amazonaws.com", "securityhub:EnableSecurityHub"),
        "organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator", "organizations:DeregisterDelegatedAdministrator",
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) =>
        SecurityHubSetup.Of(world.Policies) is null || await world.TreeAsync(cancel) is null ? [] : await base.ScopesAsync(world, cancel);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var setup = SecurityHubSetup.Of(world.Policies)!;
        var administrator = await FindAsync(session, cancel) is { } id ? NameOf(id, world) : null;
        return administrator is null && setup.IsOnIn(scope.Region!)
            ? []
            : [kind.Of(scope.Address(kind.Name, SecurityHubSetup.Default), AdministratorKind.Attributes(setup, administrator))];
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, AdministratorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var present = await FindAsync(session, cancel);
        var wanted = desired.Administrator is { } account ? world.AccountId(account.To.Name) : null;
        if (present == wanted)
        {
            return;
        }

        if (present is not null)
        {
            await session.SecurityHub.DisableOrganizationAdminAccountAsync(new() { AdminAccountId = present }, cancel);
        }

        if (wanted is not null)
        {
            // AWS enables Security Hub by itself in delegated administrators; of the management account it does not say so.
            if (desired.Administrator!.Value.To.Name == address.Account)
            {
                await SecurityHubReading.SubscribeAsync(session, null, cancel);
            }

            await session.SecurityHub.EnableOrganizationAdminAccountAsync(new() { AdminAccountId = wanted }, cancel);
        }
    }

    private static string NameOf(string id, AwsWorld world) => world.Ids.AddressOf(id) is { Kind: KindNames.Account } account ? account.Name : id;

    private static async Task<string?> FindAsync(AwsSession session, CancellationToken cancel)
    {
        var accounts = await Paged.AllAsync<AdminAccount>(async token =>
        {
            var page = await session.SecurityHub.ListOrganizationAdminAccountsAsync(new() { NextToken = token }, cancel);
            return (page.AdminAccounts, page.NextToken);
        });
        return accounts.FirstOrDefault(each => each.Status?.Value == "ENABLED")?.AccountId;
    }
}
