namespace SecretScoops.Governance.Reports.Packs;

/// <summary>
/// What a report pack consists of. <c>manifest.json</c> is this, <c>manifest.sig</c> the signature over its bytes as they stand on disk, and every other file of the directory is listed in it with
/// length and hash, <c>public-key.pem</c> too: so that no byte of a pack is nobody's.
/// </summary>
internal sealed record PackManifest
{
    public const string FileName = "manifest.json";
    public const string SignatureFile = "manifest.sig";

    /// <summary>The signer's public key, for convenience: that it lies in the pack is no reason to trust it.</summary>
    public const string PublicKeyFile = "public-key.pem";

    public const string FormatName = "secret-scoops-report-pack";
    public const int CurrentVersion = 1;

    public required string Format { get; init; }

    public required int FormatVersion { get; init; }

    /// <summary>Id of the report.</summary>
    public required Guid Report { get; init; }

    /// <summary>When collecting it began; packs of a chain stand in this order.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the report speaks of: <c>AWS</c>, <c>a rehearsal</c>, <c>a snapshot of …</c>.</summary>
    public required string Subject { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>Of the policies: <c>sha256:…</c>.</summary>
    public required string PolicyFingerprint { get; init; }

    public required Signing Signing { get; init; }

    /// <summary>The pack that this one follows; null for the first of a chain.</summary>
    public required PreviousPack? Previous { get; init; }

    public required IReadOnlyList<PackFile> Files { get; init; }
}

/// <summary>A file of a pack.</summary>
/// <param name="Name">A plain name: letters, digits, dots, dashes; see <see cref="PackNames"/>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">64 hexadecimal digits, over the bytes as they stand on disk.</param>
internal sealed record PackFile(string Name, long Length, string Sha256);

/// <summary>The pack before, by its report and by every byte of its manifest.</summary>
/// <param name="Report">Id of its report.</param>
/// <param name="At">When that report was made.</param>
/// <param name="ManifestSha256">64 hexadecimal digits over its <c>manifest.json</c>.</param>
internal sealed record PreviousPack(Guid Report, DateTimeOffset At, string ManifestSha256);

/// <summary>How a manifest is signed.</summary>
internal sealed record Signing
{
    /// <summary><see cref="ISigner.EcdsaSha256"/>; a verifier takes no other, whatever is written here.</summary>
    public required string Algorithm { get; init; }

    /// <summary>ARN of a KMS key; <c>local</c> for a file.</summary>
    public required string KeyId { get; init; }

    /// <summary>Fingerprint of the public key: <c>sha256:…</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the key is a file on somebody's disk, which proves nothing about who signed.</summary>
    public required bool Rehearsal { get; init; }
}
