using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>remediations.json</c>: what is fixed by itself, what waits for somebody, and what is only told.</summary>
/// <param name="Policy">What it says.</param>
/// <param name="Written">As it stands in the file, for places.</param>
internal sealed record RemediationsFile(RemediationsPolicy Policy, SourceNode Written)
{
    public static Shape<RemediationsFile> Shape { get; } = Shapes.Shape.Object<RemediationsFile>(file =>
    {
        _ = file.SchemaReference("./schemas/remediations.schema.json");
        var enabled = file.Required("enabled", Shapes.Shape.Boolean, "The kill switch: false, and nothing is touched and everything is alerted", true);
        var dryRun = file.Optional("dryRun", Shapes.Shape.Boolean, false, "True: everything is decided, recorded and told as if, and nothing is written", () => false);
        var role = file.Required(
            "role", Shapes.Shape.Text(RemediationShapes.RolePath, 577), "The role in each account that fixes are made with: what stands after role/ in its ARN, its path included", "secret-scoops/governance/SecretScoopsRemediation");
        var table = file.Required("table", Shapes.Shape.Text(RemediationShapes.TableName), "The DynamoDB table of the ledger", "secret-scoops-remediation-ledger");
        var queue = file.Required("queue", Shapes.Shape.Text(Formats.QueueName), "The queue in which events wait, the one that alerts.json sends to", "secret-scoops-remediation");
        var dead = file.Required("deadLetterQueue", Shapes.Shape.Text(Formats.QueueName), "The queue for events that can never succeed, the one of alerts.json", "secret-scoops-remediation-dead-letters");
        var production = file.Required(
            "production", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name), minimum: 1), "Environments, and the management account, in which nothing irreversible is automatic and no tag exempts", "prod");
        var matrix = file.Required(
            "matrix", Shapes.Shape.Map(Formats.Name, RemediationShapes.Row), "Environment, or the management account → class of outage → what is done where the rule itself states no mode; \"default\" is what they inherit");
        var fights = file.Required("fights", RemediationShapes.Fights, "When to stop because somebody keeps undoing the fix");
        var limits = file.Required("limits", RemediationShapes.Limits, "How much may be fixed by itself in an hour; what is beyond is alerted");
        var approvals = file.Required("approvals", RemediationShapes.Approvals, "How long a fix waits for somebody");
        var storm = file.Required("storm", RemediationShapes.Storm, "When alerts become one summary");
        var lease = file.Optional("leaseSeconds", Shapes.Shape.Integer(30, 43_200), 900, "How long whoever took up a case may keep it; a function of Lambda ends after 900 seconds at most", () => 900);
        var stale = file.Optional("sweepStaleAfterHours", Shapes.Shape.Integer(1, 168), 26, "After how many hours without a sweep it is alerted that nothing is swept", () => 26);
        var tag = file.Optional<ExemptionTag?>("exemptionTag", RemediationShapes.Tag!, null, "The tag that exempts a resource in some environments, never in production; left out, no tag does");
        var rules = file.Required("rules", Shapes.Shape.Map(Formats.Slug, RemediationShapes.Rule), "Control → what is done when something breaks it; what is not named is alerted");
        return fields => new(
            new()
            {
                Enabled = enabled.Of(fields),
                DryRun = dryRun.Of(fields),
                Role = role.Of(fields),
                Table = table.Of(fields),
                Queue = queue.Of(fields),
                DeadLetterQueue = dead.Of(fields),
                Production = [.. production.Of(fields).Select(name => name.Value)],
                Matrix = RemediationShapes.Map(matrix.Of(fields)),
                Fights = fights.Of(fields),
                Limits = limits.Of(fields),
                Approvals = approvals.Of(fields),
                Storm = storm.Of(fields),
                LeaseSeconds = lease.Of(fields),
                SweepStaleAfterHours = stale.Of(fields),
                ExemptionTag = tag.Of(fields),
                Rules = rules.Of(fields).ToDictionary(rule => rule.Key, rule => rule.Value with { Control = rule.Key, Title = rule.Key }, StringComparer.Ordinal),
            },
            fields.Node);
    });

    public static PolicyArea<RemediationsFile> Area { get; } = new("remediations", "What is fixed by itself", Shape, RemediationChecks.Hold);

    /// <summary>Reads the file by itself, without holding it against the rest of the folder. Null after errors.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="file">Its name in faults.</param>
    /// <param name="faults">Where they go.</param>
    public static RemediationsPolicy? Read(ReadOnlySpan<byte> utf8, string file, FaultLog faults) =>
        SourceReader.Read(utf8, file, faults) is { } node && Shape.TryRead(node, faults, out var read) && !faults.HasErrors ? read.Policy : null;

    /// <summary>Where something stands: the property at the path's end, or the last one on the way that is written.</summary>
    public Place PlaceOf(params ReadOnlySpan<string> path)
    {
        var node = Written;
        foreach (var key in path)
        {
            if (node.Find(key) is not { } child)
            {
                break;
            }

            node = child;
        }

        return node.Key is null ? node.Where : node.WhereKey;
    }
}
