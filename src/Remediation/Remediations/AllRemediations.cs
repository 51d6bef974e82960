using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>The one list of remediations.</summary>
internal static class AllRemediations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Remediation> List { get; } =
    [
        // Identity.
        new Iam.IamNoUsers(),
        new Iam.IamNoAccessKeys(),
        new Iam.IamNoConsolePassword(),
        new Iam.IamAccessKeysRotated(),
        new Iam.IamUnusedCredentials(),
        new Iam.IamPasswordPolicy(),
        new Iam.RootNoAccessKey(),
        new Iam.IamNoAdminPolicies(),
        new Iam.IamNoFullServicePolicies(),
        new Iam.IamNoInlinePolicies(),

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
        new Ec2.InstancesManaged(),

        // Buckets.
        new S3.AccountPublicAccessBlocked(),
        new S3.BucketsPublicAccessBlocked(),
        new S3.BucketsNoPublicRead(),
        new S3.BucketsNoPublicWrite(),
        new S3.BucketsEncrypted(),
        new S3.BucketsEncryptedWithKms(),
        new S3.BucketsTlsOnly(),
        new S3.BucketsVersioned(),
        new S3.BucketsLogged(),
        new S3.BucketsNoAcl(),
        new S3.BucketsNoForeignWriters(),

        // Volumes, images, keys, secrets.
        new Ec2.VolumesEncryptedByDefault(),
        new Ec2.VolumesEncrypted(),
        new Ec2.VolumeSnapshotsPrivate(),
        new Ec2.ImagesPrivate(),
        new Kms.KeysRotated(),
        new Kms.KeysNotDeleted(),
        new Secrets.SecretsRotated(),
        new Secrets.SecretsEncrypted(),
        new Secrets.SecretsUsed(TimeProvider.System),
        new Secrets.CredentialsInSecretsManager(),

        // Databases.
        new Rds.DatabasesPrivate(),
        new Rds.DatabasesInPrivateSubnets(),
        new Rds.DatabasesEncrypted(),
        new Rds.DatabaseClustersEncrypted(),
        new Rds.DatabaseSnapshotsEncrypted(),
        new Rds.DatabaseSnapshotsPrivate(),
        new Rds.DatabasesMultiAz(),
        new Rds.DatabasesBackedUp(),
        new Rds.DatabasesDeletionProtected(),
        new Rds.DatabaseClustersDeletionProtected(),
        new Rds.DatabasesLogged(),
        new Rds.DatabasesTls(),

        // Functions.
        new Lambda.FunctionsPrivate(),
        new Lambda.FunctionUrlsAuthorized(),

        // APIs and edge.
        new ApiGateway.ApisBehindWaf(),
        new ApiGateway.ApisAuthorized(),
        new ApiGateway.ApisThrottled(),
        new ApiGateway.ApisLogged(),
        new ApiGateway.HttpApisLogged(),
        new LoadBalancing.LoadBalancersBehindWaf(),
        new LoadBalancing.LoadBalancersHttps(),
        new LoadBalancing.LoadBalancersDropHeaders(),
        new LoadBalancing.LoadBalancersProtected(),
        new LoadBalancing.LoadBalancersLogged(),
        new CloudFront.DistributionsHttps(),
        new CloudFront.DistributionsBehindWaf(),

        // Messages.
        new Messages.TopicsEncrypted(),
        new Messages.TopicsPrivate(),
        new Messages.QueuesEncrypted(),
        new Messages.QueuesPrivate(),

        // Containers and scaling.
        new Containers.ContainersNoPublicIp(),
        new Containers.ContainersWatched(),
        new Containers.ContainersReadOnly(),
        new Containers.ContainersNoSecrets(),
        new Containers.ImagesScanned(),
        new Containers.ImagesImmutable(),
        new AutoScaling.ScalingChecksLoadBalancer(),
        new AutoScaling.ScalingMultiAz(),
        new AutoScaling.ScalingLaunchTemplate(),

        // Audit and detection.
        new CloudTrail.TrailOn(),
        new CloudTrail.TrailMultiRegion(),
        new CloudTrail.TrailEncrypted(),
        new CloudTrail.TrailValidated(),
        new Logs.LogsKept(),
        new Config.ConfigRecording(),
        new Detection.SecurityHubOn(),
        new Detection.GuardDutyOn(),

        // The organization.
        new Organizations.GuardrailsAttached(),
        new Organizations.AccountInItsPlace(),
        new Organizations.ServiceAccessKept(),
    ];

    /// <summary>Those that an event is about; most events are about none.</summary>
    public static IReadOnlyList<Remediation> RungBy(Doorbell doorbell) => [.. List.Where(remediation => remediation.IsRungBy(doorbell))];
}
