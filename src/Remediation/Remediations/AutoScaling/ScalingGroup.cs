using System.Text.Json.Nodes;
using Amazon.AutoScaling.Model;

namespace SecretScoops.Governance.Remediation.Remediations.AutoScaling;

/// <summary>An Auto Scaling group as every remediation of such groups sees it.</summary>
internal static class ScalingGroup
{
    /// <summary>Its type.</summary>
    public const string Type = "AWS::AutoScaling::AutoScalingGroup";

    /// <summary>An id of AWS's own stands before the name.</summary>
    public const string Arn = "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{id}";

    /// <summary>What <see cref="FindAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("autoscaling:DescribeAutoScalingGroups", "*")];

    /// <summary>The group itself; null when it is gone, or going.</summary>
    public static async Task<AutoScalingGroup?> FindAsync(Subject subject, CancellationToken cancellationToken) =>
        (await subject.Session.AutoScaling.DescribeAutoScalingGroupsAsync(new() { AutoScalingGroupNames = [subject.Id] }, cancellationToken)).AutoScalingGroups is [{ Status: null or "" } group, ..] ? group : null;

    /// <summary>Health checks, sizes, subnets, what it starts from, what stands before it, tags. Not how many there are just now: scaling changes that by itself.</summary>
    public static JsonObject Image(AutoScalingGroup group) => new()
    {
        ["healthCheckType"] = group.HealthCheckType,
        ["healthCheckGracePeriod"] = group.HealthCheckGracePeriod,
        ["min"] = group.MinSize,
        ["max"] = group.MaxSize,
        ["cooldown"] = group.DefaultCooldown,
        ["subnets"] = group.VPCZoneIdentifier is not { Length: > 0 } subnets ? null
            : new JsonObject(subnets.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal).Select(id => KeyValuePair.Create<string, JsonNode?>(id, true))),
        ["launchConfiguration"] = string.IsNullOrEmpty(group.LaunchConfigurationName) ? null : group.LaunchConfigurationName,
        ["launchTemplate"] = group.LaunchTemplate is not { } template ? null : new JsonObject { ["id"] = template.LaunchTemplateId, ["version"] = template.Version },
        ["loadBalancers"] = new JsonArray([.. (group.LoadBalancerNames ?? []).Concat(group.TargetGroupARNs ?? []).Order(StringComparer.Ordinal).Select(name => (JsonNode?)name)]),
        ["protected"] = group.NewInstancesProtectedFromScaleIn ?? false,
        ["tags"] = new JsonObject((group.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
    };
}
