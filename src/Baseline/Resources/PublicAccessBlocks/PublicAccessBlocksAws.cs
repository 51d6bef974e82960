using Amazon.S3Control;
using Amazon.S3Control.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Environments;

namespace SecretScoops.Governance.Baseline.Resources.PublicAccessBlocks;

/// <summary>The calls of <see cref="PublicAccessBlockKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class PublicAccessBlocksAws(PublicAccessBlockKind kind)
    : AccountSetting<PublicAccessDefaults, PublicAccessBlockAttributes>(kind, Places.Accounts, static defaults => defaults.S3PublicAccess)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["s3:GetAccountPublicAccessBlock"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["s3:PutAccountPublicAccessBlock"];

    /// <remarks>An account for which it was never set answers NoSuchPublicAccessBlockConfiguration, and blocks nothing (S3 User Guide, "Configuring block public access settings for your account", read 2026-11).</remarks>
    protected override async Task<PublicAccessBlockAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var block = (await session.S3Control.GetPublicAccessBlockAsync(new() { AccountId = world.AccountId(scope.Account) }, cancel)).PublicAccessBlockConfiguration;
            return new(block.BlockPublicAcls ?? false, block.IgnorePublicAcls ?? false, block.BlockPublicPolicy ?? false, block.RestrictPublicBuckets ?? false);
        }
        catch (AmazonS3ControlException none) when (none.ErrorCode == "NoSuchPublicAccessBlockConfiguration")
        {
            return new(false, false, false, false);
        }
    }

    /// <inheritdoc/>
    protected override Task SetAsync(Address address, PublicAccessBlockAttributes desired, AwsWorld world, CancellationToken cancel) => world.SessionOf(address).S3Control.PutPublicAccessBlockAsync(
        new()
        {
            AccountId = world.AccountId(address.Account!),
            PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
            {
                BlockPublicAcls = desired.BlockPublicAcls,
                IgnorePublicAcls = desired.IgnorePublicAcls,
                BlockPublicPolicy = desired.BlockPublicPolicy,
                RestrictPublicBuckets = desired.RestrictPublicBuckets,
            },
        },
        cancel);
}
