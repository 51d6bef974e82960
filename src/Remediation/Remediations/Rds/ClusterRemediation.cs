using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>What all controls of database clusters share.</summary>
internal abstract class ClusterRemediation : Remediation
{
    /// <inheritdoc/>
    public sealed override string ResourceType => Cluster.Type;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Calls => Cluster.Calls;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Reads => Cluster.Reads;

    /// <summary>As with instances.</summary>
    public sealed override TimeSpan Slowness => TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public sealed override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Cluster.FindAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public sealed override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Cluster.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        !Database.IsBeingMade(image) && Broken(image) is { } violation ? [violation] : [];

    /// <summary>What breaks the rule in a cluster that is there. Pure.</summary>
    protected abstract Violation? Broken(JsonObject image);
}
