namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The one list of scenarios.</summary>
internal static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Identity.

        // Network.
        new Ec2.SshToTheWorld(),
        new Ec2.SshInItemsShape(),
        new Ec2.SshInFlatShape(),
        new Ec2.SshModifiedOpen(),
        new Ec2.SshOverIpv6(),
        new Ec2.SshInHalves(),
        new Ec2.SshByPrefixList(),
        new Ec2.SshAmongAllPorts(),
        new Ec2.AdminPortsToTheWorld(),
        new Ec2.DatabaseToTheWorld(),
        new Ec2.MoreThanWebToTheWorld(),
        new Ec2.DefaultGroupOpen(),
        new Ec2.DefaultGroupInUse(),
        new Ec2.AclLetsSshIn(),
        new Ec2.AclLetsEverythingIn(),
        new Ec2.SubnetGivesAddresses(),
        new Ec2.SubnetGivesAddressesAgain(),
        new Ec2.InstanceWithoutTokens(),
        new Ec2.NoFlowLog(),
        new Ec2.NoFlowLogOfThatKind(),
        new Ec2.PrivateRouteToTheWorld(),
        new Ec2.GatewayWhereNoneMayBe(),
        new Ec2.InstanceWithPublicIp(),
        new Ec2.InstanceWithKeyPair(),

        // Buckets.
        new S3.BlockDeleted(),
        new S3.BlockWeakened(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.

        // Messages.

        // Containers and scaling.
        new AutoScaling.HealthByInstanceAlone(),
        new AutoScaling.OneZone(),
        new AutoScaling.OneZoneAndNoOther(),
        new AutoScaling.LaunchConfiguration(),

        // Audit and detection.

        // The organization.
    ];
}
