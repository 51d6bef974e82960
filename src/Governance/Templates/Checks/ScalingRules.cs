namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of Auto Scaling.</summary>
internal static class ScalingRules
{
    private const string Group = "AWS::AutoScaling::AutoScalingGroup";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("scaling-checks-load-balancer", Group, ChecksLoadBalancer),
        new("scaling-multi-az", Group, MultiAz),
        new("scaling-launch-template", Group, (group, told) =>
        {
            if (group["LaunchConfigurationName"] is { IsAbsent: false } old)
            {
                told.Fail(old, "it starts from a launch configuration", "start from a LaunchTemplate");
            }
        }),
    ];

    private static void ChecksLoadBalancer(Resource group, Told told)
    {
        if (group["TargetGroupARNs"] is var groups && groups.IsUnknown && group["HealthCheckType"].Text?.Contains("ELB", StringComparison.Ordinal) != true)
        {
            told.Unknown(groups);
        }
        else if (groups.Items.Any() || group["LoadBalancerNames"].Items.Any())
        {
            told.Require(
                group["HealthCheckType"], text => text.Contains("ELB", StringComparison.Ordinal), "what the load balancer finds ill is not replaced", "set HealthCheckType: ELB and a HealthCheckGracePeriod");
        }
    }

    private static void MultiAz(Resource group, Told told)
    {
        var zones = group["VPCZoneIdentifier"] is { IsAbsent: false } subnets ? subnets : group["AvailabilityZones"];
        if (zones.IsUnknown || zones.Items.ToList() is [{ IsUnknown: true, Target: null }])
        {
            told.Unknown(zones);
        }
        else if (zones.Items.Count() < 2)
        {
            told.Fail(zones, "it stands in one availability zone", "name subnets of two zones or more in VPCZoneIdentifier");
        }
    }
}
