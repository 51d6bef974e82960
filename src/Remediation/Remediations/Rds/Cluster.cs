using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.RDS.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>A database cluster as every remediation of clusters sees it.</summary>
internal static partial class Cluster
{
    /// <summary>As Config names it.</summary>
    public const string Type = "AWS::RDS::DBCluster";

    /// <summary>Of the cluster.</summary>
    public const string Arn = "arn:{partition}:rds:{region}:{account}:cluster:{id}";

    /// <summary>What finding and reading need.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("rds:DescribeDBClusters", "arn:{partition}:rds:{region}:{account}:cluster:*")];

    /// <summary>After which somebody should look.</summary>
    public static IReadOnlyList<string> Calls { get; } = ["rds.amazonaws.com:CreateDBCluster", "rds.amazonaws.com:ModifyDBCluster", "rds.amazonaws.com:RestoreDBClusterFromSnapshot"];

    /// <summary>The name of a cluster that Config knows by its resource id (<c>cluster-…</c>).</summary>
    public static async Task<string?> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (!ResourceId().IsMatch(subject.Id))
        {
            return subject.Id.ToLowerInvariant();
        }

        // A region has few; and not every emulator knows the filter by resource id.
        string? marker = null;
        do
        {
            var page = await subject.Session.Rds.DescribeDBClustersAsync(new() { Marker = marker }, cancellationToken);
            if (page.DBClusters?.Find(cluster => cluster.DbClusterResourceId == subject.Id) is { } found)
            {
                return found.DBClusterIdentifier;
            }

            marker = page.Marker;
        }
        while (!string.IsNullOrEmpty(marker));
        return null;
    }

    /// <summary>All that ModifyDBCluster sets, but passwords. Null when there is no such cluster, or it is being deleted.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await subject.Session.Rds.DescribeDBClustersAsync(new() { DBClusterIdentifier = subject.Id }, cancellationToken);
            return answer.DBClusters?.FirstOrDefault() is { } cluster && cluster.Status != "deleting" ? Image(cluster) : null;
        }
        catch (DBClusterNotFoundException)
        {
            return null;
        }
    }

    private static JsonObject Image(DBCluster cluster)
    {
        var image = new JsonObject
        {
            ["arn"] = cluster.DBClusterArn,
            ["engine"] = cluster.Engine,
            ["version"] = cluster.PendingModifiedValues?.EngineVersion ?? cluster.EngineVersion,
            ["deletionProtection"] = cluster.DeletionProtection ?? false,
            ["encrypted"] = cluster.StorageEncrypted ?? false,
            ["backupRetentionDays"] = cluster.PendingModifiedValues?.BackupRetentionPeriod ?? cluster.BackupRetentionPeriod ?? 0,
            ["logs"] = Database.Map(cluster.EnabledCloudwatchLogsExports ?? []),
            ["iamAuthentication"] = cluster.IAMDatabaseAuthenticationEnabled ?? false,
            ["port"] = cluster.Port,
            ["subnetGroup"] = cluster.DBSubnetGroup,
            ["securityGroups"] = Database.Map((cluster.VpcSecurityGroups ?? []).Select(g => g.VpcSecurityGroupId)),
            ["parameterGroup"] = cluster.DBClusterParameterGroup,
            ["backupWindow"] = cluster.PreferredBackupWindow,
            ["maintenanceWindow"] = cluster.PreferredMaintenanceWindow,
            ["httpEndpoint"] = cluster.HttpEndpointEnabled ?? false,
            ["tagsToSnapshots"] = cluster.CopyTagsToSnapshot ?? false,
            ["tags"] = Database.Tags(cluster.TagList),
        };
        if (cluster.Status == "creating")
        {
            image["beingMade"] = true;
        }

        return image;
    }

    [GeneratedRegex("^cluster-[A-Z0-9]{20,}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ResourceId();
}
