using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Makes a pack of a directory that the report's files were written to.</summary>
internal static class PackSealing
{
    /// <summary>Writes the public key, the manifest and its signature beside the files. The signature comes last: a directory without one is no pack.</summary>
    /// <param name="directory">Where the files are. What else lies there makes the pack fail when it is verified.</param>
    /// <param name="report">Of the report.</param>
    /// <param name="files">Each with length and hash as it was written.</param>
    /// <param name="previous">What <see cref="PackChain.Last"/> says; null for the first pack.</param>
    /// <param name="signer">Called twice: for its key, and to sign.</param>
    /// <param name="cancel">Ends the wait for the signer.</param>
    /// <exception cref="InvalidDataException">A file's name is none for a pack, or the signer's signature is not its key's.</exception>
    /// <exception cref="IOException">The directory holds a manifest already.</exception>
    public static async Task<PackManifest> SealAsync(string directory, ReportHeader report, IReadOnlyList<PackFile> files, PreviousPack? previous, ISigner signer, CancellationToken cancel)
    {
        if (files.FirstOrDefault(file => !PackNames.Allows(file.Name) || file.Name == PackManifest.PublicKeyFile) is { } unfit)
        {
            throw new InvalidDataException($"{unfit.Name} cannot be the name of a file in a report pack: {PackNames.Rule}");
        }

        var key = VerifyingKey.Of(await signer.PublicKeyAsync(cancel));
        var pem = Encoding.ASCII.GetBytes(key.Pem);
        var manifest = new PackManifest
        {
            Format = PackManifest.FormatName,
            FormatVersion = PackManifest.CurrentVersion,
            Report = report.Id,
            At = report.At,
            Subject = report.Subject,
            ToolVersion = report.ToolVersion,
            PolicyFingerprint = report.PolicyFingerprint,
            Signing = new() { Algorithm = signer.Algorithm, KeyId = signer.KeyId, Key = key.Fingerprint, Rehearsal = signer.Rehearsal },
            Previous = previous,
            Files = [.. files.Append(new(PackManifest.PublicKeyFile, pem.Length, Convert.ToHexStringLower(SHA256.HashData(pem)))).OrderBy(file => file.Name, StringComparer.Ordinal)],
        };

        var bytes = ManifestText.Of(manifest);
        var signature = await signer.SignAsync(SHA256.HashData(bytes), cancel);
        if (!key.Signed(bytes, signature))
        {
            throw new InvalidDataException($"the signature of {signer.KeyId} is not its public key's: sign with an asymmetric key ECC_NIST_P256 for SIGN_VERIFY");
        }

        await WriteAsync(Path.Combine(directory, PackManifest.PublicKeyFile), pem, cancel);
        await WriteAsync(Path.Combine(directory, PackManifest.FileName), bytes, cancel);
        await WriteAsync(Path.Combine(directory, PackManifest.SignatureFile), signature, cancel);
        return manifest;
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(bytes, cancel);
    }
}
