using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>
/// An application load balancer drops headers whose names are not made of letters, digits and hyphens, rather than hand them to targets that may read them in another way
/// (request smuggling). A client whose header has an underscore loses that header: so it waits for somebody in production.
/// </summary>
internal sealed class LoadBalancersDropHeaders : AttributeRemediation
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-drop-headers";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.4"];

    /// <inheritdoc/>
    protected override string Attribute => LoadBalancer.DropsHeaders;

    /// <inheritdoc/>
    /// <remarks>Network and gateway load balancers read no headers, and have no such attribute.</remarks>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        Value(image) is null or "true" ? [] : [Unset("the load balancer hands on headers whose names are not valid")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
        ["Find out whether a client sends headers with other signs than letters, digits and hyphens in their names: they do not reach the targets any more", .. base.Steps(subject, violations)];
}
