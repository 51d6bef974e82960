using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>A load balancer of whatever type cannot be deleted before somebody takes its protection away. Traffic does not notice; a pipeline that deletes load balancers does.</summary>
internal sealed class LoadBalancersProtected : Remediation
{
    private const string Atom = $"/attributes/{LoadBalancer.Protected}";

    /// <inheritdoc/>
    public override string Control => "load-balancers-protected";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.6"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["elasticloadbalancing.amazonaws.com:ModifyLoadBalancerAttributes"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => LoadBalancer.AttributeReads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => LoadBalancer.AttributeWrites;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => LoadBalancer.ReadWithAttributesAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (string?)image["attributes"]?[LoadBalancer.Protected] == "true"
        ? []
        : [new(Atom, "the load balancer can be deleted with one call", "true")];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        LoadBalancer.SetAsync(subject, cancellationToken, (LoadBalancer.Protected, (string?)value ?? "false"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws elbv2 modify-load-balancer-attributes --region {subject.Incident.Region} --load-balancer-arn {subject.Id} --attributes Key={LoadBalancer.Protected},Value=true"];
}
