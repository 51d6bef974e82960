using System.Security.Cryptography;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>A public key that a signature can be held against.</summary>
internal sealed class VerifyingKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string Label = "PUBLIC KEY";

    private readonly byte[] info;

    private VerifyingKey(byte[] info) => this.info = info;

    /// <summary>SHA-256 over the key as DER: <c>sha256:…</c>. <c>openssl pkey -pubin -outform DER | sha256sum</c> says the same.</summary>
    public string Fingerprint => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(info));

    /// <summary>As text, with a line break at the end.</summary>
    public string Pem => PemEncoding.WriteString(Label, info) + "\n";

    /// <summary>From DER of a SubjectPublicKeyInfo.</summary>
    /// <exception cref="InvalidDataException">It is none, or not of the curve P-256.</exception>
    public static VerifyingKey Of(ReadOnlySpan<byte> der)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(der, out var read);
            if (read != der.Length || key.ExportParameters(false).Curve.Oid.Value != P256)
            {
                throw new InvalidDataException("it is no key of the curve P-256");
            }

            return new(key.ExportSubjectPublicKeyInfo());
        }
        // The second is OpenSSL's for a curve that it does not know.
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            throw new InvalidDataException("it is no key of the curve P-256", fault);
        }
    }

    /// <summary>From PEM.</summary>
    /// <exception cref="InvalidDataException">It holds no public key of the curve P-256, or a private one, which has no business where things are verified.</exception>
    public static VerifyingKey OfPem(string text)
    {
        if (!PemEncoding.TryFind(text, out var pem))
        {
            throw new InvalidDataException("it is no PEM file: it has no -----BEGIN PUBLIC KEY-----");
        }

        return text[pem.Label] switch
        {
            Label => Of(Convert.FromBase64String(text[pem.Base64Data])),
            var label when label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) => throw new InvalidDataException("it is a private key; give the public one, and keep this one to yourself"),
            var label => throw new InvalidDataException($"it holds \"{label}\", not \"{Label}\""),
        };
    }

    /// <summary>Whether a signature over bytes is this key's.</summary>
    public bool Signed(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
