using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubs;

/// <summary>The standards of one account and region.</summary>
/// <param name="scope">Where.</param>
/// <param name="session">Its session.</param>
/// <param name="world">The run.</param>
internal sealed class HubStandards(Scope scope, AwsSession session, AwsWorld world)
{
    // AWS says "up to 30 minutes" for the first checks; that a standard is ready, users see within a few.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    // BatchEnableStandards and BatchDisableStandards take at most 25 (API Reference, read 2026-11).
    private const int LargestBatch = 25;

    /// <summary>Every subscription but those that another service manages (Control Tower's standard is its own).</summary>
    public async Task<IReadOnlyList<StandardsSubscription>> SubscriptionsAsync(CancellationToken cancel)
    {
        var all = await Paged.AllAsync<StandardsSubscription>(async token =>
        {
            var page = await session.SecurityHub.GetEnabledStandardsAsync(new() { NextToken = token }, cancel);
            return (page.StandardsSubscriptions, page.NextToken);
        });
        return [.. all.Where(each => !each.StandardsArn.Contains("/service-managed-", StringComparison.Ordinal) && each.StandardsStatus != StandardsStatus.DELETING)];
    }

    /// <summary>A subscription as an attribute. One on its way counts as ready: it is followed where it is made.</summary>
    public static StandardState Seen(StandardsSubscription subscription) => new(
        NameOf(subscription.StandardsArn),
        subscription.StandardsStatus == StandardsStatus.PENDING ? StandardState.Ready : subscription.StandardsStatus.Value);

    /// <summary>The controls of the standards that can be asked for theirs.</summary>
    public async Task<IReadOnlyList<StandardControls>> ControlsAsync(IReadOnlyList<StandardsSubscription> subscriptions, CancellationToken cancel)
    {
        var catalogue = await ControlCatalogue.OfAsync(world, cancel);
        var controls = new List<StandardControls>();
        foreach (var subscription in subscriptions)
        {
            controls.Add(new(subscription.StandardsArn, NameOf(subscription.StandardsArn), await catalogue.ControlsAsync(session, scope.Region!, subscription.StandardsArn, cancel)));
        }

        return controls;
    }

    /// <summary>Enables and disables standards, and waits until AWS is done with it.</summary>
    public async Task<IReadOnlyList<StandardsSubscription>> BringAsync(Address address, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var present = await SubscriptionsAsync(cancel);
        var missing = names.Where(name => !present.Any(each => NameOf(each.StandardsArn) == name && each.StandardsStatus is { Value: "READY" or "PENDING" })).ToList();
        foreach (var batch in missing.Chunk(LargestBatch))
        {
            await session.SecurityHub.BatchEnableStandardsAsync(
                new() { StandardsSubscriptionRequests = [.. batch.Select(name => new StandardsSubscriptionRequest { StandardsArn = SecurityStandards.Named(name)!.ArnIn(scope.Region!) })] }, cancel);
        }

        foreach (var batch in present.Where(each => !names.Contains(NameOf(each.StandardsArn))).Chunk(LargestBatch))
        {
            await session.SecurityHub.BatchDisableStandardsAsync(new() { StandardsSubscriptionArns = [.. batch.Select(each => each.StandardsSubscriptionArn)] }, cancel);
        }

        IReadOnlyList<StandardsSubscription> subscriptions = [];
        await AsyncOperation.FollowAsync(
            new(address, "enabling the standards", s_patience),
            async stop => StatusOf(subscriptions = await SubscriptionsAsync(stop), names),
            ("IN_PROGRESS", null),
            world.Time,
            cancel);
        return subscriptions;
    }

    private static (string? Status, string? Reason) StatusOf(IReadOnlyList<StandardsSubscription> subscriptions, IReadOnlyList<string> names)
    {
        var missing = names.Any(name => !subscriptions.Any(each => NameOf(each.StandardsArn) == name));
        var leaving = subscriptions.Any(each => !names.Contains(NameOf(each.StandardsArn)));
        if (missing || leaving || subscriptions.Any(each => each.StandardsStatus == StandardsStatus.PENDING))
        {
            return ("IN_PROGRESS", null);
        }

        return subscriptions.FirstOrDefault(each => each.StandardsStatus != StandardsStatus.READY) is { } unfinished
            ? (unfinished.StandardsStatus.Value, $"{NameOf(unfinished.StandardsArn)}: {Explained(unfinished.StandardsStatusReason)}")
            : ("SUCCEEDED", null);
    }

    private static string Explained(StandardsStatusReason? reason) => reason is null ? "AWS gave no reason" : reason.StatusReasonCode.Value switch
    {
        "NO_AVAILABLE_CONFIGURATION_RECORDER" => "NO_AVAILABLE_CONFIGURATION_RECORDER (AWS Config does not record in this account and region)",
        "MAXIMUM_NUMBER_OF_CONFIG_RULES_EXCEEDED" => "MAXIMUM_NUMBER_OF_CONFIG_RULES_EXCEEDED (the account has no room for more Config rules in this region)",
        var code => code,
    };

    private static string NameOf(string arn) => SecurityStandards.OfArn(arn)?.Name ?? arn[(arn.LastIndexOf(':') + 1)..];
}

/// <summary>A standard that is on, and its controls here.</summary>
/// <param name="Arn">The standard's.</param>
/// <param name="Name">As AWS calls it.</param>
/// <param name="Controls">By id.</param>
internal sealed record StandardControls(string Arn, string Name, IReadOnlyDictionary<string, SecurityControlDefinition> Controls);
