using System.Security.Cryptography;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Kms;

namespace SecretScoops.Governance.Sandbox.Kms;

/// <summary>Signatures with keys of NIST's curves. They are real: whoever has the public key can check them.</summary>
/// <remarks>Each curve goes with one algorithm, and a digest has its length; a message has at most 4,096 bytes (KMS API Reference, Sign, read 2026-11).</remarks>
internal sealed partial class KmsSandbox
{
    private const int LongestMessage = 4_096;

    private static readonly Dictionary<string, (ECCurve Curve, string Algorithm, HashAlgorithmName Hash, int DigestBytes)> curves = new(StringComparer.Ordinal)
    {
        ["ECC_NIST_P256"] = (ECCurve.NamedCurves.nistP256, "ECDSA_SHA_256", HashAlgorithmName.SHA256, 32),
        ["ECC_NIST_P384"] = (ECCurve.NamedCurves.nistP384, "ECDSA_SHA_384", HashAlgorithmName.SHA384, 48),
        ["ECC_NIST_P521"] = (ECCurve.NamedCurves.nistP521, "ECDSA_SHA_512", HashAlgorithmName.SHA512, 64),
    };

    public override GetPublicKeyResponse GetPublicKey(GetPublicKeyRequest request, Call call)
    {
        var key = InUse(request.KeyId!, call);
        if (key.Spec == "SYMMETRIC_DEFAULT")
        {
            throw new UnsupportedOperationException($"{key.Arn} is a symmetric key, which has no public key.");
        }

        using var pair = PairOf(key, KmsSchemas.GetPublicKey);
        return new()
        {
            KeyId = key.Arn,
            PublicKey = pair.ExportSubjectPublicKeyInfo(),
            KeySpec = key.Spec,
            CustomerMasterKeySpec = key.Spec,
            KeyUsage = key.Usage,
            SigningAlgorithms = [curves[key.Spec].Algorithm],
        };
    }

    public override SignResponse Sign(SignRequest request, Call call)
    {
        var key = InUse(request.KeyId!, call);
        using var pair = PairFor(key, request.SigningAlgorithm!, KmsSchemas.Sign);
        return new()
        {
            KeyId = key.Arn,
            Signature = pair.SignHash(DigestOf(key, request.MessageType, request.Message!), DSASignatureFormat.Rfc3279DerSequence),
            SigningAlgorithm = request.SigningAlgorithm,
        };
    }

    public override VerifyResponse Verify(VerifyRequest request, Call call)
    {
        var key = InUse(request.KeyId!, call);
        using var pair = PairFor(key, request.SigningAlgorithm!, KmsSchemas.Verify);
        return pair.VerifyHash(DigestOf(key, request.MessageType, request.Message!), request.Signature!, DSASignatureFormat.Rfc3279DerSequence)
            ? new() { KeyId = key.Arn, SignatureValid = true, SigningAlgorithm = request.SigningAlgorithm }
            : throw new KMSInvalidSignatureException("The signature is not valid.");
    }

    private StoredKey InUse(string name, Call call)
    {
        var key = Key(call, name, byAlias: true);
        return key.State switch
        {
            "Disabled" => throw new DisabledException(Refused(key)),
            "PendingDeletion" => throw new KMSInvalidStateException(Refused(key)),
            _ => key,
        };
    }

    private static ECDsa PairFor(StoredKey key, string algorithm, Aws.Protocols.OperationSchema operation)
    {
        if (key.Usage != "SIGN_VERIFY")
        {
            throw new InvalidKeyUsageException($"{key.Arn} key usage is {key.Usage} which is not valid for {operation.Name}.");
        }

        var pair = PairOf(key, operation);
        if (curves[key.Spec].Algorithm == algorithm)
        {
            return pair;
        }

        pair.Dispose();
        throw new InvalidKeyUsageException($"Algorithm {algorithm} and key spec {key.Spec} are incompatible.");
    }

    // Made when it is first used; kept with the key.
    private static ECDsa PairOf(StoredKey key, Aws.Protocols.OperationSchema operation)
    {
        if (!curves.TryGetValue(key.Spec, out var curve))
        {
            throw NotOffered(operation);
        }

        if (key.Pair is { } known)
        {
            var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(Convert.FromBase64String(known), out _);
            return pair;
        }

        var made = ECDsa.Create(curve.Curve);
        key.Pair = Convert.ToBase64String(made.ExportPkcs8PrivateKey());
        return made;
    }

    private static byte[] DigestOf(StoredKey key, string? type, byte[] message)
    {
        var (_, algorithm, hash, bytes) = curves[key.Spec];
        return type switch
        {
            "DIGEST" => message.Length == bytes ? message : throw new WireException("ValidationException", $"Digest is invalid length for algorithm {algorithm}.", 400),
            _ => message.Length <= LongestMessage
                ? CryptographicOperations.HashData(hash, message)
                : throw new WireException("ValidationException", $"1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to {LongestMessage}", 400),
        };
    }
}
