using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>What all controls of database instances share.</summary>
internal abstract class InstanceRemediation : Remediation
{
    /// <inheritdoc/>
    public sealed override string ResourceType => ResourceTypes.DbInstance;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Calls =>
    [
        "rds.amazonaws.com:CreateDBInstance", "rds.amazonaws.com:CreateDBInstanceReadReplica", "rds.amazonaws.com:ModifyDBInstance",
        "rds.amazonaws.com:RestoreDBInstanceFromDBSnapshot", "rds.amazonaws.com:RestoreDBInstanceToPointInTime",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Database.Reads;

    /// <summary>RDS takes a change and shows it when it is made: minutes at times (no page says how long; from experience).</summary>
    public sealed override TimeSpan Slowness => TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public sealed override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Database.FindAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Database.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        !Database.IsBeingMade(image) && Broken(image, demands) is { } violation ? [violation] : [];

    /// <summary>What breaks the rule in an instance that is there. Pure.</summary>
    protected abstract Violation? Broken(JsonObject image, Demands demands);
}
