using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Where the parts of alerting live, what they are called, and the ARNs that follow from that: the kinds name each other by address, and AWS by ARN.</summary>
/// <param name="Alerts">What is declared.</param>
/// <param name="LandingZone">Names and regions.</param>
internal sealed record AlertPlaces(AlertsFile Alerts, LandingZone LandingZone)
{
    /// <summary>Null where alerts are not managed.</summary>
    public static AlertPlaces? Of(PolicyBundle policies) => policies.Find(AlertsFile.Area) is { Value: var alerts } ? new(alerts, policies.LandingZone) : null;

    /// <summary>Account and region of the central bus, the topics and the queues.</summary>
    public Scope Center => new(Alerts.AccountIn(LandingZone), LandingZone.HomeRegion);

    /// <summary>The central bus.</summary>
    public Address Bus => Center.Address(KindNames.EventBus, Alerts.BusName);

    /// <summary>The role with which an account sends to the central bus.</summary>
    public Address RoleOf(string account) => new Scope(account).Address(KindNames.EventRole, Alerts.RoleName);

    /// <summary>A path of its own for these roles: guardrails keep tenants from it, and do not exempt it.</summary>
    public string RolePath => $"/{LandingZone.ManagedBy}/events/";

    /// <summary>The key of the topics; null for none.</summary>
    public Address? Key => Alerts.Key is { } key ? Center.Address(KindNames.KmsKey, key.Value) : null;

    /// <summary>The alias by which SNS is told of a key; it is known before the key is.</summary>
    public string KeyAlias(string key) => $"alias/{LandingZone.NamePrefix}{key}";

    /// <summary>The topic of a severity.</summary>
    public Address Topic(string severity) => Center.Address(KindNames.Topic, Alerts.Topics.First(topic => topic.Value.Severity == severity).Value.Name);

    /// <summary>The ARN of a topic, bus or queue, with a name for the account.</summary>
    public static string Arn(string service, Scope place, string resource) => $"arn:{Partition.Of(place.Region!)}:{service}:{place.Region}:{PlacedText.Account(place.Account)}:{resource}";

    /// <summary>The ARN of a queue in the place of the bus, with a name for the account.</summary>
    public string QueueArn(string queue) => Arn("sqs", Center, queue);

    /// <summary>The ARN of the central bus, with a name for the account.</summary>
    public string BusArn => Arn("events", Center, $"event-bus/{Alerts.BusName}");

    /// <summary>The ARN of an account's role, with a name for the account.</summary>
    public string RoleArn(string account) => $"arn:{Partition.Of(LandingZone.HomeRegion)}:iam::{PlacedText.Account(account)}:role{RolePath}{Alerts.RoleName}";

    /// <summary>Accounts that have a rule: those it names, or all there are.</summary>
    public static IEnumerable<string> AccountsOf(CollectRulePolicy rule, PolicyBundle policies)
    {
        var all = policies.Everywhere.Select(account => account.Name);
        return rule.Accounts.Count == 0 ? all : all.Where(name => rule.Accounts.Any(account => account.Value == name));
    }

    /// <summary>Regions that have a rule.</summary>
    public IEnumerable<string> RegionsOf(CollectRulePolicy rule) => rule.Regions.SelectMany(region => region.Value switch
    {
        AlertShapes.Governed => LandingZone.GovernedRegions,
        AlertShapes.Home => [LandingZone.HomeRegion],
        var name => [name],
    }).Distinct();

    /// <summary>Every region in which rules may be, or may have been.</summary>
    public IEnumerable<string> Regions => LandingZone.AllRegions.Concat(Alerts.Collect.SelectMany(rule => RegionsOf(rule.Value))).Append(AlertsFile.GlobalEventsRegion).Distinct();
}
