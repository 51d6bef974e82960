using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.CloudTrail;

/// <summary>What all controls of trails share.</summary>
internal abstract class TrailRemediation : Remediation
{
    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Trail;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. Trail.Reads, .. Trail.AskedFor(Writes[0].Action)];

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Trail.ReadAsync(subject, cancellationToken);

    /// <summary>Only the owner may: a member's function would be refused again and again.</summary>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => Trail.IsOurs(image);
}
