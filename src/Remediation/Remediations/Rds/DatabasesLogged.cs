using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>PostgreSQL instances send their logs to CloudWatch. One call for all types: RDS refuses a second change while the first is being made.</summary>
internal sealed class DatabasesLogged : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-logged";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.36"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Database.Writes;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        var (now, then) = (Types(image["logs"]), Types(value));
        return Database.ModifyAsync(
            subject,
            request => request.CloudwatchLogsExportConfiguration = new() { EnableLogTypes = [.. then.Except(now)], DisableLogTypes = [.. now.Except(then)] },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --cloudwatch-logs-export-configuration EnableLogTypes={string.Join(',', Wanted(subject.Demands))}",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands)
    {
        if (Database.IsOfCluster(image) || (string?)image["engine"] != "postgres")
        {
            return null;
        }

        var (now, wanted) = (Types(image["logs"]), Wanted(demands));
        return wanted.Except(now).ToList() is { Count: > 0 } lacking
            ? new("/logs", $"CloudWatch does not get the logs {string.Join(", ", lacking.Select(type => $"\"{type}\""))}", Database.Map(now.Union(wanted)))
            : null;
    }

    private static IReadOnlyList<string> Wanted(Demands demands) => demands.List("logTypes", "postgresql,upgrade");

    private static IReadOnlyList<string> Types(JsonNode? logs) => logs is JsonObject map ? [.. map.Select(type => type.Key)] : [];
}
