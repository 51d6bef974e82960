using System.Text.Json.Nodes;
using Amazon.RDS.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Rds;

/// <summary>One instance among others is made badly.</summary>
internal abstract class InstanceScenario : Scenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => CanBeFixed ? ["rds/DBInstance"] : [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.InstanceAsync(member, "shop-neighbour", cancel, Break);
        await MadeDatabases.InstanceAsync(member, "shop-orders", cancel, Break);
        return "shop-orders";
    }

    /// <summary>What is wrong with it.</summary>
    protected abstract void Break(CreateDBInstanceRequest request);
}

/// <summary>Made with a public address.</summary>
internal sealed class MadePublic : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-private";

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.PubliclyAccessible = true;
}

/// <summary>Config names it by its resource id, not by its name.</summary>
internal sealed class PublicByResourceId : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-private";

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => MadeDatabases.InstanceAsync(member, "shop-orders", cancel, Break);

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.PubliclyAccessible = true;
}

/// <summary>Made public by a call that spelled the name in its own way.</summary>
internal sealed class PublicByCall : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-private";

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.EventByUser(
        "rds", "ModifyDBInstance", accountId, region, new JsonObject { ["dBInstanceIdentifier"] = "Shop-Orders", ["publiclyAccessible"] = true, ["applyImmediately"] = true, ["allowMajorVersionUpgrade"] = false });

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        // The call rings for all controls of instances: this one breaks no other. Its group of parameters has nothing of TLS, so that it is MySQL.
        await MadeDatabases.InstanceAsync(member, "shop-orders", cancel, request =>
        {
            (request.Engine, request.EngineVersion, request.EnableCloudwatchLogsExports) = ("mysql", "8.0.40", ["error"]);
            Break(request);
        });
        return "shop-orders";
    }

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.PubliclyAccessible = true;
}

/// <summary>Made without protection.</summary>
internal sealed class Unprotected : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-deletion-protected";

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.DeletionProtection = false;
}

/// <summary>Backups are kept for a week.</summary>
internal sealed class BackedUpForAWeek : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-backed-up";

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.BackupRetentionPeriod = 7;
}

/// <summary>No backups at all; switching them off again would delete those made since.</summary>
internal sealed class NeverBackedUp : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-backed-up";

    /// <inheritdoc/>
    public override bool CanBeUndone => false;

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.BackupRetentionPeriod = 0;
}

/// <summary>Made without a standby.</summary>
internal sealed class WithoutStandby : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-multi-az";

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.MultiAZ = false;
}

/// <summary>Sends one log of two, and one that nobody asked for, which stays.</summary>
internal sealed class HalfLogged : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-logged";

    /// <summary>moto's automated snapshot keeps a copy of the instance, whose list of logs is the same list.</summary>
    public override int ChangedOfASort => 2;

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.EnableCloudwatchLogsExports = ["iam-db-auth-error", "upgrade"];
}

/// <summary>Made without encryption.</summary>
internal sealed class InstanceUnencrypted : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-encrypted";

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.StorageEncrypted = false;
}

/// <summary>A group of parameters that asks for no TLS.</summary>
internal sealed class WithoutTls : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-tls";

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Rds.CreateDBParameterGroupAsync(new() { DBParameterGroupName = "shop-postgres16", DBParameterGroupFamily = "postgres16", Description = "the shop's" }, cancel);
        return await base.BreakAsync(member, cancel);
    }

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.DBParameterGroupName = "shop-postgres16";
}

/// <summary>One of its subnets leads to the internet by the VPC's main route table.</summary>
internal sealed class InOpenSubnet : InstanceScenario
{
    /// <inheritdoc/>
    public override string Control => "databases-in-private-subnets";

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var ec2 = member.Ec2;
        var vpc = (await ec2.CreateVpcAsync(new() { CidrBlock = "10.9.0.0/16" }, cancel)).Vpc.VpcId;
        var subnets = new List<string>();
        foreach (var (zone, cidr) in new[] { ("a", "10.9.1.0/24"), ("b", "10.9.2.0/24") })
        {
            subnets.Add((await ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = cidr, AvailabilityZone = member.Region + zone }, cancel)).Subnet.SubnetId);
        }

        var gateway = (await ec2.CreateInternetGatewayAsync(new(), cancel)).InternetGateway.InternetGatewayId;
        await ec2.AttachInternetGatewayAsync(new() { InternetGatewayId = gateway, VpcId = vpc }, cancel);
        var main = (await ec2.DescribeRouteTablesAsync(new() { Filters = [new() { Name = "vpc-id", Values = [vpc] }] }, cancel)).RouteTables[0].RouteTableId;
        await ec2.CreateRouteAsync(new() { RouteTableId = main, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway }, cancel);
        await member.Rds.CreateDBSubnetGroupAsync(new() { DBSubnetGroupName = "shop", DBSubnetGroupDescription = "the shop's", SubnetIds = subnets }, cancel);
        return await base.BreakAsync(member, cancel);
    }

    /// <inheritdoc/>
    protected override void Break(CreateDBInstanceRequest request) => request.DBSubnetGroupName = "shop";
}
