using Amazon.EC2;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Environments;
using Address = SecretScoops.Governance.Addresses.Address;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.InstanceMetadata;

/// <summary>The calls of <see cref="InstanceMetadataKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class InstanceMetadataAws(InstanceMetadataKind kind)
    : AccountSetting<InstanceMetadataDefaults, InstanceMetadataAttributes>(kind, Places.GovernedRegions, static defaults => defaults.InstanceMetadata)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["ec2:GetInstanceMetadataDefaults"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["ec2:ModifyInstanceMetadataDefaults"];

    /// <inheritdoc/>
    protected override async Task<InstanceMetadataAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var level = (await session.Ec2.GetInstanceMetadataDefaultsAsync(new(), cancel)).AccountLevel;
        return InstanceMetadataAttributes.Of(level?.HttpTokens?.Value, level?.HttpPutResponseHopLimit, level?.HttpEndpoint?.Value, level?.InstanceMetadataTags?.Value, level?.HttpTokensEnforced?.Value);
    }

    /// <remarks>What is left out stays, so everything is said (EC2 API Reference, ModifyInstanceMetadataDefaults: no-preference removes, -1 for hops, read 2026-11).</remarks>
    protected override Task SetAsync(Address address, InstanceMetadataAttributes desired, AwsWorld world, CancellationToken cancel) => world.SessionOf(address).Ec2.ModifyInstanceMetadataDefaultsAsync(
        new()
        {
            HttpTokens = MetadataDefaultHttpTokensState.FindValue(desired.HttpTokens),
            HttpPutResponseHopLimit = desired.HopLimit,
            HttpEndpoint = DefaultInstanceMetadataEndpointState.FindValue(desired.HttpEndpoint),
            InstanceMetadataTags = DefaultInstanceMetadataTagsState.FindValue(desired.InstanceTags),
            HttpTokensEnforced = DefaultHttpTokensEnforcedState.FindValue(desired.TokensEnforced),
        },
        cancel);
}
