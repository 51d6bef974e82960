using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>PostgreSQL takes connections over TLS alone. Whoever comes without is cut off, and a group of parameters may belong to other databases too: a person does it.</summary>
/// <remarks>From PostgreSQL 15 on, <c>rds.force_ssl</c> is 1 where nobody set it (RDS User Guide, "Using SSL with a PostgreSQL DB instance"; remembered): RDS tells the value in force either way.</remarks>
internal sealed class DatabasesTls : InstanceRemediation
{
    private const string Parameter = "rds.force_ssl";

    /// <inheritdoc/>
    public override string Control => "databases-tls";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.38"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. Database.Reads, new("rds:DescribeDBParameters", "arn:{partition}:rds:{region}:{account}:pg:*")];

    /// <summary>The instance, and what its groups of parameters say of TLS.</summary>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await Database.ReadAsync(subject, cancellationToken);
        if (image is null || (string?)image["engine"] != "postgres" || image["parameterGroups"] is not JsonObject groups)
        {
            return image;
        }

        var values = new JsonObject();
        foreach (var (group, _) in groups)
        {
            values[group] = await ValueAsync(subject, group, cancellationToken);
        }

        image["parameterGroups"] = values;
        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Find who still comes without TLS: select usename, client_addr from pg_stat_ssl join pg_stat_activity using (pid) where not ssl",
        $"aws rds describe-db-instances --query \"DBInstances[].[DBInstanceIdentifier,DBParameterGroups[].DBParameterGroupName]\" (a group of parameters may serve other databases; a default.* group cannot be changed: make one and give it to {subject.Id}, which restarts it)",
        $"aws rds modify-db-parameter-group --db-parameter-group-name GROUP --parameters ParameterName={Parameter},ParameterValue=1,ApplyMethod=immediate",
        "Watch the database's log for \"no pg_hba.conf entry\": whoever comes without TLS is refused from now on",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        !Database.IsOfCluster(image) && (string?)image["engine"] == "postgres" && image["parameterGroups"] is JsonObject groups && groups.FirstOrDefault(g => g.Value?.ToString() != "1").Key is { } group
            ? new("/parameterGroups", $"\"{group}\" lets clients in without TLS", null)
            : null;

    private static async Task<string?> ValueAsync(Subject subject, string group, CancellationToken cancellationToken)
    {
        string? marker = null;
        do
        {
            var page = await subject.Session.Rds.DescribeDBParametersAsync(new() { DBParameterGroupName = group, Marker = marker }, cancellationToken);
            if (page.Parameters?.Find(p => p.ParameterName == Parameter) is { } found)
            {
                return found.ParameterValue;
            }

            marker = page.Marker;
        }
        while (!string.IsNullOrEmpty(marker));
        return null;
    }
}
