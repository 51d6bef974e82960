using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>A control of load balancers that is about one attribute, which should be <c>true</c>, and is <c>false</c> where nobody set it.</summary>
internal abstract class AttributeRemediation : Remediation
{
    /// <summary>As Elastic Load Balancing names it.</summary>
    protected abstract string Attribute { get; }

    /// <inheritdoc/>
    public sealed override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Calls => ["elasticloadbalancing.amazonaws.com:ModifyLoadBalancerAttributes"];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Reads => LoadBalancer.AttributeReads;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Writes => LoadBalancer.AttributeWrites;

    /// <inheritdoc/>
    public sealed override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => LoadBalancer.ReadWithAttributesAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public sealed override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        LoadBalancer.SetAsync(subject, cancellationToken, (Attribute, (string?)value ?? "false"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        [$"aws elbv2 modify-load-balancer-attributes --region {subject.Incident.Region} --load-balancer-arn {subject.Id} --attributes Key={Attribute},Value=true"];

    /// <summary>What the image says of the attribute; null where this type of load balancer has none.</summary>
    protected string? Value(JsonObject image) => (string?)image["attributes"]?[Attribute];

    /// <summary>That it is not <c>true</c>.</summary>
    protected Violation Unset(string what) => new($"/attributes/{Attribute}", what, "true");
}
