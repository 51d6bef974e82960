using Amazon.EC2;
using SecretScoops.Governance.Aws.Sessions;
using Address = SecretScoops.Governance.Addresses.Address;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.ImagePublicAccess;

/// <summary>The calls of <see cref="ImagePublicAccessKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class ImagePublicAccessAws(ImagePublicAccessKind kind)
    : AccountSetting<string, ImagePublicAccessAttributes>(kind, Places.GovernedRegions, static defaults => defaults.ImagePublicAccess)
{
    private const string Unblocked = "unblocked";

    // "It can take up to 10 minutes to configure this setting": EC2 API Reference, EnableImageBlockPublicAccess, read 2026-11.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:GetImageBlockPublicAccessState"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["ec2:EnableImageBlockPublicAccess", "ec2:DisableImageBlockPublicAccess"];

    /// <inheritdoc/>
    protected override async Task<ImagePublicAccessAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) => new(await StateAsync(session.Ec2, cancel));

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, ImagePublicAccessAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var ec2 = world.SessionOf(address).Ec2;
        _ = desired.State == Unblocked
            ? (object)await ec2.DisableImageBlockPublicAccessAsync(new(), cancel)
            : await ec2.EnableImageBlockPublicAccessAsync(new() { ImageBlockPublicAccessState = ImageBlockPublicAccessEnabledState.FindValue(desired.State) }, cancel);
        await AsyncOperation.FollowAsync(new(address, "changing public sharing of images", s_patience), async stop => Status(await StateAsync(ec2, stop)), ("IN_PROGRESS", null), world.Time, cancel);

        (string?, string?) Status(string state) => (state == desired.State ? "SUCCEEDED" : "IN_PROGRESS", null);
    }

    private static async Task<string> StateAsync(IAmazonEC2 ec2, CancellationToken cancel) => (await ec2.GetImageBlockPublicAccessStateAsync(new(), cancel)).ImageBlockPublicAccessState ?? Unblocked;
}
