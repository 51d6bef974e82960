using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Publishing;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>Who signs a report pack, if anybody does.</summary>
/// <param name="Signer">Null when the pack is to stay without a signature.</param>
internal sealed record Signing(ISigner? Signer) : IDisposable
{
    /// <summary>Opens what <c>--sign-with</c> names.</summary>
    /// <param name="key">ARN of a KMS key, or a file; null for nobody, and in a rehearsal or of a snapshot for the local key.</param>
    /// <param name="opened">Leads to the key.</param>
    /// <param name="local">Where the local key is, or is to be.</param>
    /// <exception cref="FaultException">The key cannot be used.</exception>
    public static Signing Open(string? key, Opened opened, string local)
    {
        if (Arn.TryParse(key, out var arn))
        {
            return opened.Connection is { } connection
                ? new(new KmsKey(connection.Home.InRegion(arn.Region), key!))
                : throw Unfit(key!, "a snapshot leads to no KMS key", "name a private key in a file");
        }

        if (key is null && opened.Mode == "aws")
        {
            return new((ISigner?)null);
        }

        if (key is not null && !File.Exists(key))
        {
            throw Unfit(key, $"there is no file \"{key}\"", "name a private key in PEM, or the ARN of a KMS key: arn:aws:kms:…");
        }

        try
        {
            return new(LocalKey.Open(key ?? local));
        }
        catch (InvalidDataException e)
        {
            throw new FaultException(new() { Code = "bad-key", What = e.Message, Where = new(key ?? local) }, e);
        }
    }

    /// <summary>Looks at the key before anything is collected, which may take long.</summary>
    /// <exception cref="FaultException">It is no key for signatures of packs.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (Signer is { } signer)
        {
            try
            {
                VerifyingKey.Of(await signer.PublicKeyAsync(cancel));
            }
            catch (InvalidDataException e)
            {
                throw Unfit(signer.KeyId, e.Message, "name a KMS key of the spec ECC_NIST_P256 for SIGN_VERIFY, or a private key of that curve in a PEM file");
            }
        }
    }

    /// <summary>Signs what was written, before anybody sees it.</summary>
    public void Seal(string directory, ReportHeader header, IReadOnlyList<PublishedFile> files, PreviousPack? previous, CancellationToken cancel)
    {
        if (Signer is not { } signer)
        {
            return;
        }

        try
        {
            PackSealing.SealAsync(directory, header, [.. files.Select(file => new PackFile(file.Name, file.Bytes, file.Sha256))], previous, signer, cancel).GetAwaiter().GetResult();
        }
        catch (InvalidDataException e)
        {
            throw new FaultException(new() { Code = "not-signed", What = e.Message, Where = new(signer.KeyId), Remedy = "name another key with --sign-with" }, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (Signer as IDisposable)?.Dispose();

    private static FaultException Unfit(string key, string what, string remedy) => new(new() { Code = "bad-key", What = what, Where = new(key), Remedy = remedy });
}
