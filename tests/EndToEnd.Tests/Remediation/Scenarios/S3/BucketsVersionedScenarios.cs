using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>The bucket never kept versions; there is no way back to that.</summary>
internal sealed class NeverVersioned : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-versioned";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override bool CanBeUndone => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders", "shop-neighbour");
        return "shop-orders";
    }
}

/// <summary>Somebody suspended it, and CloudTrail saw it.</summary>
internal sealed class VersioningSuspended : Scenario
{
    /// <inheritdoc/>
    public override string Control => "buckets-versioned";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/FakeBucket"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-orders");
        await member.S3.PutBucketVersioningAsync(new() { BucketName = "shop-orders", VersioningConfig = new() { Status = "Suspended" } }, cancel);
        return "shop-orders";
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("s3", "PutBucketVersioning", accountId, region, new JsonObject { ["bucketName"] = resourceId, ["VersioningConfiguration"] = new JsonObject { ["Status"] = "Suspended" } });
}
