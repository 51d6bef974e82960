using Amazon.ConfigService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.ConformancePacks;

/// <summary>
/// The calls of <see cref="ConformancePackKind"/>. A pack is put whole, and followed until every account has it; two listings in each region read all packs and what became of them.
/// Names are unique, so a repeated put changes nothing.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConformancePacksAws(ConformancePackKind kind) : ScopedThing<ConformancePackAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["config:DescribeOrganizationConformancePacks", "config:DescribeOrganizationConformancePackStatuses", .. ConfigAccess.ReadPermissions];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "config:PutOrganizationConformancePack", "config:DeleteOrganizationConformancePack", "config:GetOrganizationConformancePackDetailedStatus",
        Need.LinkedRole("config-multiaccountsetup.amazonaws.com", "config:PutOrganizationConformancePack"),
        new("iam:GetRole", "arn:{partition}:iam::{account}:role/aws-service-role/config-multiaccountsetup.amazonaws.com/*", "config:PutOrganizationConformancePack"), new("organizations:EnableAWSServiceAccess", For: "config:PutOrganizationConformancePack"),
    ];

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => ConfigAccess.ScopesAsync(world, ConfigReach.MultiAccountSetup, cancel);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var packs = await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeOrganizationConformancePacksAsync(new() { NextToken = token }, cancel);
            return (page.OrganizationConformancePacks, page.NextToken);
        });
        var statuses = packs.Count == 0 ? [] : (await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeOrganizationConformancePackStatusesAsync(new() { NextToken = token }, cancel);
            return (page.OrganizationConformancePackStatuses, page.NextToken);
        })).ToDictionary(s => s.OrganizationConformancePackName, s => s.Status?.Value, StringComparer.Ordinal);
        return [.. packs.Select(pack => Seen(scope, pack, statuses.GetValueOrDefault(pack.OrganizationConformancePackName), world))];
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var page = await session.Config.DescribeOrganizationConformancePacksAsync(new() { OrganizationConformancePackNames = [address.Name] }, cancel);
            return page.OrganizationConformancePacks is [var pack, ..]
                ? Seen(address.Within!.Value, pack, (await PackDeployment.StatusAsync(session, address.Name, cancel))?.Status?.Value, world)
                : null;
        }
        catch (NoSuchOrganizationConformancePackException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override Task CreateAsync(Address address, ConformancePackAttributes desired, Step step, AwsWorld world, CancellationToken cancel) => PutAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override Task UpdateAsync(Address address, ConformancePackAttributes observed, ConformancePackAttributes desired, AwsWorld world, CancellationToken cancel) =>
        PutAsync(address, desired, world, cancel);

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, ConformancePackAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var deployment = new PackDeployment(address, world);
        await deployment.DoAsync(session => session.Config.DeleteOrganizationConformancePackAsync(new() { OrganizationConformancePackName = address.Name }, cancel), cancel);
        await deployment.FollowAsync("deleting", cancel);
    }

    private static async Task PutAsync(Address address, ConformancePackAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var deployment = new PackDeployment(address, world);
        var request = new PutOrganizationConformancePackRequest
        {
            OrganizationConformancePackName = address.Name,
            TemplateBody = ConformancePackKind.TemplateOf(address.Name, world.Policies).Body,
            ConformancePackInputParameters = [.. desired.Sent().Select(p => new ConformancePackInputParameter { ParameterName = p.Key, ParameterValue = p.Value })],
            ExcludedAccounts = desired.ExcludedAccounts.Count > 0 ? [.. desired.ExcludedAccounts.Select(a => world.Ids.Of(a.To))] : null,
        };
        await deployment.DoAsync(session => session.Config.PutOrganizationConformancePackAsync(request, cancel), cancel);
        await deployment.FollowAsync("deploying", cancel);
    }

    private Resource Seen(Scope scope, OrganizationConformancePack pack, string? status, AwsWorld world)
    {
        var (fingerprint, parameters) = ConformancePackAttributes.Given((pack.ConformancePackInputParameters ?? []).Select(p => KeyValuePair.Create(p.ParameterName, p.ParameterValue)));
        return kind.Of(
            scope.Address(kind.Name, pack.OrganizationConformancePackName),
            new()
            {
                Reach = ConfigReach.Of(world.Policies, ConfigReach.MultiAccountSetup),
                Fingerprint = fingerprint,
                Parameters = parameters,
                ExcludedAccounts = [.. (pack.ExcludedAccounts ?? []).Select(id => world.Ids.AddressOf(id) ?? new Address(KindNames.Account, id)).Order().Select(a => new Reference(a))],
                Deployment = ConfigDeployment.Told(status),
            },
            pack.OrganizationConformancePackName.StartsWith(world.LandingZone.NamePrefix, StringComparison.Ordinal));
    }
}
