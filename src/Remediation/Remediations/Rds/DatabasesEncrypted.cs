using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>Instances are encrypted. RDS encrypts only what it makes anew, so that a person has to plan it. Instances of a cluster are encrypted as the cluster is.</summary>
internal sealed class DatabasesEncrypted : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-encrypted";

    /// <inheritdoc/>
    public override Outage Outage => Outage.Irreversible;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Plan an outage: what is written after the snapshot is not in the new database",
        $"aws rds create-db-snapshot --db-instance-identifier {subject.Id} --db-snapshot-identifier {subject.Id}-plain",
        $"aws rds wait db-snapshot-available --db-snapshot-identifier {subject.Id}-plain",
        $"aws rds copy-db-snapshot --source-db-snapshot-identifier {subject.Id}-plain --target-db-snapshot-identifier {subject.Id}-encrypted --kms-key-id KEY --copy-tags",
        $"aws rds wait db-snapshot-available --db-snapshot-identifier {subject.Id}-encrypted",
        $"aws rds describe-db-instances --db-instance-identifier {subject.Id} (note class, subnet group, security groups, parameter group: a restored database has none of them by itself)",
        $"aws rds restore-db-instance-from-db-snapshot --db-instance-identifier {subject.Id}-encrypted --db-snapshot-identifier {subject.Id}-encrypted --db-instance-class CLASS --db-subnet-group-name GROUP --vpc-security-group-ids GROUPS --db-parameter-group-name GROUP --no-publicly-accessible --deletion-protection",
        "Compare the data; then give the old database another name and the new one the old name, so that applications find it where it was:",
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --new-db-instance-identifier {subject.Id}-plain --apply-immediately",
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id}-encrypted --new-db-instance-identifier {subject.Id} --apply-immediately",
        $"Keep {subject.Id}-plain until nobody misses it, and then its snapshot {subject.Id}-plain no longer than that",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        !Database.IsOfCluster(image) && !(bool)image["encrypted"]! ? new("/encrypted", "the database is not encrypted", true) : null;
}
