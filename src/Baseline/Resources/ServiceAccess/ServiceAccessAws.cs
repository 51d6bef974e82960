using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.ServiceAccess;

/// <summary>
/// The calls of <see cref="ServiceAccessKind"/>. Enabling twice and disabling what is off change nothing (Organizations API Reference, EnableAWSServiceAccess and
/// DisableAWSServiceAccess, read 2026-11). AWS lists only what is on: what is declared and not listed is off.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class ServiceAccessAws(ServiceAccessKind kind) : AwsSetting<ServiceAccessAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["organizations:ListAWSServiceAccessForOrganization"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess"];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        new(await world.RootAsync(cancel) is null ? [] : await ListAsync(world, cancel));

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        (await ListAsync(world, cancel)).FirstOrDefault(r => r.Address == change.Address);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, ServiceAccessAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        if (desired.Enabled)
        {
            await world.Session.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = address.Name }, cancel);
        }
        else
        {
            await world.Session.Organizations.DisableAWSServiceAccessAsync(new() { ServicePrincipal = address.Name }, cancel);
        }
    }

    private async Task<List<Resource>> ListAsync(AwsWorld world, CancellationToken cancel)
    {
        var enabled = (await Paged.AllAsync(async token =>
        {
            var page = await world.Session.Organizations.ListAWSServiceAccessForOrganizationAsync(new() { NextToken = token }, cancel);
            return (page.EnabledServicePrincipals, page.NextToken);
        })).Select(each => each.ServicePrincipal).ToHashSet(StringComparer.Ordinal);
        var declared = (world.Policies.Find(TrustedAccessFile.Area)?.Value.Services ?? []).Select(service => service.Key);
        return [.. enabled.Union(declared).Select(principal => kind.Of(principal, new(new(Address.Root), enabled.Contains(principal)), owned: false))];
    }
}
