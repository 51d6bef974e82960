using System.Security.Cryptography;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>A signing key in a file, for rehearsals. Whoever can read the file can sign, so the manifest says that it was no more than that.</summary>
internal sealed class LocalKey : ISigner, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa key;

    private LocalKey(ECDsa key) => this.key = key;

    /// <inheritdoc/>
    public string Algorithm => ISigner.EcdsaSha256;

    /// <inheritdoc/>
    public string KeyId => "local";

    /// <inheritdoc/>
    public bool Rehearsal => true;

    /// <summary>Opens the key in a PEM file; makes it, readable for its owner alone, where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is no private key of the curve P-256, or others may read it; the message says how to mend it.</exception>
    public static LocalKey Open(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
        {
            throw new InvalidDataException($"{path}: others than its owner may use this private key: chmod 600 it, and make a new one if they may have");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            _ = VerifyingKey.Of(key.ExportSubjectPublicKeyInfo());
            key.ExportECPrivateKey();
            return new(key);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or PlatformNotSupportedException or InvalidDataException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path}: no private key of the curve P-256: delete it for a new one, or name another", fault);
        }
    }

    /// <inheritdoc/>
    public Task<byte[]> PublicKeyAsync(CancellationToken cancel) => Task.FromResult(key.ExportSubjectPublicKeyInfo());

    /// <inheritdoc/>
    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancel) => Task.FromResult(key.SignHash(digest.Span, DSASignatureFormat.Rfc3279DerSequence));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    // Under another name first: a run that is killed leaves no half of a key.
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var half = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new StreamWriter(half, options))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        try
        {
            File.Move(half, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another run made one in the meantime; that one is the key.
            File.Delete(half);
        }
    }
}
