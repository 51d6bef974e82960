using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>
/// No instance has a public address. Whoever came by the internet is cut off, which is the aim; whoever comes from within the VPC resolves the same name to the private address.
/// </summary>
internal sealed class DatabasesPrivate : InstanceRemediation
{
    /// <inheritdoc/>
    public override string Control => "databases-private";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["RDS.2"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => Database.Writes;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        Database.ModifyAsync(subject, request => request.PubliclyAccessible = (bool)value!, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws rds modify-db-instance --db-instance-identifier {subject.Id} --no-publicly-accessible (without --apply-immediately, which would also apply whatever else waits; this one does not wait)",
        "Whoever needs it from outside comes through a bastion of Session Manager or a VPN",
    ];

    /// <inheritdoc/>
    protected override Violation? Broken(JsonObject image, Demands demands) =>
        (bool)image["publiclyAccessible"]! ? new("/publiclyAccessible", "the database has an address that the internet reaches", false) : null;
}
