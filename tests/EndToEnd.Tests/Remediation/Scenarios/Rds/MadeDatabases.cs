using Amazon.RDS.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Rds;

/// <summary>Databases that keep every rule, but for what a scenario breaks.</summary>
internal static class MadeDatabases
{
    private const string Nobodys = "not-a-secret-1";

    /// <summary>An instance; its id in Config.</summary>
    public static async Task<string> InstanceAsync(AwsSession member, string name, CancellationToken cancel, Action<CreateDBInstanceRequest>? broken = null)
    {
        var request = new CreateDBInstanceRequest
        {
            DBInstanceIdentifier = name,
            Engine = "postgres",
            EngineVersion = "16.4",
            DBInstanceClass = "db.t4g.medium",
            AllocatedStorage = 20,
            MasterUsername = "shop",
            MasterUserPassword = Nobodys,
            PubliclyAccessible = false,
            DeletionProtection = true,
            BackupRetentionPeriod = 30,
            MultiAZ = true,
            StorageEncrypted = true,
            EnableCloudwatchLogsExports = ["postgresql", "upgrade"],
            Tags = [new() { Key = "team", Value = "shop" }],
        };
        broken?.Invoke(request);
        return (await member.Rds.CreateDBInstanceAsync(request, cancel)).DBInstance.DbiResourceId;
    }

    /// <summary>A cluster; its id in Config.</summary>
    public static async Task<string> ClusterAsync(AwsSession member, string name, CancellationToken cancel, Action<CreateDBClusterRequest>? broken = null)
    {
        var request = new CreateDBClusterRequest
        {
            DBClusterIdentifier = name,
            Engine = "aurora-postgresql",
            MasterUsername = "shop",
            MasterUserPassword = Nobodys,
            DeletionProtection = true,
            StorageEncrypted = true,
            Tags = [new() { Key = "team", Value = "shop" }],
        };
        broken?.Invoke(request);
        var id = (await member.Rds.CreateDBClusterAsync(request, cancel)).DBCluster.DbClusterResourceId;
        // moto says that it is being made until somebody has asked once.
        await member.Rds.DescribeDBClustersAsync(new() { DBClusterIdentifier = name }, cancel);
        return id;
    }
}
