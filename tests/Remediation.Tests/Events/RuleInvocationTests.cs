using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Custom Config rules, as Config invokes them.</summary>
public sealed class RuleInvocationTests
{
    private const string Change = "config-rule-invoking-ConfigurationItemChangeNotification";
    private const string Deleted = $"{Change}-ResourceDeleted";
    private const string Oversized = "config-rule-invoking-OversizedConfigurationItemChangeNotification";
    private const string Scheduled = "config-rule-invoking-ScheduledNotification";

    [Fact]
    public void A_change_brings_the_resource_with_all_its_settings()
    {
        var invocation = Invocation(Bytes(Change));

        Assert.Equal(("myResultToken", Member, "myParameterValue"), (invocation.ResultToken, invocation.AccountId, invocation.Parameters["myParameterKey"]));
        Assert.Equal(("AWS::EC2::SecurityGroup", "sg-e2fb6999", "eu-west-1", "ResourceDiscovered"), (invocation.Item!.ResourceType, invocation.Item.ResourceId, invocation.Item.Region, invocation.Item.Status));
        Assert.False(invocation.IsNotApplicable);
    }

    [Fact]
    public void A_groups_item_says_its_ranges_twice_and_both_are_kept_for_the_judge()
    {
        var permission = Invocation(Bytes(Change)).Item!.Configuration!.Value.GetProperty("ipPermissions")[0];

        Assert.Equal("0.0.0.0/0", permission.GetProperty("ipv4Ranges")[0].GetProperty("cidrIp").GetString());
        Assert.Equal("0.0.0.0/0", permission.GetProperty("ipRanges")[0].GetString());
    }

    [Fact]
    public void An_oversized_change_brings_a_summary_and_no_settings()
    {
        var item = Invocation(Bytes(Oversized)).Item!;

        Assert.Equal((true, false, "i-00000000", "us-west-2"), (item.IsSummary, item.Configuration.HasValue, item.ResourceId, item.Region));
    }

    [Fact]
    public void The_clock_brings_no_resource()
    {
        var invocation = Invocation(Bytes(Scheduled));

        Assert.Null(invocation.Item);
        Assert.Equal(new(2016, 7, 13, 21, 50, 0, 373, TimeSpan.Zero), invocation.At);
    }

    [Fact]
    public void What_is_deleted_or_left_the_scope_is_not_applicable()
    {
        Assert.True(Invocation(Bytes(Deleted)).IsNotApplicable);
        Assert.True(Invocation(With(Change, tree => tree["eventLeftScope"] = true)).IsNotApplicable);
    }

    [Theory]
    [InlineData(Change, "sg-e2fb6999")]
    [InlineData(Oversized, "i-00000000")]
    public void By_way_of_the_queue_a_change_is_a_doorbell(string name, string id)
    {
        var doorbell = OnlyDoorbell(Read(name));

        Assert.Equal((EventSource.Config, id, new Trigger(TriggerKind.ConfigRule, "change-triggered-config-rule")), (doorbell.Source, doorbell.ResourceId, doorbell.Trigger));
    }

    [Theory]
    [InlineData(Deleted, "deleted")]
    [InlineData(Scheduled, "clock")]
    public void By_way_of_the_queue_a_deletion_and_the_clock_are_ignored(string name, string why)
    {
        Assert.Contains(why, IgnoredFor(Read(name)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Change)]
    [InlineData(Oversized)]
    [InlineData(Scheduled)]
    public void A_rule_is_not_asked_about_another_account(string name)
    {
        Assert.Equal(Refusals.Forged, Refused(With(name, tree => Inside(tree, inner => (inner["configurationItem"] ?? inner["configurationItemSummary"] ?? inner)["awsAccountId"] = Administrator))));
    }

    [Fact]
    public void A_rule_of_a_strangers_account_is_refused()
    {
        Assert.Equal(Refusals.ForeignAccount, Refused(With(Change, tree => tree["accountId"] = Stranger)));
        Assert.Equal(Refusals.Forged, Refused(With(Change, tree => tree["configRuleArn"] = $"arn:aws:config:us-east-2:{Stranger}:config-rule/x")));
    }

    [Fact]
    public void A_notification_that_is_cut_off_or_of_another_sort_is_refused()
    {
        Assert.Equal(Refusals.Truncated, Refused(With(Change, tree => tree["invokingEvent"] = "{\"messageType\":")));
        Assert.Equal(Refusals.Malformed, Refused(With(Change, tree => Inside(tree, inner => inner["messageType"] = "ConfigurationSnapshotDeliveryCompleted"))));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{}", 0)]
    [InlineData("""{"ports":22,"names":"a"}""", 2)]
    public void A_rule_has_parameters_or_none(string parameters, int count)
    {
        Assert.Equal(count, Invocation(With(Change, tree => tree["ruleParameters"] = parameters)).Parameters.Count);
    }

    private static void Inside(JsonNode tree, Action<JsonNode> change)
    {
        var inner = JsonNode.Parse((string)tree["invokingEvent"]!)!;
        change(inner);
        tree["invokingEvent"] = inner.ToJsonString();
    }

    private static RuleInvocation Invocation(byte[] body)
    {
        Assert.True(RuleInvocation.TryRead(body, Ours, out var invocation, out var refused), refused?.Why);
        return invocation;
    }

    private static string Refused(byte[] body)
    {
        Assert.False(RuleInvocation.TryRead(body, Ours, out _, out var refused));
        return refused.Code;
    }
}
