using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>
/// An application load balancer drops headers whose names are not made of letters, digits and hyphens, rather than hand them to targets that may read them in another way
/// (request smuggling). A client whose header has an underscore loses that header: so it waits for somebody in production.
/// </summary>
internal sealed class LoadBalancersDropHeaders : Remediation
{
    private const string Atom = $"/attributes/{LoadBalancer.DropsHeaders}";

    /// <inheritdoc/>
    public override string Control => "load-balancers-drop-headers";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.4"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["elasticloadbalancing.amazonaws.com:ModifyLoadBalancerAttributes"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => LoadBalancer.AttributeReads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => LoadBalancer.AttributeWrites;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => LoadBalancer.ReadWithAttributesAsync(subject, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Network and gateway load balancers read no headers, and have no such attribute.</remarks>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (string?)image["attributes"]?[LoadBalancer.DropsHeaders] is null or "true"
        ? []
        : [new(Atom, "the load balancer hands on headers whose names are not valid", "true")];

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        LoadBalancer.SetAsync(subject, cancellationToken, (LoadBalancer.DropsHeaders, (string?)value ?? "false"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "Find out whether a client sends headers with other signs than letters, digits and hyphens in their names: they do not reach the targets any more",
        $"aws elbv2 modify-load-balancer-attributes --region {subject.Incident.Region} --load-balancer-arn {subject.Id} --attributes Key={LoadBalancer.DropsHeaders},Value=true",
    ];
}
