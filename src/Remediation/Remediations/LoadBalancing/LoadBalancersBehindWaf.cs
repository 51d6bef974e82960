using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Remediations.Waf;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>
/// An application load balancer stands behind a web ACL. The ACL that its own tag names is put back by itself; the one that the policies name may block what the application lives on,
/// and waits for somebody in production; where neither is there, people are told.
/// </summary>
internal sealed class LoadBalancersBehindWaf : Remediation
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-behind-waf";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.16"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["wafv2.amazonaws.com:DisassociateWebACL"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. LoadBalancer.Reads, .. WebAcls.Lists, .. WebAcls.Reads(LoadBalancer.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => WebAcls.Writes(LoadBalancer.Arn, "elasticloadbalancing:SetWebAcl");

    /// <inheritdoc/>
    /// <remarks>AWS WAF stands before application load balancers only.</remarks>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await LoadBalancer.ReadAsync(subject, cancellationToken);
        if ((string?)image?["type"] == "application")
        {
            image["webAcl"] = await WebAcls.ReadAsync(subject, subject.Id, cancellationToken);
            image["webAcls"] = await WebAcls.ListAsync(subject, cancellationToken);
        }

        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["type"] == "application" ? WebAcls.Judge(image, demands, "the load balancer") : [];

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v => v.Should is not null);

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) => WebAcls.IsOwn(image, violations) ? Outage.None : Outage;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        WebAcls.SetAsync(subject, subject.Id, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => WebAcls.Steps(subject, subject.Id, violations);
}
