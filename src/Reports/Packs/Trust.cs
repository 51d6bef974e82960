namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Which key an auditor was told to trust, by another way than the pack.</summary>
/// <param name="Key">The key itself.</param>
/// <param name="Fingerprint">Or its fingerprint, which makes the key in the pack as good, if it fits: <c>sha256:…</c>.</param>
internal sealed record Trust(VerifyingKey? Key, string? Fingerprint)
{
    /// <summary>None: a pack can then be whole in itself, and made by anybody.</summary>
    public static Trust Nobody { get; } = new(null, null);

    /// <summary>What the trusted key's fingerprint is; null when none is trusted.</summary>
    public string? Expected => Key?.Fingerprint ?? Fingerprint;

    /// <summary>By fingerprint, with or without <c>sha256:</c>, in any case.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Trust Of(string fingerprint)
    {
        var digits = fingerprint.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? fingerprint[7..] : fingerprint;
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? new(null, "sha256:" + digits.ToLowerInvariant())
            : throw new InvalidDataException("a fingerprint is 64 hexadecimal digits, with or without sha256: before them");
    }
}
