using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.AutoScaling;

/// <summary>Auto Scaling replaces what the load balancer finds ill. Where the load balancer's own check is wrong, it replaces everything, one after the other.</summary>
internal sealed class ScalingChecksLoadBalancer : Remediation
{
    /// <inheritdoc/>
    public override string Control => "scaling-checks-load-balancer";

    /// <inheritdoc/>
    public override string ResourceType => ScalingGroup.Type;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Restart;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["AutoScaling.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => ScalingGroup.Reads;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("autoscaling:UpdateAutoScalingGroup", ScalingGroup.Arn)];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) =>
        await ScalingGroup.FindAsync(subject, cancellationToken) is { } group ? ScalingGroup.Image(group) : null;

    // EC2's own check is always made, and is named only where it is the only one; others stand in a list (EBS, VPC_LATTICE).
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var checks = ((string?)image["healthCheckType"] ?? "EC2").Split(',', StringSplitOptions.TrimEntries);
        return image["loadBalancers"] is not JsonArray { Count: > 0 } || checks.Contains("ELB")
            ? []
            : [new("/healthCheckType", "the group has a load balancer and does not heed what that finds ill", string.Join(',', checks.Where(check => check != "EC2").Prepend("ELB")))];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) => subject.Session.AutoScaling.UpdateAutoScalingGroupAsync(
        new() { AutoScalingGroupName = subject.Id, HealthCheckType = (string?)value ?? "EC2", HealthCheckGracePeriod = (int?)image["healthCheckGracePeriod"] }, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "See that the load balancer finds all of them healthy: aws elbv2 describe-target-health --target-group-arn TARGET-GROUP",
        $"aws autoscaling update-auto-scaling-group --auto-scaling-group-name {subject.Id} --health-check-type ELB --health-check-grace-period SECONDS-TO-START --region {subject.Incident.Region}",
    ];
}
