using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>Snapshots are encrypted. Only a copy can be, and the original would have to be deleted: that is for a person. A peer's fix deletes it by itself.</summary>
internal sealed class DatabaseSnapshotsEncrypted : Remediation
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-encrypted";

    /// <inheritdoc/>
    public override string ResourceType => Snapshot.Type;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherTypes => [Snapshot.ClusterType];

    /// <inheritdoc/>
    public override Outage Outage => Outage.Irreversible;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Snapshot.Reads;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Snapshot.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        !(bool)image["encrypted"]! ? [new("/encrypted", $"the snapshot of \"{(string?)image["of"]}\" is not encrypted", true)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => Snapshot.IsOfCluster(subject)
        ?
        [
            "Encrypt the cluster first (database-clusters-encrypted): its snapshots are encrypted from then on",
            "Aurora cannot encrypt the copy of a snapshot: restore it into an encrypted cluster with --kms-key-id KEY and take a snapshot of that",
            $"When nobody needs the original: aws rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier {subject.Id}",
        ]
        :
        [
            "Encrypt the database first (databases-encrypted): its snapshots are encrypted from then on",
            $"aws rds copy-db-snapshot --source-db-snapshot-identifier {subject.Id} --target-db-snapshot-identifier {subject.Id.Replace(':', '-')}-encrypted --kms-key-id KEY --copy-tags",
            $"aws rds wait db-snapshot-available --db-snapshot-identifier {subject.Id.Replace(':', '-')}-encrypted",
            $"Try the copy; then, if it was made by hand: aws rds delete-db-snapshot --db-snapshot-identifier {subject.Id} (automated ones end with their retention)",
        ];
}
