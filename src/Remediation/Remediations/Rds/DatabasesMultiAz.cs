using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>
/// Instances have a standby in another zone. It is made in the maintenance window, without an outage, and doubles what the instance costs; that it waits counts as mended.
/// Clusters have their zones by having instances in them.
/// </summary>
internal sealed class DatabasesMultiAz : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-multi-az";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.5"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Database.Writes;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Database.ModifyAsync(subject, request => request.MultiAZ = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --multi-az --no-apply-immediately",
        "The standby is made in the next maintenance window and doubles what the instance costs; writes take a little longer from then on",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        !Database.IsOfCluster(image) && !(bool)image["multiAz"]! ? new("/multiAz", "the database stands in one availability zone", true) : null;
}
