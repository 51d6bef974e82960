using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>An application or network load balancer writes its access log. One that logs into a bucket of its own choice keeps doing so.</summary>
/// <remarks>
/// AWS tries to write into the bucket when the log is switched on, and refuses where the bucket is missing or does not let it: then the fix fails, says so, and nothing has changed.
/// A network load balancer logs what comes over TLS only. Gateway load balancers have no access log (Elastic Load Balancing user guides, "Access logs", remembered, 2026-11).
/// </remarks>
internal sealed class LoadBalancersLogged : Remediation
{
    private const string Atom = "/accessLogs";

    /// <inheritdoc/>
    public override string Control => "load-balancers-logged";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.LoadBalancer;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ELB.5"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["elasticloadbalancing.amazonaws.com:ModifyLoadBalancerAttributes"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => LoadBalancer.AttributeReads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => LoadBalancer.AttributeWrites;

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => LoadBalancer.ReadWithAttributesAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if (image["accessLogs"] is not JsonObject logs || (bool)logs["enabled"]!)
        {
            return [];
        }

        var bucket = demands.Text("bucket", "");
        return [new(Atom, "the load balancer writes no access log", bucket.Length == 0 ? null : new JsonObject { ["enabled"] = true, ["bucket"] = bucket, ["prefix"] = demands.Text("prefix", "") })];
    }

    /// <inheritdoc/>
    public override bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v => v.Should is not null);

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => value is JsonObject logs && (bool)logs["enabled"]!
        ? LoadBalancer.SetAsync(
            subject, cancellationToken,
            (LoadBalancer.Logs, "true"), (LoadBalancer.LogBucket, (string?)logs["bucket"] ?? ""), (LoadBalancer.LogPrefix, (string?)logs["prefix"] ?? ""))
        : LoadBalancer.SetAsync(subject, cancellationToken, (LoadBalancer.Logs, "false"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var bucket = subject.Demands.Text("bucket", "BUCKET");
        return
        [
            $"Make sure that bucket {bucket} is in {subject.Incident.Region} and lets logdelivery.elasticloadbalancing.amazonaws.com write: aws s3api get-bucket-policy --bucket {bucket}",
            $"aws elbv2 modify-load-balancer-attributes --region {subject.Incident.Region} --load-balancer-arn {subject.Id} --attributes Key={LoadBalancer.Logs},Value=true"
                + $" Key={LoadBalancer.LogBucket},Value={bucket} Key={LoadBalancer.LogPrefix},Value={subject.Demands.Text("prefix", "")}",
        ];
    }
}
