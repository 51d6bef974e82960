using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Shapes of the parts of <c>remediations.json</c>.</summary>
internal static partial class RemediationShapes
{
    private const int LongestGraceMinutes = 10_080;

    public static TextFormat RolePath { get; } = new("invalid-role", "a role's path and name such as \"secret-scoops/governance/SecretScoopsRemediation\"", RolePathPattern);

    // DynamoDB Developer Guide, "Naming rules", read in quotations, 2026-11.
    public static TextFormat TableName { get; } = new("invalid-name", "a table's name of 3 to 255 letters, digits and .-_", TableNamePattern);

    public static Shape<RemediationMode> Mode { get; } =
        Shape.Choice(("auto", RemediationMode.Auto), ("approve", RemediationMode.Approve), ("alert", RemediationMode.Alert));

    public static Shape<IReadOnlyDictionary<Outage, RemediationMode>> Row { get; } = Shape.Object<IReadOnlyDictionary<Outage, RemediationMode>>(row =>
    {
        Property<RemediationMode?> Class(string name, string description) => row.Optional(name, Mode.Select(mode => (RemediationMode?)mode), null, description);
        (Outage Outage, Property<RemediationMode?> Mode)[] classes =
        [
            (Outage.None, Class("none", "For fixes that nobody notices")),
            (Outage.TrafficCut, Class("traffic-cut", "For fixes that keep somebody out who got through before")),
            (Outage.Restart, Class("restart", "For fixes that make something stop and start again")),
            (Outage.Irreversible, Class("irreversible", "For fixes that cannot be taken back")),
        ];
        return fields => classes.Where(each => each.Mode.Of(fields) is not null).ToDictionary(each => each.Outage, each => each.Mode.Of(fields)!.Value);
    });

    public static Shape<RemediationFights> Fights { get; } = Shape.Object<RemediationFights>(fights =>
    {
        var fixes = fights.Required("fixes", Shape.Integer(1, 100), "After so many fixes of one control on one resource, each undone again, nothing more is fixed there", 3);
        var within = fights.Required("withinHours", Shape.Integer(1, 720), "Fixes of so many hours are counted", 24);
        return fields => new(fixes.Of(fields), TimeSpan.FromHours(within.Of(fields)));
    });

    public static Shape<RemediationLimits> Limits { get; } = Shape.Object<RemediationLimits>(limits =>
    {
        var account = limits.Required("perAccountAnHour", Shape.Integer(1, 100_000), "Fixes in one account in an hour", 60);
        var control = limits.Required("perControlAnHour", Shape.Integer(1, 100_000), "Fixes of one control in an hour, in all accounts together", 100);
        return fields => new(account.Of(fields), control.Of(fields));
    });

    public static Shape<RemediationApprovals> Approvals { get; } = Shape.Object<RemediationApprovals>(approvals =>
    {
        var expire = approvals.Required("expireAfterHours", Shape.Integer(1, 720), "After so many hours a fix that nobody approved is dropped", 72);
        return fields => new(expire.Of(fields));
    });

    public static Shape<RemediationStorm> Storm { get; } = Shape.Object<RemediationStorm>(storm =>
    {
        var alerts = storm.Required("alertsAnHour", Shape.Integer(1, 100_000), "More alerts in an hour than this become one summary", 50);
        return fields => new(alerts.Of(fields));
    });

    public static Shape<ExemptionTag> Tag { get; } = Shape.Object<ExemptionTag>(tag =>
    {
        var key = tag.Required("key", Shape.Text(Formats.TagKey, 128), "Key of the tag; its value does not matter", "governance:exempt");
        var environments = tag.Required("environments", Shape.List(Shape.Text(Formats.Name), minimum: 1), "Where it exempts; production is refused, because whoever may tag would exempt himself", "dev");
        return fields => new(key.Of(fields), [.. environments.Of(fields).Select(name => name.Value)]);
    });

    /// <summary>The control's name is the key, and is filled in by the reader of the map; what the control is and how grave it is stands in the catalogue, and is filled in from there.</summary>
    public static Shape<RemediationRule> Rule { get; } = Shape.Object<RemediationRule>(rule =>
    {
        var mode = rule.Optional("mode", Mode.Select(said => (RemediationMode?)said), null, "What is done where the environment says nothing; left out, what the matrix says");
        var grace = rule.Optional("graceMinutes", Minutes, TimeSpan.Zero, "How long to wait before fixing by itself", () => 0);
        var parameters = rule.Optional(
            "parameters", ConfigRuleSwitch.ParametersShape, [], "What the fix needs to know; a parameter that the rule of config-rules.json has too must have the same value. {account} and {region} stand for those of the resource");
        var environments = rule.Optional(
            "environments", Shape.Map(Formats.Name, new InShape()), [], "Environment, or the management account → a mode, false where nobody asks for it, or what differs there");
        return fields => new()
        {
            Control = "",
            Mode = mode.Of(fields),
            Grace = grace.Of(fields),
            Parameters = Map(parameters.Of(fields)),
            Environments = Map(environments.Of(fields)),
        };
    });

    /// <summary>Entries by key. A key that is written twice is refused before this by the reader of JSON.</summary>
    public static IReadOnlyDictionary<string, T> Map<T>(IReadOnlyList<SourcedEntry<T>> entries)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _ = map.TryAdd(entry.Key, entry.Value);
        }

        return map;
    }

    private static Shape<TimeSpan> Minutes => Shape.Integer(0, LongestGraceMinutes).Select(minutes => TimeSpan.FromMinutes(minutes));

    /// <summary>A mode, <c>false</c>, or an object.</summary>
    private sealed class InShape : Shape<RemediationRuleIn>
    {
        private readonly Shape<RemediationRuleIn> _object = Shape.Object<RemediationRuleIn>(there =>
        {
            var mode = there.Optional("mode", Mode.Select(said => (RemediationMode?)said), null, "What is done in this environment; left out, what the rule says");
            var grace = there.Optional("graceMinutes", Minutes.Select(said => (TimeSpan?)said), null, "How long to wait in this environment before fixing by itself; left out, what the rule says");
            var parameters = there.Optional("parameters", ConfigRuleSwitch.ParametersShape, [], "Parameter → value in this environment, over those of the rule");
            return fields => new() { Mode = mode.Of(fields), Grace = grace.Of(fields), Parameters = Map(parameters.Of(fields)) };
        });

        public override bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out RemediationRuleIn value)
        {
            switch (node)
            {
                case { Kind: NodeKind.Object }:
                    return _object.TryRead(node, faults, out value);
                case { Kind: NodeKind.Boolean, Text: "false" }:
                    value = new() { Applies = false };
                    return true;
                case { Kind: NodeKind.Text }:
                    value = Mode.TryRead(node, faults, out var mode) ? new() { Mode = mode } : null;
                    return value is not null;
                default:
                    return WrongType(node, "\"auto\", \"approve\", \"alert\", false or an object", faults, out value);
            }
        }

        public override JsonObject Schema() =>
            new() { ["anyOf"] = new JsonArray(Mode.Schema(), new JsonObject { ["enum"] = new JsonArray(false) }, _object.Schema()) };
    }

    [GeneratedRegex("^([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex RolePathPattern { get; }

    [GeneratedRegex("^[A-Za-z0-9._-]{3,255}$", RegexOptions.CultureInvariant)]
    private static partial Regex TableNamePattern { get; }
}
