using System.Security.Cryptography;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>
/// Packs that lie side by side in a directory are a chain: each names the report before it and the hash of that pack's manifest. So a pack cannot be changed, taken from the middle or put in between without
/// the next one telling. That the newest was taken away cannot be seen from the others.
/// </summary>
internal static class PackChain
{
    /// <summary>A manifest is longer only when somebody wants it to be.</summary>
    public const int LongestManifest = 1 << 20;

    /// <summary>What the next pack in a directory has to follow; null where there is none yet.</summary>
    /// <exception cref="InvalidDataException">A pack's manifest cannot be read: nothing should be chained to a chain that is broken.</exception>
    public static PreviousPack? Last(string directory) => !Directory.Exists(directory)
        ? null
        : Packs(directory, (pack, why) => throw new InvalidDataException($"{pack}: {why}: verify the packs there before another is added"))
            .OrderBy(link => link.Manifest.At).ThenBy(link => link.Manifest.Report)
            .Select(link => new PreviousPack(link.Manifest.Report, link.Manifest.At, link.Sha256))
            .LastOrDefault();

    /// <summary>Holds a pack against the one that is said to be before it.</summary>
    public static void Follow(PackManifest manifest, string place, string previousDirectory, FaultLog log)
    {
        if (Read(previousDirectory, out var why) is not { } before)
        {
            log.Error(new(previousDirectory), "previous-unreadable", $"the pack before cannot be held against this one: {why}", "name the directory of the pack before with --previous");
        }
        else if (manifest.Previous is not { } previous)
        {
            log.Error(new(place), "chain-begins", $"says that it is the first of its chain, and not that it follows {Quoted.Value(previousDirectory)}", "ask which of the two is the right one");
        }
        else if (previous.ManifestSha256 != before.Sha256)
        {
            Exchanged(place, previous, before, log);
        }
    }

    /// <summary>Holds a pack against all that lie beside it.</summary>
    public static void Fit(PackManifest manifest, string sha256, string place, string directory, FaultLog log, List<string> notes)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var others = parent is null ? [] : Packs(parent, (pack, why) => log.Error(new(pack), "beside-unreadable", $"lies beside the pack and cannot be read: {why}", "get that pack again from where it was kept"))
            .Where(link => link.Sha256 != sha256).ToList();
        foreach (var twin in others.Where(other => other.Manifest.Report == manifest.Report))
        {
            log.Error(new(place), "chain-twin", $"{Quoted.Value(twin.Directory)} is another pack of the same report {manifest.Report}", "ask which of the two is the right one");
        }

        foreach (var next in others.Where(other => other.Manifest.Previous is { } named && named.Report == manifest.Report && named.ManifestSha256 != sha256))
        {
            log.Error(new(place), "chain-next", $"is not the pack that {Quoted.Value(next.Directory)} follows: that one has a manifest with SHA-256 {next.Manifest.Previous!.ManifestSha256}, this one {sha256}", "one of the two was exchanged; get both again from where they were kept");
        }

        Before(manifest, place, others, log, notes);
    }

    private static void Before(PackManifest manifest, string place, IReadOnlyList<Link> others, FaultLog log, List<string> notes)
    {
        var older = others.Where(other => other.Manifest.At < manifest.At).ToList();
        if (manifest.Previous is not { } previous)
        {
            foreach (var pack in older)
            {
                log.Error(new(place), "chain-begins", $"says that it is the first of its chain, and {Quoted.Value(pack.Directory)} is older", "keep each chain in a directory of its own, or ask why it was begun anew");
            }

            return;
        }

        if (previous.At >= manifest.At)
        {
            log.Error(new(place), "chain-time", $"follows a report of {previous.At:u}, which is not older than its own {manifest.At:u}", "ask who made it");
        }

        foreach (var rival in others.Where(other => other.Manifest.Previous?.ManifestSha256 == previous.ManifestSha256))
        {
            log.Error(new(place), "chain-fork", $"{Quoted.Value(rival.Directory)} follows the same pack before", "a chain has one end: ask which of the two is the right one");
        }

        if (others.FirstOrDefault(other => other.Sha256 == previous.ManifestSha256) is { } before)
        {
            notes.Add($"follows report {previous.Report} of {previous.At:u}, whose pack {Quoted.Value(before.Directory)} lies beside it");
        }
        else if (others.FirstOrDefault(other => other.Manifest.Report == previous.Report) is { } exchanged)
        {
            Exchanged(place, previous, exchanged, log);
        }
        else if (older.Count > 0)
        {
            log.Error(new(place), "chain-gap", $"follows report {previous.Report} of {previous.At:u}, whose pack is not here, while older ones are", "get the missing pack from where it was kept");
        }
        else
        {
            notes.Add($"follows report {previous.Report} of {previous.At:u}, whose pack is not here: name it with --previous to hold the two together");
        }
    }

    private static void Exchanged(string place, PreviousPack previous, Link before, FaultLog log) => log.Error(
        new(place),
        "chain-broken",
        $"does not follow {Quoted.Value(before.Directory)}: it follows report {previous.Report} with a manifest of SHA-256 {previous.ManifestSha256}, and that one is report {before.Manifest.Report} with {before.Sha256}",
        "the pack before was exchanged, or is another; get both again from where they were kept");

    // Links to directories are left out: "latest" is a usual one, and no pack of its own. So is what has no signature: that comes last, and whoever wrote or copied it was cut off.
    private static IEnumerable<Link> Packs(string parent, Action<string, string> unreadable)
    {
        foreach (var directory in Directory.EnumerateDirectories(parent).Where(each => new DirectoryInfo(each).LinkTarget is null).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(directory, PackManifest.FileName)) || !File.Exists(Path.Combine(directory, PackManifest.SignatureFile)))
            {
                continue;
            }

            if (Read(directory, out var why) is { } link)
            {
                yield return link;
            }
            else
            {
                unreadable(directory, why);
            }
        }
    }

    private static Link? Read(string directory, out string why)
    {
        try
        {
            if (new PackFolder(directory).Small(PackManifest.FileName, LongestManifest) is not { } bytes)
            {
                why = $"it has no {PackManifest.FileName} that is a file of at most {LongestManifest} bytes";
                return null;
            }

            why = "";
            return new(directory, ManifestText.Read(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            why = fault.Message;
            return null;
        }
    }

    private sealed record Link(string Directory, PackManifest Manifest, string Sha256);
}
