using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>The one list of remediations.</summary>
internal static class AllRemediations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Remediation> List { get; } =
    [
        // Identity.

        // Network.
        new Ec2.SshClosed(),
        new Ec2.AdminPortsClosed(),
        new Ec2.RiskyPortsClosed(),
        new Ec2.OnlyWebOpen(),
        new Ec2.DefaultSecurityGroupClosed(),
        new Ec2.NetworkAclsClosed(),
        new Ec2.SubnetsNoPublicIp(),
        new Ec2.InstancesImdsv2(),
        new Ec2.FlowLogsOn(),
        new Ec2.NoOpenRoute(),
        new Ec2.InternetGatewaysKnown(),
        new Ec2.InstancesNoPublicIp(),
        new Ec2.InstancesNoKeyPair(),

        // Buckets.
        new S3.BucketsPublicAccessBlocked(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.

        // Messages.

        // Containers and scaling.
        new AutoScaling.ScalingChecksLoadBalancer(),
        new AutoScaling.ScalingMultiAz(),
        new AutoScaling.ScalingLaunchTemplate(),

        // Audit and detection.

        // The organization.
    ];

    /// <summary>Those that an event is about; most events are about none.</summary>
    public static IReadOnlyList<Remediation> RungBy(Doorbell doorbell) => [.. List.Where(remediation => remediation.IsRungBy(doorbell))];
}
