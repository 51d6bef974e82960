using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.RDS.Model;

namespace SecretScoops.Governance.Remediation.Remediations.Rds;

/// <summary>A database instance as every remediation of instances sees it.</summary>
/// <remarks>
/// What waits for the maintenance window counts as if it were so already: the image says what the instance is going to be. Nothing here ever asks for ApplyImmediately, because
/// that would also apply whatever else waits, with its downtime (RDS API Reference, ModifyDBInstance, ApplyImmediately, read 2026-11 in botocore's model). What cannot wait does
/// not: PubliclyAccessible and exports of logs are applied at once either way (same page); so is deletion protection (RDS User Guide, "Settings for DB instances"; remembered).
/// </remarks>
internal static partial class Database
{
    /// <summary>Of the instance.</summary>
    public const string Arn = "arn:{partition}:rds:{region}:{account}:db:{id}";

    /// <summary>What finding and reading need: whoever filters by another id than the name looks at all instances.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("rds:DescribeDBInstances", "arn:{partition}:rds:{region}:{account}:db:*")];

    /// <summary>What <see cref="ModifyAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Writes { get; } = [new("rds:ModifyDBInstance", Arn)];

    /// <summary>The name of an instance that Config knows by its resource id (<c>db-…</c>). AWS keeps names in lower case, whatever the caller typed.</summary>
    public static async Task<string?> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        if (!ResourceId().IsMatch(subject.Id))
        {
            return subject.Id.ToLowerInvariant();
        }

        var found = await subject.Session.Rds.DescribeDBInstancesAsync(new() { Filters = [new() { Name = "dbi-resource-id", Values = [subject.Id] }] }, cancellationToken);
        return found.DBInstances?.FirstOrDefault()?.DBInstanceIdentifier;
    }

    /// <summary>All that ModifyDBInstance sets, but passwords. Null when there is no such instance, or it is being deleted.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await subject.Session.Rds.DescribeDBInstancesAsync(new() { DBInstanceIdentifier = subject.Id }, cancellationToken);
            return answer.DBInstances?.FirstOrDefault() is { } instance && instance.DBInstanceStatus != "deleting" ? Image(instance) : null;
        }
        catch (DBInstanceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Changes one setting: at once where AWS does so anyway, else in the maintenance window.</summary>
    public static Task ModifyAsync(Subject subject, Action<ModifyDBInstanceRequest> change, CancellationToken cancellationToken)
    {
        var request = new ModifyDBInstanceRequest { DBInstanceIdentifier = subject.Id, ApplyImmediately = false };
        change(request);
        return subject.Session.Rds.ModifyDBInstanceAsync(request, cancellationToken);
    }

    /// <summary>Whether it is still being made. Nothing of it can be changed then, and it answers nobody; Config rings again when it is there.</summary>
    public static bool IsBeingMade(JsonObject image) => image["beingMade"] is not null;

    /// <summary>Whether it is a part of a cluster, which then decides on protection, backups, zones, logs and encryption (same page: "managed by the DB cluster").</summary>
    public static bool IsOfCluster(JsonObject image) => image["cluster"] is not null;

    private static JsonObject Image(DBInstance instance)
    {
        var pending = instance.PendingModifiedValues;
        var image = new JsonObject
        {
            ["arn"] = instance.DBInstanceArn,
            ["engine"] = instance.Engine,
            ["version"] = pending?.EngineVersion ?? instance.EngineVersion,
            ["class"] = pending?.DBInstanceClass ?? instance.DBInstanceClass,
            ["cluster"] = instance.DBClusterIdentifier,
            ["replicaOf"] = instance.ReadReplicaSourceDBInstanceIdentifier,
            ["publiclyAccessible"] = instance.PubliclyAccessible ?? false,
            ["deletionProtection"] = instance.DeletionProtection ?? false,
            ["backupRetentionDays"] = pending?.BackupRetentionPeriod ?? instance.BackupRetentionPeriod ?? 0,
            ["multiAz"] = pending?.MultiAZ ?? instance.MultiAZ ?? false,
            ["encrypted"] = instance.StorageEncrypted ?? false,
            ["logs"] = Logs(instance),
            ["iamAuthentication"] = pending?.IAMDatabaseAuthenticationEnabled ?? instance.IAMDatabaseAuthenticationEnabled ?? false,
            ["port"] = pending?.Port ?? instance.Endpoint?.Port,
            ["certificateAuthority"] = pending?.CACertificateIdentifier ?? instance.CACertificateIdentifier,
            ["vpc"] = instance.DBSubnetGroup?.VpcId,
            ["subnetGroup"] = instance.DBSubnetGroup?.DBSubnetGroupName,
            ["subnets"] = Map((instance.DBSubnetGroup?.Subnets ?? []).Select(s => s.SubnetIdentifier)),
            ["securityGroups"] = Map((instance.VpcSecurityGroups ?? []).Select(g => g.VpcSecurityGroupId)),
            ["parameterGroups"] = Map((instance.DBParameterGroups ?? []).Select(g => g.DBParameterGroupName)),
            ["optionGroups"] = Map((instance.OptionGroupMemberships ?? []).Select(g => g.OptionGroupName)),
            ["storage"] = new JsonObject
            {
                ["type"] = pending?.StorageType ?? instance.StorageType,
                ["gibibytes"] = pending?.AllocatedStorage ?? instance.AllocatedStorage,
                ["upTo"] = instance.MaxAllocatedStorage,
                ["iops"] = pending?.Iops ?? instance.Iops,
            },
            ["backupWindow"] = instance.PreferredBackupWindow,
            ["maintenanceWindow"] = instance.PreferredMaintenanceWindow,
            ["minorUpgrades"] = instance.AutoMinorVersionUpgrade ?? false,
            ["tagsToSnapshots"] = instance.CopyTagsToSnapshot ?? false,
            ["monitoringSeconds"] = instance.MonitoringInterval ?? 0,
            ["performanceInsights"] = instance.PerformanceInsightsEnabled ?? false,
            ["tags"] = Tags(instance.TagList),
        };
        if (instance.DBInstanceStatus == "creating")
        {
            image["beingMade"] = true;
        }

        return image;
    }

    private static JsonObject Logs(DBInstance instance)
    {
        var pending = instance.PendingModifiedValues?.PendingCloudwatchLogsExports;
        return Map((instance.EnabledCloudwatchLogsExports ?? []).Union(pending?.LogTypesToEnable ?? []).Except(pending?.LogTypesToDisable ?? []));
    }

    /// <summary>A list as a map, in an order that does not change.</summary>
    internal static JsonObject Map(IEnumerable<string> names) =>
        new(names.Distinct().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create<string, JsonNode?>(name, true)));

    /// <summary>Tags as the pipeline looks for them.</summary>
    internal static JsonObject Tags(IEnumerable<Tag>? tags) =>
        new((tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value)));

    // Names are in lower case: "db-shop" is one, "db-M5ENSHXFPU6XHZ4G4ZEI5QIO2U" is none.
    [GeneratedRegex("^db-[A-Z0-9]{20,}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ResourceId();
}
