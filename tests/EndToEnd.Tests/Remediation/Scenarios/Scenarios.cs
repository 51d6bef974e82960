namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The one list of scenarios.</summary>
internal static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Identity.
        new Iam.UserMade(),
        new Iam.UserForPrograms(),
        new Iam.KeyMade(),
        new Iam.KeyLeft(),
        new Iam.PasswordSet(),
        new Iam.KeyTooOld(),
        new Iam.KeyUnused(),
        new Iam.PasswordUnused(),
        new Iam.PasswordPolicyDeleted(),
        new Iam.PasswordPolicyWeakened(),
        new Iam.AllowsEverything(),
        new Iam.AllowsAService(),
        new Iam.InlineInUser(),
        new Iam.InlineInGroup(),
        new Iam.InlineInRole(),

        // Network.

        // Buckets.
        new S3.AccountUnblocked(),
        new S3.AccountBlockWeakened(),
        new S3.BlockDeleted(),
        new S3.BlockWeakened(),
        new S3.ReadableByPolicy(),
        new S3.WritableByGrant(),
        new S3.Unencrypted(),
        new S3.EncryptedByS3Alone(),
        new S3.PlainHttpWithoutPolicy(),
        new S3.PlainHttpBesideNeighbours(),
        new S3.NeverVersioned(),
        new S3.VersioningSuspended(),
        new S3.Unlogged(),
        new S3.GrantedByList(),
        new S3.GrantedByListOfOld(),
        new S3.PartnerMayDoAll(),
        new S3.EverybodyMaySetPolicy(),

        // Volumes, images, keys, secrets.
        new Ec2.VolumesPlainByDefault(),
        new Ec2.VolumePlain(),
        new Ec2.SnapshotShared(),
        new Ec2.ImageShared(),
        new Kms.NeverRotated(),
        new Kms.RotationSwitchedOff(),
        new Kms.DeletionScheduled(),
        new Secrets.SecretRotationSwitchedOff(),
        new Secrets.SecretNeverRotated(),
        new Secrets.SecretWithKeyOfAws(),
        new Secrets.SecretUnused(),
        new Secrets.PasswordInParameter(),

        // Databases.
        new Rds.MadePublic(),
        new Rds.PublicByResourceId(),
        new Rds.PublicByCall(),
        new Rds.Unprotected(),
        new Rds.BackedUpForAWeek(),
        new Rds.NeverBackedUp(),
        new Rds.WithoutStandby(),
        new Rds.HalfLogged(),
        new Rds.InstanceUnencrypted(),
        new Rds.WithoutTls(),
        new Rds.InOpenSubnet(),
        new Rds.ClusterUnprotected(),
        new Rds.ClusterUnencrypted(),
        new Rds.SnapshotForAll(),
        new Rds.ClusterSnapshotForAll(),
        new Rds.SnapshotUnencrypted(),
        new Rds.ClusterSnapshotUnencrypted(),

        // Functions.
        new Lambda.CalledByEverybody(),
        new Lambda.CalledByAddress(),
        new Lambda.AddressWithoutSignature(),

        // APIs and edge.
        new ApiGateway.StageAclTakenAway(),
        new ApiGateway.StageAclUnknown(),
        new ApiGateway.RouteOpen(),
        new ApiGateway.StageUnbounded(),
        new ApiGateway.BoundRaised(),
        new ApiGateway.StageNotLogged(),
        new ApiGateway.MethodNotLogged(),
        new ApiGateway.NoLogsRole(),
        new ApiGateway.HttpStageNotLogged(),
        new LoadBalancing.OwnAclTakenAway(),
        new LoadBalancing.NeverBehindAcl(),
        new LoadBalancing.NoAclThere(),
        new LoadBalancing.ServedOverHttp(),
        new LoadBalancing.ServedOverHttpByWeight(),
        new LoadBalancing.NothingButHttp(),
        new LoadBalancing.HeadersHandedOn(),
        new LoadBalancing.DeletedByOneCall(),
        new LoadBalancing.NeverLogged(),
        new LoadBalancing.NotLoggedAnyMore(),
        new CloudFront.ViewersOverHttp(),
        new CloudFront.DistributionWithoutAcl(),

        // Messages.
        new Messages.QueueOpen(),
        new Messages.QueueOpenByCall(),
        new Messages.QueueUnencrypted(),
        new Messages.TopicOpen(),
        new Messages.TopicOpenAlone(),
        new Messages.TopicUnencrypted(),

        // Containers and scaling.
        new Containers.Unscanned(),
        new Containers.TagsMove(),
        new Containers.Writable(),
        new Containers.SecretInEnvironment(),
        new Containers.Unwatched(),
        new Containers.PublicTasks(),

        // Audit and detection.
        new CloudTrail.TrailStopped(),
        new CloudTrail.TrailGone(),
        new CloudTrail.TrailOfOneRegion(),
        new CloudTrail.TrailInTheClear(),
        new CloudTrail.TrailOfOthersInTheClear(),
        new CloudTrail.TrailUnsealed(),
        new Logs.KeptForAWeek(),
        new Config.RecorderStopped(),
        new Config.RecorderNarrowed(),
        new Config.RecorderGone(),
        new Detection.SecurityHubOff(),
        new Detection.DetectorSuspended(),
        new Detection.DetectorDeleted(),

        // The organization.
        new Organizations.GuardrailDetached(),
        new Organizations.GuardrailDetachedFromUnit(),
        new Organizations.AccountMoved(),
        new Organizations.ServiceAccessLost(),
    ];
}
