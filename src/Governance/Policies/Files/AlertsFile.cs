using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>alerts.json</c>: which events are collected from all accounts and regions, and who is told of them.</summary>
internal sealed record AlertsFile
{
    /// <summary>The region in which events of services that exist once for all regions appear.</summary>
    public const string GlobalEventsRegion = "us-east-1";

    /// <summary>The account of bus and topics; null for the management account.</summary>
    public Sourced<string>? Account { get; init; }

    /// <summary>The key that encrypts the topics, a name in keys.json; null for none.</summary>
    public Sourced<string>? Key { get; init; }

    public required string BusName { get; init; }

    public required string BusDescription { get; init; }

    /// <summary>Where messages go that cannot be delivered; null where there is no such queue.</summary>
    public string? DeadLetterQueue { get; init; }

    /// <summary>The role with which rules send to the central bus, by name.</summary>
    public required string RoleName { get; init; }

    /// <summary>Services of AWS that may publish to the topics, beside EventBridge.</summary>
    public required IReadOnlyList<string> Publishers { get; init; }

    public required IReadOnlyList<Sourced<TopicPolicy>> Topics { get; init; }

    public required IReadOnlyList<Sourced<CollectRulePolicy>> Collect { get; init; }

    public required IReadOnlyList<Sourced<RouteRulePolicy>> Route { get; init; }

    /// <summary>The part of the landing zone that this file declares.</summary>
    public static PolicyArea<AlertsFile> Area { get; } = new("alerts", "Alerts", Files(), AlertsChecks.Hold);

    /// <summary>The account of bus and topics.</summary>
    public string AccountIn(LandingZone landingZone) => Account?.Value ?? landingZone.ManagementAccount;

    private static Shape<AlertsFile> Files() => Shape.Object<AlertsFile>(file =>
    {
        _ = file.SchemaReference("./schemas/alerts.schema.json");
        var account = file.Optional(
            "account", Shape.Sourced(Shape.Text(Formats.Name, 50)).Select(name => (Sourced<string>?)name), null, "The account of the central bus and the topics; left out, the management account", null, "root");
        var key = file.Optional(
            "key", Shape.Sourced(Shape.Text(Formats.Slug)).Select(name => (Sourced<string>?)name), null, "The key in keys.json that encrypts the topics; left out, they are not encrypted at rest", null, "alerts");
        var bus = file.Required("bus", Bus, "The event bus in the home region to which all accounts and regions send");
        var dead = file.Optional<string?>(
            "deadLetterQueue", Shape.Text(Formats.QueueName)!, null, "Queue for what cannot be delivered, in the account and region of the bus; it is made by the deployment of remediation", null, "secret-scoops-remediation-dead-letters");
        var role = file.Required("role", Shape.Text(Formats.IamName, 64), "Name of the role in each account with which EventBridge sends to the central bus", "secret-scoops-event-forwarder");
        var publishers = file.Optional(
            "publishers", Shape.List(Shape.Text(Formats.ServicePrincipal)), [], "Services of AWS that may publish to the topics for accounts of the organization, beside EventBridge", null, "cloudwatch.amazonaws.com");
        var topics = file.Required("topics", Shape.Map(Formats.Slug, AlertShapes.Topic), "Severity → topic; a topic taken out of this file is deleted");
        var collect = file.Required("collect", Shape.List(AlertShapes.Collect), "Rules on the default buses of accounts that send what matches to the central bus, and do nothing else");
        var route = file.Required("route", Shape.List(AlertShapes.Route), "Rules on the central bus that tell topics and queues");
        return fields => new()
        {
            Account = account.Of(fields),
            Key = key.Of(fields),
            BusName = bus.Of(fields).Name,
            BusDescription = bus.Of(fields).Description,
            DeadLetterQueue = dead.Of(fields),
            RoleName = role.Of(fields),
            Publishers = [.. publishers.Of(fields).Select(service => service.Value).Order(StringComparer.Ordinal)],
            Topics = [.. topics.Of(fields).OrderBy(topic => topic.Key, StringComparer.Ordinal).Select(topic => new Sourced<TopicPolicy>(topic.Value with { Severity = topic.Key }, topic.Where))],
            Collect = [.. collect.Of(fields).OrderBy(rule => rule.Value.Name, StringComparer.Ordinal)],
            Route = [.. route.Of(fields).OrderBy(rule => rule.Value.Name, StringComparer.Ordinal)],
        };
    });

    private static Shape<BusEntry> Bus => Shape.Object<BusEntry>(bus =>
    {
        var name = bus.Required("name", Shape.Text(Formats.RuleName, 256), "Name of the bus", "secret-scoops-security");
        var description = bus.Required("description", Shape.Text(512), "What the bus is for");
        return fields => new(name.Of(fields), description.Of(fields));
    });

    /// <summary>The bus as written.</summary>
    private sealed record BusEntry(string Name, string Description);
}
