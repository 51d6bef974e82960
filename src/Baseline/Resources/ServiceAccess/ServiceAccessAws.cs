using Amazon.Organizations.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies.Files;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

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
        new(await world.RootAsync(cancel) is null ? [] : Seen(await TrustedServices.SharedAsync(world, cancel), world));

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        Seen(await TrustedServices.ListAsync(world, cancel), world).Find(r => r.Address == change.Address);

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

    private List<Resource> Seen(List<EnabledServicePrincipal> listed, AwsWorld world)
    {
        var enabled = listed.Select(each => each.ServicePrincipal).ToHashSet(StringComparer.Ordinal);
        var declared = (world.Policies.Find(TrustedAccessFile.Area)?.Value.Services ?? []).Select(service => service.Key);
        return [.. enabled.Union(declared).Select(principal => kind.Of(principal, new(new(Address.Root), enabled.Contains(principal)), owned: false))];
    }
}
