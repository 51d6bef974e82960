using System.Globalization;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of RDS. Instances of a cluster have storage, backups and protection from the cluster, which is asked instead.</summary>
internal static class DatabaseRules
{
    private const string Instance = "AWS::RDS::DBInstance";
    private const string Cluster = "AWS::RDS::DBCluster";

    private static readonly string[] s_madeFrom = ["DBSnapshotIdentifier", "SnapshotIdentifier", "SourceDBInstanceIdentifier", "SourceDBClusterIdentifier"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("databases-private", [Instance, Cluster], Private),
        new("databases-in-private-subnets", "AWS::RDS::DBSubnetGroup", InPrivateSubnets),
        new("databases-encrypted", Instance, Alone((database, told) => Encrypted(database, told, "the database"))),
        new("database-clusters-encrypted", Cluster, (cluster, told) => Encrypted(cluster, told, "the cluster")),
        new("databases-multi-az", Instance, Alone((database, told) => told.RequireTrue(database["MultiAZ"], "the database stands in one availability zone", "set MultiAZ: true"))),
        new("database-clusters-multi-az", Cluster, ClusterMultiAz),
        new("databases-backed-up", Instance, Alone(BackedUp)),
        new("databases-deletion-protected", Instance, Alone((database, told) =>
            told.RequireTrue(database["DeletionProtection"], "the database can be deleted in one step", "set DeletionProtection: true"))),
        new("database-clusters-deletion-protected", Cluster, (cluster, told) => told.RequireTrue(cluster["DeletionProtection"], "the cluster can be deleted in one step", "set DeletionProtection: true")),
        new("databases-logged", Instance, Alone(Logged)),
        new("databases-tls", Instance, Alone(Tls)),
        new("databases-minor-upgrades", Instance, (database, told) =>
            told.Refuse(database["AutoMinorVersionUpgrade"], Told.IsFalse, "the database does not take security fixes by itself", "set AutoMinorVersionUpgrade: true, which is the default")),
        new("databases-iam-authentication", [Instance, Cluster], IamAuthentication),
    ];

    private static Action<Resource, Told> Alone(Action<Resource, Told> judge) => (database, told) =>
    {
        if (database["DBClusterIdentifier"].IsAbsent)
        {
            judge(database, told);
        }
    };

    private static void Private(Resource database, Told told)
    {
        // Of clusters, Multi-AZ ones alone have it, and are private where nothing is said; of an instance RDS decides by its subnets (CloudFormation's reference of both, read 2026-11).
        if (database.Type == Instance && database["PubliclyAccessible"].IsAbsent)
        {
            told.Unknown(database["PubliclyAccessible"], "where PubliclyAccessible is not said, RDS decides by the network that the database stands in");
            return;
        }

        told.RefuseTrue(database["PubliclyAccessible"], "the database has an address that the internet reaches", "set PubliclyAccessible: false");
    }

    private static void Encrypted(Resource database, Told told, string what)
    {
        if (database["StorageEncrypted"].IsAbsent && Array.Find(s_madeFrom, name => !database[name].IsAbsent) is { } from)
        {
            told.Unknown(database[from], "it is encrypted if what it is made from is");
            return;
        }

        told.RequireTrue(database["StorageEncrypted"], $"{what} is not encrypted, and cannot be later without a copy", "set StorageEncrypted: true and KmsKeyId");
    }

    private static void InPrivateSubnets(Resource group, Told told)
    {
        foreach (var item in told.Each(group["SubnetIds"]))
        {
            if (group.World.Of("AWS::EC2::Subnet").FirstOrDefault(each => each.IsNamedBy(item)) is not { } subnet)
            {
                told.Unknown(item, "the subnet is not in this template");
            }
            else if (subnet["MapPublicIpOnLaunch"].IsTrue || NetworkRules.IsPublic(subnet, "tier", "public") || NetworkRules.LeadsOut(subnet))
            {
                told.Fail(item, $"databases may lie in {subnet.Name}, which is a public subnet", "name private subnets");
            }
            else if (subnet["MapPublicIpOnLaunch"].IsUnknown)
            {
                told.Unknown(subnet["MapPublicIpOnLaunch"]);
            }
        }
    }

