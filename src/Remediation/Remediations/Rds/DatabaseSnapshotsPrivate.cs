using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>No snapshot can be restored by everybody. Accounts that it is shared with by their numbers keep it.</summary>
internal sealed class DatabaseSnapshotsPrivate : Remediation
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-private";

    /// <inheritdoc/>
    public override string ResourceType => Snapshot.Type;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherTypes => [Snapshot.ClusterType];

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["rds.amazonaws.com:ModifyDBSnapshotAttribute", "rds.amazonaws.com:ModifyDBClusterSnapshotAttribute"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Snapshot.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Snapshot.Writes;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Snapshot.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["sharedWith"]?["all"] is not null ? [new("/sharedWith/all", "every account of AWS may restore the snapshot, data and all", null)] : [];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Snapshot.ShareAsync(subject, "all", share: value is not null, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        Snapshot.IsOfCluster(subject)
            ? $"aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier {subject.Id} --attribute-name restore --values-to-remove all"
            : $"aws rds modify-db-snapshot-attribute --db-snapshot-identifier {subject.Id} --attribute-name restore --values-to-remove all",
        "Whoever copied it meanwhile has the data: take its passwords and keys for known, and ask CloudTrail when it was shared",
    ];
}
