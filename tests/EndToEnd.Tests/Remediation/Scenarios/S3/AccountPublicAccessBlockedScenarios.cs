using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.S3;

/// <summary>Nothing blocks public access to the account's buckets.</summary>
internal sealed class AccountUnblocked : Scenario
{
    /// <inheritdoc/>
    public override string Control => "account-public-access-blocked";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketsAsync(member, cancel, "shop-assets");
        return member.AccountId!;
    }
}

/// <summary>Somebody switched two of the four off, and CloudTrail saw it.</summary>
internal sealed class AccountBlockWeakened : Scenario
{
    /// <inheritdoc/>
    public override string Control => "account-public-access-blocked";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["s3/PublicAccessBlock"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.S3Control.PutPublicAccessBlockAsync(
            new() { AccountId = member.AccountId, PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = false, RestrictPublicBuckets = false } }, cancel);
        return member.AccountId!;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("s3", "PutAccountPublicAccessBlock", accountId, region, new JsonObject { ["accountId"] = accountId });
}