    private static void ClusterMultiAz(Resource cluster, Told told)
    {
        var instances = cluster.World.Of(Instance).Count(instance => cluster.IsNamedBy(instance["DBClusterIdentifier"], "DBClusterIdentifier") && instance.Exists);
        // A Multi-AZ cluster (with an instance class of its own) always stands in three zones.
        if (instances < 2 && cluster["DBClusterInstanceClass"].IsAbsent)
        {
            told.Fail(cluster.Properties, $"the cluster has {instances} instance{(instances == 1 ? "" : "s")}, so that it stands in one availability zone", "add a second AWS::RDS::DBInstance with its DBClusterIdentifier");
        }
    }

    private static void BackedUp(Resource database, Told told)
    {
        if (!database["SourceDBInstanceIdentifier"].IsAbsent)
        {
            return;
        }

        var days = int.Parse(told.Parameter("backupRetentionMinimum", "7"), NumberStyles.None, CultureInfo.InvariantCulture);
        // RDS keeps backups for one day where nothing is said (CloudFormation's reference of AWS::RDS::DBInstance, read 2026-11).
        if (database["BackupRetentionPeriod"].IsAbsent && days <= 1)
        {
            return;
        }

        told.Require(
            database["BackupRetentionPeriod"], text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kept) && kept >= days,
            $"backups are not kept for {days} days", string.Create(CultureInfo.InvariantCulture, $"set BackupRetentionPeriod: {days}"));
    }

    private static void Logged(Resource database, Told told)
    {
        if (IsPostgres(database, told) is not true)
        {
            return;
        }

        var exports = database["EnableCloudwatchLogsExports"];
        var named = told.Each(exports).ToList();
        var missing = told.Parameters("logTypes", "postgresql,upgrade").Where(type => !named.Exists(item => item.Text == type)).ToList();
        if (missing.Count > 0 && named.Find(item => item.IsUnknown) is { } unknown)
        {
            told.Unknown(unknown);
        }
        else if (missing.Count > 0 && !exports.IsUnknown)
        {
            told.Fail(exports, $"the logs {string.Join(" and ", missing)} do not go to CloudWatch", $"name {string.Join(", ", missing)} in EnableCloudwatchLogsExports");
        }
    }

    private static void Tls(Resource database, Told told)
    {
        if (IsPostgres(database, told) is not true)
        {
            return;
        }

        var group = database["DBParameterGroupName"];
        if (database.World.Of("AWS::RDS::DBParameterGroup").FirstOrDefault(each => each.IsNamedBy(group, "DBParameterGroupName")) is { } own)
        {
            if (own["Parameters"]["rds.force_ssl"] is { IsAbsent: false } set)
            {
                told.RequireOne(set, "the database lets clients in without TLS", "set rds.force_ssl: \"1\"", "1", "true");
            }
            else
            {
                Default(own["Family"].Text, own["Parameters"]);
            }
        }
        else if (group.IsAbsent)
        {
            Default(database["EngineVersion"].Text is { } version ? "postgres" + version : null, database.Properties);
        }
        else
        {
            told.Unknown(group, "its parameter group is not in this template");
        }

        // From PostgreSQL 15 on rds.force_ssl is 1 where nobody set it (RDS User Guide, "Using SSL with a PostgreSQL DB instance"; remembered, 2026-11).
        void Default(string? family, Element at)
        {
            var major = family is null ? null : new string([.. family.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
            if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                told.Unknown(at, "whether PostgreSQL asks for TLS by itself depends on a version that is known at deployment alone");
            }
            else if (number < 15)
            {
                told.Fail(at, "the database lets clients in without TLS", "give it an AWS::RDS::DBParameterGroup with rds.force_ssl: \"1\"");
            }
        }
    }

    private static void IamAuthentication(Resource database, Told told)
    {
        var engine = database["Engine"].Text;
        if (database["DBClusterIdentifier"].IsAbsent && (engine is null || engine.Contains("postgres", StringComparison.Ordinal) || engine.Contains("mysql", StringComparison.Ordinal) || engine == "mariadb"))
        {
            told.RequireTrue(database["EnableIAMDatabaseAuthentication"], "applications need a password that lasts", "set EnableIAMDatabaseAuthentication: true");
        }
    }

    private static bool? IsPostgres(Resource database, Told told)
    {
        if (database["Engine"] is { IsUnknown: true } unknown)
        {
            told.Unknown(unknown);
            return null;
        }

        return database["Engine"].Text == "postgres";
    }
}
