using System.Text.Json.Nodes;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Events;

namespace SecretScoops.Governance.Baseline.Resources.EventRules;

/// <summary>The calls of <see cref="EventRuleKind"/>. Rules are read by the landing zone's prefix: every account has many that AWS's services made.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class EventRulesAws(EventRuleKind kind) : ScopedThing<EventRuleAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["events:ListRules", "events:ListTargetsByRule", EventTags.ReadPermission];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
        ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets", Need.Passing("*/events/*", "events.amazonaws.com", "events:PutTargets"), .. EventTags.WritePermissions];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => AlertPlaces.Of(world.Policies) is not { } places
        ? []
        : [.. from account in await world.ScopesAsync(Places.Accounts, cancel) from region in places.Regions select new Scope(account.Account, region)];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var places = AlertPlaces.Of(world.Policies)!;
        var rules = await RulesAsync(null, scope, session, world, cancel);
        return scope == places.Center ? [.. rules, .. await OnBusAsync(places.Bus, scope, session, world, cancel)] : rules;
    }

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var (bus, name) = Parts(address);
        Address? on = bus is null ? null : address.Within!.Value.Address(KindNames.EventBus, bus);
        var found = await ListAsync(name, bus, session, cancel);
        return found.Find(rule => rule.Name == name) is { } rule ? await SeenAsync(rule, on, address, session, world, cancel) : null;
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, EventRuleAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        await PutAsync(address, desired, EventTags.For(desired.Tags), session, cancel);
        await TargetsAsync(address, [], desired.Targets, session, world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, EventRuleAttributes observed, EventRuleAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        if (observed.Description != desired.Description || observed.State != desired.State || !PolicyContent.Same(observed.Pattern, desired.Pattern))
        {
            await PutAsync(address, desired, null, session, cancel);
        }

        await TargetsAsync(address, observed.Targets, desired.Targets, session, world, cancel);
        await EventTags.UpdateAsync(session, await ArnAsync(address, world, cancel), observed.Tags, desired.Tags, cancel);
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, EventRuleAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var (bus, name) = Parts(address);
        try
        {
            // A rule goes only without targets (EventBridge API Reference, DeleteRule).
            await TargetsAsync(address, observed.Targets, [], session, world, cancel);
            await session.Events.DeleteRuleAsync(new() { Name = name, EventBusName = bus }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    // Everything at once: what a call leaves out is taken back (EventBridge API Reference, PutRule). Tags count for a new rule only.
    private static Task<PutRuleResponse> PutAsync(Address address, EventRuleAttributes desired, List<Tag>? tags, AwsSession session, CancellationToken cancel)
    {
        var (bus, name) = Parts(address);
        return session.Events.PutRuleAsync(
            new()
            {
                Name = name,
                EventBusName = bus,
                Description = desired.Description,
                EventPattern = desired.Pattern?.ToJsonString(Compact),
                State = RuleState.FindValue(desired.State),
                Tags = tags,
            },
            cancel);
    }

    private static System.Text.Json.JsonSerializerOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task TargetsAsync(
        Address address, IReadOnlyList<EventTargetAttributes> observed, IReadOnlyList<EventTargetAttributes> desired, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var (bus, name) = Parts(address);
        var arns = new TargetArns(AlertPlaces.Of(world.Policies)!, world);
        var gone = observed.Select(target => target.Id).Except(desired.Select(target => target.Id)).ToList();
        if (gone.Count > 0)
        {
            var removed = await session.Events.RemoveTargetsAsync(new() { Rule = name, EventBusName = bus, Ids = gone }, cancel);
            Require(address, removed.FailedEntries?.Select(entry => (entry.TargetId, entry.ErrorCode, entry.ErrorMessage)));
        }

        var changed = desired.Where(target => !observed.Any(other => IsSame(other, target))).ToList();
        if (changed.Count > 0)
        {
            var targets = await Paged.EachAsync(changed, arns.ToAwsAsync, cancel);
            var put = await session.Events.PutTargetsAsync(new() { Rule = name, EventBusName = bus, Targets = targets }, cancel);
            Require(address, put.FailedEntries?.Select(entry => (entry.TargetId, entry.ErrorCode, entry.ErrorMessage)));
        }
    }

    // Records compare dictionaries by reference.
    private static bool IsSame(EventTargetAttributes one, EventTargetAttributes other) =>
        one with { Values = null } == other with { Values = null } && (one.Values ?? []).SequenceEqual(other.Values ?? []);

    // Some may fail while the call succeeds.
    private static void Require(Address rule, IEnumerable<(string Target, string Code, string Message)>? failed)
    {
        if (failed?.ToList() is [var first, ..])
        {
            throw new FaultException(new()
            {
                Code = "target-refused",
                What = $"EventBridge did not take target \"{first.Target}\": {first.Code}: {first.Message}",
                Where = new(rule.ToString()),
                Remedy = "mend what AWS names and run the command again",
            });
        }
    }

    private async Task<IReadOnlyList<Resource>> OnBusAsync(Address bus, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            return await RulesAsync(bus, scope, session, world, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // The bus is not there yet, and none of its rules.
            return [];
        }
    }

    private async Task<IReadOnlyList<Resource>> RulesAsync(Address? bus, Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var rules = await ListAsync(world.LandingZone.NamePrefix, bus?.Name, session, cancel);
        return await Paged.EachAsync(rules, (rule, stop) => SeenAsync(rule, bus, EventRuleKind.NameOn(bus, rule.Name, scope), session, world, stop), cancel);
    }

    private static async Task<List<Rule>> ListAsync(string prefix, string? bus, AwsSession session, CancellationToken cancel) => [.. (await Paged.AllAsync(async token =>
    {
        var page = await session.Events.ListRulesAsync(new() { NamePrefix = prefix, EventBusName = bus, NextToken = token }, cancel);
        return (page.Rules, page.NextToken);
    })).Where(rule => rule.ManagedBy is null)];

    private async Task<Resource> SeenAsync(Rule rule, Address? bus, Address address, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var targets = await Paged.AllAsync(async token =>
        {
            var page = await session.Events.ListTargetsByRuleAsync(new() { Rule = rule.Name, EventBusName = bus?.Name, NextToken = token }, cancel);
            return (page.Targets, page.NextToken);
        });
        var arns = new TargetArns(AlertPlaces.Of(world.Policies)!, world);
        var tags = await EventTags.ReadAsync(session, await ArnAsync(address, world, cancel), cancel);
        return kind.Of(
            address,
            new()
            {
                Bus = bus is { } on ? new(on) : null,
                Description = rule.Description ?? "",
                Pattern = string.IsNullOrEmpty(rule.EventPattern) ? null : EventPattern.TryParse(rule.EventPattern, out _)?.Canonical ?? (JsonNode)rule.EventPattern,
                State = rule.State?.Value ?? "ENABLED",
                Targets = [.. (await Paged.EachAsync(targets, arns.ReadAsync, cancel)).OrderBy(target => target.Id, StringComparer.Ordinal)],
                Tags = tags,
            },
            world.IsOurs(tags));
    }

    private static (string? Bus, string Name) Parts(Address rule) => rule.Name.Split('/') is [var bus, var name] ? (bus, name) : (null, rule.Name);

    private static Task<string> ArnAsync(Address rule, AwsWorld world, CancellationToken cancel) =>
        PlacedIds.FilledAsync(AlertPlaces.Arn("events", rule.Within!.Value, $"rule/{rule.Name}"), world, cancel);
}
