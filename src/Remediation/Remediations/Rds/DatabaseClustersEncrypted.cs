using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>Clusters are encrypted. RDS encrypts only what it makes anew, so that a person has to plan it.</summary>
internal sealed class DatabaseClustersEncrypted : ClusterRemediation
{
    /// <inheritdoc/>
    public override string Control => "database-clusters-encrypted";

    /// <inheritdoc/>
    public override Outage Outage => Outage.Irreversible;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.27"];

    /// <summary>Aurora restores an unencrypted snapshot into an encrypted cluster; it cannot encrypt the copy of a snapshot (Aurora User Guide, "Encrypting Amazon Aurora resources"; remembered).</summary>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Plan an outage: what is written after the snapshot is not in the new cluster",
        $"aws rds create-db-cluster-snapshot --db-cluster-identifier {subject.Id} --db-cluster-snapshot-identifier {subject.Id}-plain",
        $"aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier {subject.Id}-plain",
        $"aws rds describe-db-clusters --db-cluster-identifier {subject.Id} (note engine, version, subnet group, security groups, parameter group: a restored cluster has none of them by itself)",
        $"aws rds restore-db-cluster-from-snapshot --db-cluster-identifier {subject.Id}-encrypted --snapshot-identifier {subject.Id}-plain --engine ENGINE --engine-version VERSION --kms-key-id KEY --db-subnet-group-name GROUP --vpc-security-group-ids GROUPS --db-cluster-parameter-group-name GROUP --deletion-protection",
        $"aws rds create-db-instance --db-instance-identifier {subject.Id}-encrypted-1 --db-cluster-identifier {subject.Id}-encrypted --engine ENGINE --db-instance-class CLASS",
        "Compare the data, move the applications over, and keep the old cluster until nobody misses it",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image) => !(bool)image["encrypted"]! ? new("/encrypted", "the cluster is not encrypted", true) : null;
}
