using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources.EventBuses;
using SecretScoops.Governance.Baseline.Resources.EventRoles;
using SecretScoops.Governance.Baseline.Resources.EventRules;
using SecretScoops.Governance.Baseline.Resources.Topics;
using SecretScoops.Governance.Baseline.Tests.Rendering;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>Alerts of the default policies, without AWS.</summary>
public sealed class AlertsTests
{
    private static readonly PolicyBundle Policies = PolicyFolder.Read(Repository.File("policies")).Bundle!;
    private static readonly EventRuleKind Rules = new();

    [Fact]
    public void No_event_can_come_back_to_where_it_was()
    {
        var rules = Rules.Declare(Policies).Select(r => (r.Address, Rule: Rules.Typed(r))).ToList();

        var bus = Assert.Single(new EventBusKind().Declare(Policies)).Address;
        Assert.All(rules.Where(r => r.Rule.Bus is null), r => Assert.Equal(bus, Assert.Single(r.Rule.Targets).To!.Value.To));
        Assert.All(rules.Where(r => r.Rule.Bus is not null), r => Assert.All(r.Rule.Targets, t => Assert.NotEqual(KindNames.EventBus, t.To?.To.Kind)));
    }

    [Fact]
    public void Every_account_collects_in_every_governed_region_and_in_the_one_of_global_events()
    {
        var places = Rules.Declare(Policies).Select(r => r.Address).Where(a => !a.Name.Contains('/', StringComparison.Ordinal)).Select(a => a.Scope).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            from account in new[] { "dev", "prod", "root", "uat" } from region in new[] { "eu-central-1", "eu-west-1", "us-east-1" } select $"{account}/{region}",
            places);
    }

    [Fact]
    public void Everything_that_is_collected_reaches_the_remediation_queue()
    {
        var route = Rules.Typed(Rules.Declare(Policies).Single(r => r.Address.Name.EndsWith("/secret-scoops-route-to-remediation", StringComparison.Ordinal)));

        var target = Assert.Single(route.Targets);
        Assert.Equal("arn:aws:sqs:eu-west-1:@{account:root}:secret-scoops-remediation", target.Arn);
        Assert.Equal("arn:aws:sqs:eu-west-1:@{account:root}:secret-scoops-remediation-dead-letters", target.DeadLetters);
        Assert.Equal("""{"source":[{"prefix":"aws."}]}""", route.Pattern!.ToJsonString());
    }

    [Fact]
    public void Only_our_own_roles_send_to_the_central_bus_and_can_do_nothing_else()
    {
        var bus = new EventBusKind().Typed(new EventBusKind().Declare(Policies).Single()).Policy!["Statement"]![0]!;
        var role = new EventRoleKind().Typed(new EventRoleKind().Declare(Policies).Single(r => r.Address.Account == "prod"));

        Assert.Equal("""{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/secret-scoops/events/secret-scoops-event-forwarder"]},"StringEquals":{"aws:PrincipalOrgID":["@{organization}"]}}""", bus["Condition"]!.ToJsonString());
        Assert.Equal("""["events:PutEvents"]""", Assert.Single(role.Policies).Value!["Statement"]![0]!["Action"]!.ToJsonString());
        Assert.Contains("@{account:prod}", role.Trust!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_lets_in_our_accounts_and_our_services_over_TLS_and_EventBridge_without_conditions()
    {
        var topic = new TopicKind().Typed(new TopicKind().Declare(Policies).Single(r => r.Address.Name == "secret-scoops-alerts-critical"));

        var statements = topic.Policy!["Statement"]!.AsArray().ToDictionary(s => s!["Sid"]!.GetValue<string>(), s => s!.AsObject());
        Assert.Equal(["EventBridge", "OurAccounts", "Owner", "Services", "TlsOnly"], statements.Keys.Order(StringComparer.Ordinal));
        Assert.False(statements["EventBridge"].ContainsKey("Condition"));
        Assert.All(statements.Where(s => s.Key != "EventBridge"), s => Assert.True(s.Value.ContainsKey("Condition")));
        Assert.Equal(new Address(KindNames.KmsKey, "alerts", "root/eu-west-1"), Reference.TryRead(topic.Key));
    }

    [Fact]
    public void Without_rules_there_is_no_bus_and_no_role()
    {
        var alerts = Policies.Find(AlertsFile.Area)!.Value;
        var quiet = Policies with { Areas = new Dictionary<string, Sourced<object>>(Policies.Areas) { ["alerts"] = new(alerts.Value with { Collect = [], Route = [] }, alerts.Where) } };

        Assert.Empty(new EventBusKind().Declare(quiet));
        Assert.Empty(new EventRoleKind().Declare(quiet));
        Assert.Empty(Rules.Declare(quiet));
        Assert.Equal(4, new TopicKind().Declare(quiet).Count());
    }
}
