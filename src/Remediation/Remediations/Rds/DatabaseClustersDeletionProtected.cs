using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>No cluster can be deleted in one step. Its instances still can be: AWS protects the data, not the instances (RDS API Reference, ModifyDBInstance, DeletionProtection).</summary>
internal sealed class DatabaseClustersDeletionProtected : ClusterRemediation
{
    /// <inheritdoc/>
    public override string Control => "database-clusters-deletion-protected";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.7"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("rds:ModifyDBCluster", Cluster.Arn)];

    /// <summary>Applied at once whatever ApplyImmediately says (same reference, ModifyDBCluster, ApplyImmediately, read 2026-11), and nothing else that waits with it.</summary>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        subject.Session.Rds.ModifyDBClusterAsync(new() { DBClusterIdentifier = subject.Id, DeletionProtection = (bool)value!, ApplyImmediately = false }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws rds modify-db-cluster --db-cluster-identifier {subject.Id} --deletion-protection"];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image) =>
        !(bool)image["deletionProtection"]! ? new("/deletionProtection", "the cluster can be deleted in one step", true) : null;
}
