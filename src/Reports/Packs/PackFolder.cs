using System.Security.Cryptography;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>A directory as it is, hidden entries and links included. Nothing is opened through a name that a manifest gives: names are looked up among those that are there.</summary>
internal sealed class PackFolder
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly EnumerationOptions everything = new() { AttributesToSkip = 0, RecurseSubdirectories = false, IgnoreInaccessible = false, MatchType = MatchType.Simple };

    private readonly Dictionary<string, FileSystemInfo> entries;

    /// <exception cref="IOException">It cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public PackFolder(string path)
    {
        Path = path;
        // Names that are no UTF-8 can come out as the same text; one of them is enough to be told.
        entries = new DirectoryInfo(path).EnumerateFileSystemInfos("*", everything).DistinctBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    public string Path { get; }

    /// <summary>Names of all entries, in order.</summary>
    public IEnumerable<string> Names => entries.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is anything of this name, in exactly this spelling.</summary>
    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>What is wrong with an entry that ought to be a plain file; null when it is one.</summary>
    public string? WhyNoFile(string name) => entries[name] switch
    {
        { LinkTarget: { } target } => $"is a link, to {Quoted.Value(target)}; a pack holds its files themselves",
        DirectoryInfo => "is a directory; a pack holds files alone",
        _ => null,
    };

    /// <summary>In bytes; of a plain file.</summary>
    public long LengthOf(string name) => ((FileInfo)entries[name]).Length;

    /// <summary>A small file whole; null when it is no plain file, is empty, or has more bytes than the limit.</summary>
    public byte[]? Small(string name, int limit) => Has(name) && WhyNoFile(name) is null && LengthOf(name) is > 0 and var length && length <= limit ? File.ReadAllBytes(entries[name].FullName) : null;

    /// <summary>64 hexadecimal digits. What has no length is not opened: a pipe would never end.</summary>
    public async Task<string> Sha256Async(string name, CancellationToken cancel)
    {
        if (LengthOf(name) == 0)
        {
            return EmptySha256;
        }

        await using var file = new FileStream(entries[name].FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 17, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
