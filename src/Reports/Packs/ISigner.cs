namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Holds a private key and signs with it. AWS KMS is one, a file another.</summary>
internal interface ISigner
{
    /// <summary>ECDSA on P-256 over a SHA-256 digest, the signature as DER (RFC 3279): what AWS KMS calls by this name (KMS API Reference, "Sign", read 2026-11) and <c>openssl dgst -sha256</c> checks.</summary>
    const string EcdsaSha256 = "ECDSA_SHA_256";

    /// <summary>The name of what <see cref="SignAsync"/> does: <see cref="EcdsaSha256"/> is the only one that is verified.</summary>
    string Algorithm { get; }

    /// <summary>ARN of a KMS key; <c>local</c> for a file.</summary>
    string KeyId { get; }

    /// <summary>Whether what is signed is to be marked as a rehearsal's.</summary>
    bool Rehearsal { get; }

    /// <summary>The public key, as DER of a SubjectPublicKeyInfo: what <c>kms:GetPublicKey</c> answers.</summary>
    Task<byte[]> PublicKeyAsync(CancellationToken cancel);

    /// <summary>Signs a digest of 32 bytes; the signature is DER.</summary>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancel);
}
