using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>No instance can be deleted in one step. Instances of a cluster are protected by the cluster, and AWS refuses to protect them by themselves.</summary>
internal sealed class DatabasesDeletionProtected : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-deletion-protected";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.8"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Database.Writes;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Database.ModifyAsync(subject, request => request.DeletionProtection = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws rds modify-db-instance --db-instance-identifier {subject.Id} --deletion-protection"];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        !Database.IsOfCluster(image) && !(bool)image["deletionProtection"]! ? new("/deletionProtection", "the database can be deleted in one step", true) : null;
}
