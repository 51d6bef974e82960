namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The one list of scenarios.</summary>
internal static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Identity.

        // Network.

        // Buckets.
        new S3.BlockDeleted(),
        new S3.BlockWeakened(),

        // Volumes, images, keys, secrets.

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

        // The organization.
    ];
}
