using Amazon.KeyManagementService;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>An asymmetric key in AWS KMS: nobody can take it away, and each signature is in CloudTrail.</summary>
/// <param name="session">The account and region of the key.</param>
/// <param name="arn">Of the key, or of an alias.</param>
internal sealed class KmsKey(AwsSession session, string arn) : ISigner
{
    /// <summary>Rights that it needs.</summary>
    /// <param name="alias">Of the key, or a pattern of it.</param>
    public static IReadOnlyList<Need> Permissions(string alias) => [Use("kms:GetPublicKey", alias), Use("kms:Sign", alias)];

    /// <summary>Using a key that is known by its alias: its ARN has an id that AWS gave it.</summary>
    public static Need Use(string action, string alias) => new(action, "arn:{partition}:kms:{region}:{account}:key/*") { Only = new("ForAnyValue:StringLike", "kms:ResourceAliases", alias) };

    /// <inheritdoc/>
    public string Algorithm => ISigner.EcdsaSha256;

    /// <inheritdoc/>
    public string KeyId => arn;

    /// <inheritdoc/>
    public bool Rehearsal => false;

    /// <inheritdoc/>
    public async Task<byte[]> PublicKeyAsync(CancellationToken cancel)
    {
        var key = await session.Kms.GetPublicKeyAsync(new() { KeyId = arn }, cancel);
        return key.PublicKey.ToArray();
    }

    /// <inheritdoc/>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancel)
    {
        using var message = new MemoryStream(digest.ToArray());
        var signed = await session.Kms.SignAsync(new() { KeyId = arn, Message = message, MessageType = MessageType.DIGEST, SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256 }, cancel);
        return signed.Signature.ToArray();
    }
}
