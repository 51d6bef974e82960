using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.AutoScaling;

/// <summary>Two groups, alike, that start from a launch configuration; one of them is asked after.</summary>
internal abstract class TwoGroups : Scenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["autoscaling/FakeAutoScalingGroup"];

    /// <summary>The zones that there are subnets of the group's kind in.</summary>
    protected virtual IReadOnlyList<string> Zones => ["eu-west-1a", "eu-west-1b"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.CreateVpcAsync(new() { CidrBlock = "10.20.0.0/16" }, cancel)).Vpc.VpcId;
        var subnets = new List<string>();
        foreach (var (zone, third, tier) in Zones.Select((zone, i) => (zone, i, "private")).Append(("eu-west-1c", 9, "public")))
        {
            subnets.Add((await member.Ec2.CreateSubnetAsync(
                new() { VpcId = vpc, CidrBlock = $"10.20.{third}.0/24", AvailabilityZone = zone, TagSpecifications = [new() { ResourceType = "subnet", Tags = [new("tier", tier)] }] }, cancel)).Subnet.SubnetId);
        }

        var image = await Made.ImageAsync(member, cancel);
        await member.AutoScaling.CreateLaunchConfigurationAsync(new() { LaunchConfigurationName = "shop", ImageId = image, InstanceType = "t3.micro" }, cancel);
        foreach (var name in new[] { "shop", "shop-neighbour" })
        {
            var target = await member.LoadBalancing.CreateTargetGroupAsync(new() { Name = name, Protocol = "HTTP", Port = 8080, VpcId = vpc }, cancel);
            await member.AutoScaling.CreateAutoScalingGroupAsync(
                new()
                {
                    AutoScalingGroupName = name,
                    LaunchConfigurationName = "shop",
                    MinSize = 0,
                    MaxSize = 3,
                    DesiredCapacity = 0,
                    HealthCheckType = "EC2",
                    HealthCheckGracePeriod = 120,
                    VPCZoneIdentifier = subnets[0],
                    TargetGroupARNs = [target.TargetGroups[0].TargetGroupArn],
                },
                cancel);
        }

        return "shop";
    }
}

/// <summary>It has a load balancer, and asks EC2 alone.</summary>
internal sealed class HealthByInstanceAlone : TwoGroups
{
    /// <inheritdoc/>
    public override string Control => "scaling-checks-load-balancer";
}

/// <summary>It is in one zone; there is a private subnet in another, and a public one in a third, which is not for it.</summary>
internal sealed class OneZone : TwoGroups
{
    /// <inheritdoc/>
    public override string Control => "scaling-multi-az";
}

/// <summary>There is nowhere else that it could be.</summary>
internal sealed class OneZoneAndNoOther : TwoGroups
{
    /// <inheritdoc/>
    public override string Control => "scaling-multi-az";

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Zones => ["eu-west-1a"];
}

/// <summary>It starts from a launch configuration.</summary>
internal sealed class LaunchConfiguration : TwoGroups
{
    /// <inheritdoc/>
    public override string Control => "scaling-launch-template";

    /// <inheritdoc/>
    public override bool CanBeFixed => false;
}
