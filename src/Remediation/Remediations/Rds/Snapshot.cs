using System.Text.Json.Nodes;
using Amazon.RDS.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>A snapshot of an instance or of a cluster: the same settings behind calls of different names.</summary>
internal static class Snapshot
{
    /// <summary>Of an instance, as Config names it.</summary>
    public const string Type = "AWS::RDS::DBSnapshot";

    /// <summary>Of a cluster, as Config names it.</summary>
    public const string ClusterType = "AWS::RDS::DBClusterSnapshot";

    private const string Arn = "arn:{partition}:rds:{region}:{account}:snapshot:{id}";
    private const string ClusterArn = "arn:{partition}:rds:{region}:{account}:cluster-snapshot:{id}";
    private const string Restore = "restore";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        // Filters look at all of them.
        new("rds:DescribeDBSnapshots", "arn:{partition}:rds:{region}:{account}:snapshot:*"), new("rds:DescribeDBSnapshots", "arn:{partition}:rds:{region}:{account}:db:*"),
        new("rds:DescribeDBClusterSnapshots", "arn:{partition}:rds:{region}:{account}:cluster-snapshot:*"),
        new("rds:DescribeDBClusterSnapshots", "arn:{partition}:rds:{region}:{account}:cluster:*"),
        new("rds:DescribeDBSnapshotAttributes", Arn), new("rds:DescribeDBClusterSnapshotAttributes", ClusterArn),
    ];

    /// <summary>What <see cref="ShareAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Writes { get; } = [new("rds:ModifyDBSnapshotAttribute", Arn), new("rds:ModifyDBClusterSnapshotAttribute", ClusterArn)];

    /// <summary>Whether the incident is about a cluster's.</summary>
    public static bool IsOfCluster(Subject subject) => subject.Incident.ResourceType == ClusterType;

    /// <summary>With whom it is shared, whether it is encrypted, whose it is. Null when there is no such snapshot.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            return IsOfCluster(subject) ? await ReadOfClusterAsync(subject, cancellationToken) : await ReadOfInstanceAsync(subject, cancellationToken);
        }
        catch (Exception gone) when (gone is DBSnapshotNotFoundException or DBClusterSnapshotNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Lets an account, or <c>all</c>, restore it, or no longer.</summary>
    public static Task ShareAsync(Subject subject, string with, bool share, CancellationToken cancellationToken)
    {
        var (add, remove) = share ? (new List<string> { with }, (List<string>?)null) : (null, [with]);
        return IsOfCluster(subject)
            ? subject.Session.Rds.ModifyDBClusterSnapshotAttributeAsync(
                new() { DBClusterSnapshotIdentifier = subject.Id, AttributeName = Restore, ValuesToAdd = add, ValuesToRemove = remove }, cancellationToken)
            : subject.Session.Rds.ModifyDBSnapshotAttributeAsync(
                new() { DBSnapshotIdentifier = subject.Id, AttributeName = Restore, ValuesToAdd = add, ValuesToRemove = remove }, cancellationToken);
    }

    // By filter: an automated snapshot asked for by name needs its type too (RDS API Reference, DescribeDBSnapshots, read 2026-11 in botocore's model).
    private static async Task<JsonObject?> ReadOfInstanceAsync(Subject subject, CancellationToken cancellationToken)
    {
        var rds = subject.Session.Rds;
        var found = await rds.DescribeDBSnapshotsAsync(new() { Filters = [new() { Name = "db-snapshot-id", Values = [subject.Id] }] }, cancellationToken);
        if (found.DBSnapshots?.FirstOrDefault() is not { } snapshot)
        {
            return null;
        }

        // Only what somebody made by hand can be shared.
        var shared = snapshot.SnapshotType != "manual" ? null
            : (await rds.DescribeDBSnapshotAttributesAsync(new() { DBSnapshotIdentifier = subject.Id }, cancellationToken)).DBSnapshotAttributesResult?.DBSnapshotAttributes;
        return new()
        {
            ["of"] = snapshot.DBInstanceIdentifier,
            ["type"] = snapshot.SnapshotType,
            ["engine"] = snapshot.Engine,
            ["encrypted"] = snapshot.Encrypted ?? false,
            ["sharedWith"] = Database.Map(shared?.Find(a => a.AttributeName == Restore)?.AttributeValues ?? []),
            ["tags"] = Database.Tags(snapshot.TagList),
        };
    }

    private static async Task<JsonObject?> ReadOfClusterAsync(Subject subject, CancellationToken cancellationToken)
    {
        var rds = subject.Session.Rds;
        var found = await rds.DescribeDBClusterSnapshotsAsync(new() { Filters = [new() { Name = "db-cluster-snapshot-id", Values = [subject.Id] }] }, cancellationToken);
        if (found.DBClusterSnapshots?.FirstOrDefault() is not { } snapshot)
        {
            return null;
        }

        var shared = snapshot.SnapshotType != "manual" ? null
            : (await rds.DescribeDBClusterSnapshotAttributesAsync(new() { DBClusterSnapshotIdentifier = subject.Id }, cancellationToken)).DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes;
        return new()
        {
            ["of"] = snapshot.DBClusterIdentifier,
            ["type"] = snapshot.SnapshotType,
            ["engine"] = snapshot.Engine,
            ["encrypted"] = snapshot.StorageEncrypted ?? false,
            ["sharedWith"] = Database.Map(shared?.Find(a => a.AttributeName == Restore)?.AttributeValues ?? []),
            ["tags"] = Database.Tags(snapshot.TagList),
        };
    }
}
