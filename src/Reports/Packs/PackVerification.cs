using System.Security.Cryptography;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Says whether a pack is as it was when it was signed, without any network, and names everything that is not.</summary>
internal static class PackVerification
{
    private const int LongestSignature = 1 << 10;
    private const int LongestKey = 1 << 14;
    private const string Again = "get the pack again from where it was kept, and ask who changed this one";

    /// <summary>Verifies the pack in a directory.</summary>
    /// <param name="directory">As a person gave it; places in faults begin with it.</param>
    /// <param name="trust">Whose signature counts.</param>
    /// <param name="previous">The directory of the pack before; null to look beside the pack.</param>
    /// <param name="cancel">Ends the hashing.</param>
    public static async Task<PackCheck> VerifyAsync(string directory, Trust trust, string? previous, CancellationToken cancel)
    {
        var (log, notes) = (new FaultLog(), new List<string>());
        PackManifest? manifest = null;
        string? signedBy = null;
        try
        {
            if (Open(directory, log) is { } folder)
            {
                (manifest, signedBy) = Envelope(folder, trust, log, notes);
                if (manifest is not null)
                {
                    await PackContents.CheckAsync(folder, manifest, log, cancel);
                    Chain(folder, manifest, previous, log, notes);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Error(new(directory), "unreadable", fault.Message, "read it as somebody who may");
        }

        log.Close(new(directory));
        return new(directory, manifest, signedBy, log.Faults, notes);
    }

    private static PackFolder? Open(string directory, FaultLog log)
    {
        if (!Directory.Exists(directory))
        {
            log.Error(new(directory), "no-directory", File.Exists(directory) ? "is a file; a report pack is a directory" : "there is no such directory", "name the directory that holds manifest.json");
            return null;
        }

        var folder = new PackFolder(directory);
        if (folder.Has(PackManifest.FileName) || folder.Has(PackManifest.SignatureFile))
        {
            return folder;
        }

        var within = folder.Names.Where(name => File.Exists(Path.Combine(directory, name, PackManifest.FileName))).ToList();
        log.Error(
            new(directory),
            "no-pack",
            $"is no report pack: it holds neither {PackManifest.FileName} nor {PackManifest.SignatureFile}",
            within.Count == 0 ? "name the directory that baseline report wrote" : $"name one of the packs in it: {Quoted.List(within.Take(10))}");
        return null;
    }

    private static (PackManifest? Manifest, string? SignedBy) Envelope(PackFolder folder, Trust trust, FaultLog log, List<string> notes)
    {
        var bytes = Required(folder, PackManifest.FileName, PackChain.LongestManifest, log);
        var signature = Required(folder, PackManifest.SignatureFile, LongestSignature, log);
        if (bytes is null)
        {
            return (null, null);
        }

        PackManifest? manifest = null;
        try
        {
            manifest = ManifestText.Read(bytes);
        }
        catch (InvalidDataException fault)
        {
            log.Error(At(folder, PackManifest.FileName), "bad-manifest", fault.Message, Again);
        }

        var signedBy = signature is null ? null : SignedBy(folder, bytes, signature, trust, log);
        if (manifest is not null)
        {
            Claims(folder, manifest, signedBy, log, notes);
        }

        return (manifest, signedBy);
    }

    private static string? SignedBy(PackFolder folder, byte[] manifest, byte[] signature, Trust trust, FaultLog log)
    {
        var place = At(folder, PackManifest.SignatureFile);
        var carried = Carried(folder, log);
        var trusted = trust.Key ?? (carried?.Fingerprint == trust.Fingerprint ? carried : null);
        if (trusted?.Signed(manifest, signature) == true)
        {
            return trusted.Fingerprint;
        }

        if (carried?.Signed(manifest, signature) == true)
        {
            if (trust.Expected is { } expected)
            {
                log.Error(place, "other-key", $"signed by key {carried.Fingerprint}, which is not the trusted key {expected}", "ask the company whether it signs with that key; without their word it is anybody's");
            }
            else
            {
                log.Error(place, "nobody-vouched", $"signed by key {carried.Fingerprint}, which nobody vouched for", "ask the company for its public key, by another way than this pack, and give it with --key FILE");
            }

            return carried.Fingerprint;
        }

        log.Error(place, "bad-signature", $"the signature does not hold over {PackManifest.FileName} with {(trust.Expected is { } key ? $"the trusted key {key}" : "the key in the pack")}", Again);
        return null;
    }

    private static VerifyingKey? Carried(PackFolder folder, FaultLog log)
    {
        try
        {
            return folder.Small(PackManifest.PublicKeyFile, LongestKey) is { } pem ? VerifyingKey.OfPem(System.Text.Encoding.UTF8.GetString(pem)) : null;
        }
        catch (InvalidDataException fault)
        {
            log.Error(At(folder, PackManifest.PublicKeyFile), "bad-key", fault.Message, Again);
            return null;
        }
    }

    private static void Claims(PackFolder folder, PackManifest manifest, string? signedBy, FaultLog log, List<string> notes)
    {
        var place = At(folder, PackManifest.FileName);
        if (manifest.Signing.Algorithm != ISigner.EcdsaSha256)
        {
            log.Error(place, "other-algorithm", $"says that it is signed with {Quoted.Value(manifest.Signing.Algorithm)}; packs are signed with {ISigner.EcdsaSha256}", Again);
        }

        if (signedBy is not null && manifest.Signing.Key != signedBy)
        {
            log.Error(place, "other-key", $"says that it is signed by key {Quoted.Value(manifest.Signing.Key)}, and is by {signedBy}", Again);
        }

        if (manifest.Signing.Rehearsal)
        {
            notes.Add("signed with a key in a file, as rehearsals are: that proves nothing about who signed");
        }
    }

    private static void Chain(PackFolder folder, PackManifest manifest, string? previous, FaultLog log, List<string> notes)
    {
        var place = Path.Combine(folder.Path, PackManifest.FileName);
        if (previous is not null)
        {
            PackChain.Follow(manifest, place, previous, log);
        }
        else if (folder.Small(PackManifest.FileName, PackChain.LongestManifest) is { } bytes)
        {
            PackChain.Fit(manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)), place, folder.Path, log, notes);
        }
    }

    private static byte[]? Required(PackFolder folder, string name, int limit, FaultLog log)
    {
        if (folder.Small(name, limit) is { } bytes)
        {
            return bytes;
        }

        var why = !folder.Has(name) ? "is missing" : folder.WhyNoFile(name) ?? (folder.LengthOf(name) == 0 ? "is empty" : $"has {folder.LengthOf(name)} bytes, and no pack's has more than {limit}");
        log.Error(At(folder, name), "no-" + (name == PackManifest.FileName ? "manifest" : "signature"), why, Again);
        return null;
    }

    private static Place At(PackFolder folder, string name) => new(Path.Combine(folder.Path, name));
}
