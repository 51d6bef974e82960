using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What the tool does so seldom that no other test of its calls has it do it.</summary>
[KeepsCalls]
public sealed class RareDeedsTests(SettledEstates estates) : IClassFixture<SettledEstates>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("snapshot-public-access", "", "state", "\"unblocked\"")]
    [InlineData("kms-key", "", "rotationDays", "null")]
    public async Task An_attribute_is_set_to_what_policies_seldom_say(string kind, string where, string attribute, string value)
    {
        var zone = await OfAsync(kind, where);

        await zone.SetAsync(attribute, JsonNode.Parse(value));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), (await zone.SeenAsync())!.Attributes[attribute]));
    }

    [Fact]
    public async Task A_bus_lets_nobody_in_any_more()
    {
        var zone = await OfAsync("event-bus");

        await zone.CarryOutAsync(zone.Target, zone.With(("policy", null), ("mentions", new JsonArray())));

        Assert.Null((await zone.SeenAsync())!.Attributes["policy"]);
    }

    [Fact]
    public async Task A_member_is_no_longer_watched_where_the_organization_leaves_that_to_it()
    {
        var zone = await OfAsync("guardduty-detector", "@prod/");
        var organization = zone with { Target = (await OfAsync("guardduty-organization")).Target };
        await organization.SetAsync("autoEnable", "NONE");

        await zone.SetAsync("enabled", false);

        Assert.False((bool?)(await zone.SeenAsync())!.Attributes["enabled"]);
    }

    [Fact]
    public async Task Volumes_are_encrypted_with_a_key_of_the_account_s_own()
    {
        var zone = await OfAsync("ebs-encryption");
        string? key = null;
        await zone.OutsideAsync(async session => key = (await session.Kms.CreateKeyAsync(new(), Cancel)).KeyMetadata.Arn);

        await zone.SetAsync("key", key);

        Assert.Equal(key, (string?)(await zone.SeenAsync())!.Attributes["key"]);
    }

    [Fact]
    public async Task A_destination_that_does_not_work_is_set_again()
    {
        var zone = await OfAsync("guardduty-publishing");

        await zone.CarryOutAsync(zone.With(("working", false)), zone.Target);

        Assert.True((bool?)(await zone.SeenAsync())!.Attributes["working"]);
    }

    [Fact]
    public async Task A_subscription_s_way_of_delivery_is_changed()
    {
        var zone = await OfAsync("topic");
        var (raw, wrapped) = (zone.With(("subscriptions", Subscribed(zone.Target, "true"))), zone.With(("subscriptions", Subscribed(zone.Target, "false"))));
        await zone.CarryOutAsync(zone.Target, raw);

        await zone.CarryOutAsync(raw, wrapped);

        Assert.Contains((await zone.SeenAsync())!.Attributes["subscriptions"]!.AsArray(), each => (string?)each!["protocol"] == "sqs" && (bool?)each["raw"] == false);
    }

    [Fact]
    public async Task A_key_is_given_up_and_one_that_others_gave_up_is_kept()
    {
        var zone = await OfAsync("kms-key");
        await zone.OutsideAsync(async session => await session.Kms.ScheduleKeyDeletionAsync(new Amazon.KeyManagementService.Model.ScheduleKeyDeletionRequest { KeyId = await zone.KeyAsync(session) }, Cancel));
        await zone.Rehearsal.SettlesAsync(zone.Policies);

        await zone.CarryOutAsync(zone.Target, null);

        Assert.Null(await zone.SeenAsync());
    }

    [Fact]
    public async Task An_alias_of_a_stranger_s_key_that_is_given_up_is_taken_back()
    {
        var zone = await OfAsync("kms-key");
        await zone.OutsideAsync(async session =>
        {
            var (ours, stranger) = (await zone.KeyAsync(session), (await session.Kms.CreateKeyAsync(new(), Cancel)).KeyMetadata.KeyId);
            var alias = (await session.Kms.ListAliasesAsync(new() { KeyId = ours }, Cancel)).Aliases.Single().AliasName;
            await session.Kms.UpdateAliasAsync(new() { AliasName = alias, TargetKeyId = stranger }, Cancel);
            await session.Kms.ScheduleKeyDeletionAsync(new Amazon.KeyManagementService.Model.ScheduleKeyDeletionRequest { KeyId = stranger }, Cancel);
        });

        await zone.Rehearsal.SettlesAsync(zone.Policies);
    }

    [Theory]
    [InlineData("ou", "")]
    [InlineData("bucket", "@root/", "policy", "accessLogs")]
    [InlineData("security-hub-policy", "")]
    public async Task What_nobody_declares_any_more_is_deleted(string kind, string where, params string[] without)
    {
        var zone = await OfAsync(kind, where);
        var likeIt = zone.With([.. without.Select(attribute => (attribute, (JsonNode?)null)), .. without.Length > 0 ? [("mentions", new JsonArray())] : Array.Empty<(string, JsonNode?)>()]);
        var spare = new Resource(zone.Target.Address with { Name = "spare" }, likeIt.Attributes);
        await zone.CarryOutAsync(null, spare);
        Assert.Contains((await zone.Rehearsal.PlanAsync(zone.Policies)).Pending, change => change.Verb == Verb.Delete && change.Address == spare.Address);

        await zone.Rehearsal.SettlesAsync(zone.Policies);

        Assert.DoesNotContain(await zone.Rehearsal.ReadAsync(zone.Policies, kind), resource => resource.Address == spare.Address);
    }

    private async Task<Zone> OfAsync(string kind, string where = "")
    {
        var (policies, settled, declared) = await estates.DeclaringAsync(kind);
        return new(policies, settled.Copy(), declared.First(resource => !resource.External && resource.Address.ToString().Contains(where, StringComparison.Ordinal)));
    }

    private static JsonArray Subscribed(Resource topic, string raw) =>
    [
        .. topic.Attributes["subscriptions"]!.AsArray().Select(each => each!.DeepClone()),
        JsonNode.Parse($$"""{"protocol":"sqs","endpoint":"arn:aws:sqs:eu-west-1:@{account:root}:tickets","raw":{{raw}}}"""),
    ];

    /// <summary>Policies, a sandbox where they are in force, and one of their resources.</summary>
    private sealed record Zone(PolicyBundle Policies, Rehearsal Rehearsal, Resource Target)
    {
        public Resource With(params IEnumerable<(string Attribute, JsonNode? Value)> values)
        {
            var changed = (JsonObject)Target.Attributes.DeepClone();
            foreach (var (attribute, value) in values)
            {
                changed[attribute] = value;
            }

            return new(Target.Address, changed);
        }

        public Task SetAsync(string attribute, JsonNode? value) => CarryOutAsync(Target, With((attribute, value)));

        public Task CarryOutAsync(Resource? before, Resource? after) => Rehearsal.MeddlesAsync(
            Policies, new((before ?? after)!.Address, before, after) { Differences = before is null || after is null ? [] : Difference.Between(before.Attributes, after.Attributes) });

        public async Task<Resource?> SeenAsync() => (await Rehearsal.ReadAsync(Policies, Target.Address.Kind)).FirstOrDefault(resource => resource.Address == Target.Address);

        public Task OutsideAsync(Func<AwsSession, Task> act)
        {
            var scope = Target.Address.Within!.Value;
            return Rehearsal.OutsideAsync(scope.Region ?? Policies.LandingZone.HomeRegion, async home => await act(
                scope.Account == Policies.LandingZone.ManagementAccount
                    ? home
                    : home.In((await home.Organizations.ListAccountsAsync(new(), Cancel)).Accounts.Single(account => account.Name == scope.Account).Id)));
        }

        public async Task<string> KeyAsync(AwsSession session) =>
            (await session.Kms.ListAliasesAsync(new(), Cancel)).Aliases.Single(alias => alias.AliasName.EndsWith(Target.Address.Name, StringComparison.Ordinal)).TargetKeyId;
    }
}
