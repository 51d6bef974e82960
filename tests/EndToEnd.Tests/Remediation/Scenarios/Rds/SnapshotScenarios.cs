using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Remediation.Remediations.Rds;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Rds;

/// <summary>Shared with everybody, and with a partner, who keeps it.</summary>
internal sealed class SnapshotForAll : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["rds/DBSnapshot"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.InstanceAsync(member, "shop-orders", cancel);
        foreach (var name in new[] { "shop-neighbour", "shop-before-sale" })
        {
            await member.Rds.CreateDBSnapshotAsync(new() { DBInstanceIdentifier = "shop-orders", DBSnapshotIdentifier = name }, cancel);
            await member.Rds.ModifyDBSnapshotAttributeAsync(new() { DBSnapshotIdentifier = name, AttributeName = "restore", ValuesToAdd = ["all", "210987654321"] }, cancel);
        }

        return "shop-before-sale";
    }
}

/// <summary>A cluster's, and CloudTrail says so.</summary>
internal sealed class ClusterSnapshotForAll : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["rds/DBClusterSnapshot"];

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.EventByUser(
        "rds",
        "ModifyDBClusterSnapshotAttribute",
        accountId,
        region,
        new JsonObject { ["dBClusterSnapshotIdentifier"] = resourceId, ["attributeName"] = "restore", ["valuesToAdd"] = new JsonArray("all") });

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.ClusterAsync(member, "shop-orders", cancel);
        await member.Rds.CreateDBClusterSnapshotAsync(new() { DBClusterIdentifier = "shop-orders", DBClusterSnapshotIdentifier = "shop-before-sale" }, cancel);
        await member.Rds.ModifyDBClusterSnapshotAttributeAsync(new() { DBClusterSnapshotIdentifier = "shop-before-sale", AttributeName = "restore", ValuesToAdd = ["all"] }, cancel);
        return "shop-before-sale";
    }
}

/// <summary>A snapshot of an instance without encryption.</summary>
internal sealed class SnapshotUnencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.InstanceAsync(member, "shop-orders", cancel, request => request.StorageEncrypted = false);
        await member.Rds.CreateDBSnapshotAsync(new() { DBInstanceIdentifier = "shop-orders", DBSnapshotIdentifier = "shop-before-sale" }, cancel);
        return "shop-before-sale";
    }
}

/// <summary>A snapshot of a cluster without encryption, which the same Config rule tells of.</summary>
internal sealed class ClusterSnapshotUnencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-snapshots-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        base.Event(remediation, resourceId, accountId, region).Replace($"\"{remediation.ResourceType}\"", $"\"{Snapshot.ClusterType}\"", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.ClusterAsync(member, "shop-orders", cancel, request => request.StorageEncrypted = false);
        await member.Rds.CreateDBClusterSnapshotAsync(new() { DBClusterIdentifier = "shop-orders", DBClusterSnapshotIdentifier = "shop-before-sale" }, cancel);
        return "shop-before-sale";
    }
}
