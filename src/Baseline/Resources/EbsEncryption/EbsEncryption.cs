using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.EbsEncryption;

/// <summary>Encryption of new EBS volumes in a region.</summary>
/// <param name="Enabled">Although nobody asked for it; null in retired regions, where it stays as it is.</param>
/// <param name="Key"><c>aws-managed</c>, a reference to a key of ours, or the ARN of somebody else's; null where it is left out of the run.</param>
internal sealed record EbsEncryptionAttributes(bool? Enabled, JsonNode? Key)
{
    /// <summary>AWS's own key, or a key of ours in the same place: EBS takes keys of its own account and region only.</summary>
    public static JsonNode KeyNamed(string? name, Scope scope) => name is null or EbsEncryptionDefaults.AwsManaged
        ? JsonValue.Create(EbsEncryptionDefaults.AwsManaged)
        : new JsonObject { ["$ref"] = scope.Address(KindNames.KmsKey, name).ToString() };
}

/// <summary>Encryption of new EBS volumes: <c>ebs-encryption/default@prod/eu-west-1</c>.</summary>
internal sealed class EbsEncryptionKind() : ResourceKind<EbsEncryptionAttributes>(KindNames.EbsEncryption, Nature.Setting, EbsEncryptionJson.Default.EbsEncryptionAttributes)
{
    /// <summary>The default key.</summary>
    public static readonly Facet KeyFacet = new("ebs-encryption-key", "key", "ec2:GetEbsDefaultKmsKeyId");

    /// <inheritdoc/>
    public override IReadOnlyList<Facet> Facets => [KeyFacet];

    /// <summary>In retired regions the key is AWS's own again: ours goes from there, and with a key that is gone nobody could make a volume any more.</summary>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => DefaultsIn.In(
        policies.LandingZone.AllRegions,
        this,
        policies,
        static defaults => defaults.EbsEncryption,
        (ebs, scope) => policies.LandingZone.IsRetired(scope.Region!)
            ? new(null, EbsEncryptionAttributes.KeyNamed(null, scope))
            : new(ebs.Enabled ?? true, EbsEncryptionAttributes.KeyNamed(ebs.Key, scope)));
}
