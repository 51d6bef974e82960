using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.ImagePublicAccess;

/// <summary>Public sharing of machine images in a region.</summary>
/// <param name="State"><c>block-new-sharing</c> or <c>unblocked</c>.</param>
internal sealed record ImagePublicAccessAttributes(string State);

/// <summary>
/// Public sharing of machine images: <c>image-public-access/default@prod/eu-west-1</c>, for landing zones that do not say it in a declarative policy of the organization.
/// </summary>
internal sealed class ImagePublicAccessKind()
    : ResourceKind<ImagePublicAccessAttributes>(KindNames.ImagePublicAccess, Nature.Setting, ImagePublicAccessJson.Default.ImagePublicAccessAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(this, policies, static defaults => defaults.ImagePublicAccess, static (state, _) => new(state));
}
