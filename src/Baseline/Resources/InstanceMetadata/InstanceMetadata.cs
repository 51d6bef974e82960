using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.InstanceMetadata;

/// <summary>Instance metadata of new instances in a region, as EC2 spells it.</summary>
/// <param name="HttpTokens"><c>required</c> is IMDSv2 alone.</param>
/// <param name="HopLimit">-1 for no preference.</param>
/// <param name="HttpEndpoint">Whether it answers at all.</param>
/// <param name="InstanceTags">Whether tags can be read there.</param>
/// <param name="TokensEnforced">Whether a launch that asks for IMDSv1 fails.</param>
internal sealed record InstanceMetadataAttributes(string HttpTokens, int HopLimit, string HttpEndpoint, string InstanceTags, string TokensEnforced)
{
    private const string NoPreference = "no-preference";

    /// <summary>What nobody names has no preference; AWS leaves it out, or says 0 or -1 hops.</summary>
    public static InstanceMetadataAttributes Of(string? tokens, int? hops, string? endpoint, string? tags, string? enforced) =>
        new(tokens ?? NoPreference, hops is > 0 ? hops.Value : -1, endpoint ?? NoPreference, tags ?? NoPreference, enforced ?? NoPreference);
}

/// <summary>Instance metadata of new instances: <c>instance-metadata/default@prod/eu-west-1</c>.</summary>
internal sealed class InstanceMetadataKind()
    : ResourceKind<InstanceMetadataAttributes>(KindNames.InstanceMetadata, Nature.Setting, InstanceMetadataJson.Default.InstanceMetadataAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.Regions(
        this, policies, static defaults => defaults.InstanceMetadata,
        static (declared, _) => InstanceMetadataAttributes.Of(declared.HttpTokens, declared.HopLimit, declared.HttpEndpoint, declared.InstanceTags, declared.TokensEnforced));
}
