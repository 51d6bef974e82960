using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubAggregators;

/// <summary>The calls of <see cref="AggregatorKind"/>. An account has one aggregator; every region lists it, and only its own changes it.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubAggregatorsAws(AggregatorKind kind) : ScopedSetting<AggregatorAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["securityhub:ListFindingAggregators", "securityhub:GetFindingAggregator"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["securityhub:CreateFindingAggregator", "securityhub:UpdateFindingAggregator", "securityhub:DeleteFindingAggregator"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope == setup.Home)]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var setup = SecurityHubSetup.Of(world.Policies)!;
        return await FindAsync(session, cancel) is { } found
            ? [kind.Of(kind.At(setup), AggregatorKind.Attributes(setup, found.RegionLinkingMode, found.FindingAggregationRegion, found.Regions ?? []))]
            : AggregatorKind.Desired(setup).Mode == AggregatorKind.None ? [kind.Of(kind.At(setup), AggregatorKind.Nothing)] : [];
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, AggregatorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var found = await FindAsync(session, cancel);
        if (found is not null && found.FindingAggregationRegion != desired.HomeRegion)
        {
            var there = world.SessionOf(new Scope(address.Account!, found.FindingAggregationRegion));
            await there.SecurityHub.DeleteFindingAggregatorAsync(new() { FindingAggregatorArn = found.FindingAggregatorArn }, cancel);
            found = null;
        }

        if (desired.Mode == AggregatorKind.None)
        {
            return;
        }

        // Modes without a list take none, not even an empty one.
        List<string>? regions = desired.Regions.Count == 0 ? null : [.. desired.Regions];
        if (found is null)
        {
            await session.SecurityHub.CreateFindingAggregatorAsync(new() { RegionLinkingMode = desired.Mode, Regions = regions }, cancel);
        }
        else
        {
            await session.SecurityHub.UpdateFindingAggregatorAsync(new() { FindingAggregatorArn = found.FindingAggregatorArn, RegionLinkingMode = desired.Mode, Regions = regions }, cancel);
        }
    }

    private static async Task<GetFindingAggregatorResponse?> FindAsync(AwsSession session, CancellationToken cancel)
    {
        try
        {
            var aggregators = await Paged.AllAsync<FindingAggregator>(async token =>
            {
                var page = await session.SecurityHub.ListFindingAggregatorsAsync(new() { NextToken = token }, cancel);
                return (page.FindingAggregators, page.NextToken);
            });
            return aggregators.Count == 0 ? null : await session.SecurityHub.GetFindingAggregatorAsync(new() { FindingAggregatorArn = aggregators[0].FindingAggregatorArn }, cancel);
        }
        catch (InvalidAccessException)
        {
            // Not subscribed.
            return null;
        }
    }
}
