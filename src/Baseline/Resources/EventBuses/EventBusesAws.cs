using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.EventBuses;

/// <summary>The calls of <see cref="EventBusKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class EventBusesAws(EventBusKind kind) : ScopedThing<EventBusAttributes>(kind, Places.ManagementRegions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["events:ListEventBuses", "events:DescribeEventBus", EventTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["events:CreateEventBus", "events:UpdateEventBus", "events:DeleteEventBus", "events:PutPermission", "events:RemovePermission", .. EventTags.WritePermissions];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) =>
        AlertPlaces.Of(world.Policies) is { Center: var center } && (await world.ScopesAsync(Places.HomeRegion, cancel)).Contains(center) ? [center] : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var buses = await Paged.AllAsync(async token =>
        {
            var page = await session.Events.ListEventBusesAsync(new() { NextToken = token }, cancel);
            return (page.EventBuses, page.NextToken);
        });
        // Of the bus that every account has nothing is managed, and buses of partners are theirs.
        return await Paged.EachAsync([.. buses.Where(bus => bus.Name != "default" && !bus.Name.Contains('/', StringComparison.Ordinal))], (bus, stop) => SeenAsync(bus.Name, scope, session, world, stop), cancel);
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return await SeenAsync(address.Name, address.Within!.Value, session, world, cancel);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, EventBusAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            await session.Events.CreateEventBusAsync(new() { Name = address.Name, Description = desired.Description, Tags = EventTags.For(desired.Tags) }, cancel);
        }
        catch (ResourceAlreadyExistsException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours.
        }

        await SetPolicyAsync(address, desired.Policy, session, world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, EventBusAttributes observed, EventBusAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        if (observed.Description != desired.Description)
        {
            await session.Events.UpdateEventBusAsync(new() { Name = address.Name, Description = desired.Description }, cancel);
        }

        if (!PolicyContent.Same(observed.Policy, desired.Policy))
        {
            await SetPolicyAsync(address, desired.Policy, session, world, cancel);
        }

        await EventTags.UpdateAsync(session, await ArnAsync(address, world, cancel), observed.Tags, desired.Tags, cancel);
    }

    /// <inheritdoc/>
    protected override Task DeleteAsync(Address address, EventBusAttributes observed, AwsWorld world, CancellationToken cancel) =>
        // Deleting what is not there succeeds (EventBridge API Reference, DeleteEventBus).
        world.SessionOf(address).Events.DeleteEventBusAsync(new() { Name = address.Name }, cancel);

    private static async Task SetPolicyAsync(Address address, JsonNode? policy, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        if (policy is null)
        {
            await session.Events.RemovePermissionAsync(new() { EventBusName = address.Name, RemoveAllPermissions = true }, cancel);
        }
        else
        {
            await session.Events.PutPermissionAsync(new() { EventBusName = address.Name, Policy = await PlacedIds.UploadAsync(policy, world, cancel) }, cancel);
        }
    }

    private static Task<string> ArnAsync(Address bus, AwsWorld world, CancellationToken cancel) =>
        PlacedIds.FilledAsync(AlertPlaces.Arn("events", bus.Within!.Value, $"event-bus/{bus.Name}"), world, cancel);

    private async Task<Resource> SeenAsync(string name, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var bus = await session.Events.DescribeEventBusAsync(new() { Name = name }, cancel);
        var tags = await EventTags.ReadAsync(session, bus.Arn, cancel);
        return kind.Of(
            scope.Address(kind.Name, name),
            new() { Description = bus.Description ?? "", Policy = await PlacedIds.ReadAsync(bus.Policy, world, cancel), Tags = tags },
            world.IsOurs(tags));
    }
}
