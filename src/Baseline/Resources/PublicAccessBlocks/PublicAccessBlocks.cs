using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.PublicAccessBlocks;

/// <summary>S3 Block Public Access of an account.</summary>
/// <param name="BlockPublicAcls">New public ACLs are refused.</param>
/// <param name="IgnorePublicAcls">Existing ones mean nothing.</param>
/// <param name="BlockPublicPolicy">New public bucket policies are refused.</param>
/// <param name="RestrictPublicBuckets">Buckets with public policies are for the account and AWS services only.</param>
internal sealed record PublicAccessBlockAttributes(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets);

/// <summary>S3 Block Public Access of accounts: <c>s3-public-access-block/default@prod</c>. It wins over what buckets say.</summary>
internal sealed class PublicAccessBlockKind()
    : ResourceKind<PublicAccessBlockAttributes>(KindNames.PublicAccessBlock, Nature.Setting, PublicAccessBlockJson.Default.PublicAccessBlockAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Accounts(this, policies, static defaults => defaults.S3PublicAccess, static (access, _) => new(
        access.BlockPublicAcls ?? true, access.IgnorePublicAcls ?? true, access.BlockPublicPolicy ?? true, access.RestrictPublicBuckets ?? true));
}
