using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>
/// What comes to an application load balancer over HTTP is sent on to its HTTPS listener. Where it has none, nothing would answer after a redirect: then people are told.
/// Clients that follow no redirect are cut off, clients that post may turn to GET, and a CloudFront origin that speaks HTTP only runs in circles: so it waits for somebody in production.
/// </summary>
/// <remarks>Rules of a listener come before its default action and are left alone; so is what answers by itself, or redirects to something else than HTTPS.</remarks>
internal sealed class LoadBalancersHttps : Remediation
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-https";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["elasticloadbalancing.amazonaws.com:CreateListener", "elasticloadbalancing.amazonaws.com:ModifyListener"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [.. LoadBalancer.Reads, new("elasticloadbalancing:DescribeListeners", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("elasticloadbalancing:ModifyListener", "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{child}/*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await LoadBalancer.ReadAsync(subject, cancellationToken);
        if (image is not null)
        {
            image["listeners"] = await Listeners.ReadAsync(subject, cancellationToken);
        }

        return image;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if ((string?)image["type"] != "application" || image["listeners"] is not JsonObject listeners)
        {
            return [];
        }

        var https = listeners.Where(l => (string?)l.Value!["protocol"] == "HTTPS").Select(l => (int)l.Value!["port"]!).ToList();
        int? port = https.Count == 0 ? null : https.Contains(443) ? 443 : https.Min();
        return [.. listeners.Where(l => IsOpen(l.Value!)).Select(l => new Violation(
            $"/listeners/{Images.Escape(l.Key)}/actions",
            port is null
                ? $"the load balancer serves HTTP on port {l.Value!["port"]}, and has no HTTPS listener to send it on to"
                : $"the load balancer serves HTTP on port {l.Value!["port"]} instead of sending it on to HTTPS",
            port is null ? null : Listeners.ToHttps(port.Value, demands.Text("statusCode", "HTTP_301"))))];
    }

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) =>
        violations.All(v => v.Should is not null && Listeners.Actions(Images.At(image, v.Atom)) is not null);

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (Images.At(image, atom[..atom.LastIndexOf('/')]) is not JsonObject listener || Listeners.Actions(value) is not { } actions)
        {
            throw new NotUndoableException("the listener is gone, or did something that is not kept whole: make it anew by hand");
        }

        // Whatever is not given stays (Elastic Load Balancing API Reference, ModifyListener, remembered, 2026-11).
        await subject.Session.LoadBalancing.ModifyListenerAsync(new() { ListenerArn = (string?)listener["arn"], DefaultActions = actions }, cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"See what is there: aws elbv2 describe-listeners --region {subject.Incident.Region} --load-balancer-arn {subject.Id}",
        .. violations.Any(v => v.Should is null)
            ? (string[])["Make an HTTPS listener with a certificate of the name that clients call: aws elbv2 create-listener --protocol HTTPS --port 443"] : [],
        .. violations.Select(v => $"aws elbv2 modify-listener --region {subject.Incident.Region}"
            + $" --listener-arn {subject.Id.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{Images.Keys(v.Atom)[1]}"
            + $" --default-actions 'Type=redirect,RedirectConfig={{Protocol=HTTPS,Port={(string?)v.Should?[0]?["redirect"]?["port"] ?? "443"},StatusCode={subject.Demands.Text("statusCode", "HTTP_301")}}}'"),
    ];

    private static bool IsOpen(JsonNode listener) => (string?)listener["protocol"] == "HTTP" && listener["actions"]!.AsArray().Any(a => (string?)a!["type"] == "forward");
}
