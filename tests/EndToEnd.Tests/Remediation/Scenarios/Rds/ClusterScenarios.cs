using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Rds;

/// <summary>A cluster without protection, which Config names by its resource id.</summary>
internal sealed class ClusterUnprotected : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-clusters-deletion-protected";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["rds/DBCluster"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.ClusterAsync(member, "shop-neighbour", cancel, request => request.DeletionProtection = false);
        return await MadeDatabases.ClusterAsync(member, "shop-orders", cancel, request => request.DeletionProtection = false);
    }
}

/// <summary>A cluster without encryption.</summary>
internal sealed class ClusterUnencrypted : Scenario
{
    /// <inheritdoc/>
    public override string Control => "database-clusters-encrypted";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeDatabases.ClusterAsync(member, "shop-orders", cancel, request => request.StorageEncrypted = false);
        return "shop-orders";
    }
}
