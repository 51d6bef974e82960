using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>Clusters measure what runs in them. It costs by the metric, so that a person decides.</summary>
internal sealed class ContainersWatched : Remediation
{
    /// <inheritdoc/>
    public override string Control => "containers-watched";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::ECS::Cluster";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECS.12"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ecs:DescribeClusters", "arn:{partition}:ecs:{region}:{account}:cluster/{id}")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var answer = await subject.Session.Ecs.DescribeClustersAsync(new() { Clusters = [subject.Id], Include = ["SETTINGS", "TAGS"] }, cancellationToken);
        return answer.Clusters?.Find(cluster => cluster.Status != "INACTIVE") is not { } found ? null : new()
        {
            ["arn"] = found.ClusterArn,
            ["settings"] = new JsonObject((found.Settings ?? []).Select(s => KeyValuePair.Create<string, JsonNode?>(s.Name.Value, s.Value))),
            ["tags"] = new JsonObject((found.Tags ?? []).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["settings"]!["containerInsights"] is "enabled" or "enhanced" ? [] : [new("/settings/containerInsights", "nothing measures what runs in the cluster", "enabled")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws ecs update-cluster-settings --cluster {subject.Id} --settings name=containerInsights,value=enabled",
        "CloudWatch charges for each metric and for what it takes in: see it in the bill after a week",
    ];
}
