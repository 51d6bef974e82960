using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>
/// Instances are backed up by themselves, long enough. Keeping backups for longer costs nothing; starting them halts the database for seconds to minutes, in its maintenance
/// window. Instances of a cluster are backed up by the cluster.
/// </summary>
/// <remarks>
/// RDS API Reference, ModifyDBInstance, BackupRetentionPeriod (read 2026-11 in botocore's model): from nothing to something at the maintenance window, from something to
/// something else as soon as possible.
/// </remarks>
internal sealed class DatabasesBackedUp : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-backed-up";

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.11"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Database.Writes;

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) => (int)image["backupRetentionDays"]! == 0 ? Outage.Restart : Outage.None;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => (int)value! == 0
        ? throw new NotUndoableException(
            $"switching backups off deletes those that were made since, and halts the database: if that is meant, aws rds modify-db-instance --db-instance-identifier {subject.Id} --backup-retention-period 0")
        : Database.ModifyAsync(subject, request => request.BackupRetentionPeriod = (int)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --backup-retention-period {Days(subject.Demands)}",
        "Where there were no backups yet, the database halts for seconds to minutes in its next maintenance window",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        Database.IsOfCluster(image) || (int)image["backupRetentionDays"]! is var days && days >= Days(demands) ? null
        : new(
            "/backupRetentionDays",
            days == 0 ? "nothing backs the database up" : string.Create(CultureInfo.InvariantCulture, $"backups are kept for {days} days, and {Days(demands)} are asked for"),
            Days(demands));

    private static int Days(Demands demands) => demands.Number("backupRetentionMinimum", 7);
}
