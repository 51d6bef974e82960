using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>A load balancer of whatever type cannot be deleted before somebody takes its protection away. Traffic does not notice; a pipeline that deletes load balancers does.</summary>
internal sealed class LoadBalancersProtected : AttributeRemediation
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-protected";

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.6"];

    /// <inheritdoc/>
    protected override string Attribute => LoadBalancer.Protected;

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => Value(image) == "true" ? [] : [Unset("the load balancer can be deleted with one call")];
}
