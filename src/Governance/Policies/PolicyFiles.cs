using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies;

/// <summary>The JSON files of a policy folder, found and read, by path relative to it (with slashes, in ordinal order).</summary>
internal sealed class PolicyFiles
{
    public const string LandingZone = "landing-zone.json";
    public const string Limits = "limits.json";
    public const string Organization = "organization.json";
    public const string Groups = "groups.json";
    public const string Environments = "environments";
    public const string Guardrails = "guardrails";
    public const string PermissionSets = "permission-sets";
    public const string ConformancePacks = "conformance-packs";
    public const string Exemptions = "exemptions";
    public const string Controls = "controls";

    /// <summary>What controls are mapped to: thousands of ids that are no policy.</summary>
    public const string Frameworks = "controls/frameworks";

    /// <summary>Made by <c>baseline schema</c>, for editors.</summary>
    public const string Schemas = "schemas";

    /// <summary>A thousand accounts take some 200 kB; what is larger is no policy.</summary>
    private const int LargestFileBytes = 1 << 20;

    private static readonly string[] s_required = [LandingZone, Limits, Organization, Groups];
    private static readonly string[] s_singles = [.. s_required, .. Areas.PolicyAreas.All.Select(area => area.File)];
    private static readonly string[] s_folders = [Environments, Guardrails, PermissionSets, ConformancePacks, Exemptions, Controls];

    // Whose names alone count for functions at work.
    private static readonly string[] s_shutAtWork = [PermissionSets, ConformancePacks];

    private static readonly string[] s_inControls = [Frameworks[(Controls.Length + 1)..]];

    private readonly string _directory;
    private readonly List<FaultLog> _logs = [];
    private readonly FaultLog _exemptions = new();
    private readonly SortedDictionary<string, PolicyFile> _files = new(StringComparer.Ordinal);

    private PolicyFiles(string directory) => _directory = directory;

    /// <summary>Every file that was found, whether or not it is JSON.</summary>
    public IReadOnlyCollection<PolicyFile> All => _files.Values;

    /// <summary>What finding and reading came upon, and what readers of single files add.</summary>
    public IEnumerable<FaultLog> Logs => _logs.Concat(_files.Values.Select(file => file.Faults));

    /// <summary>Those of exemptions alone: of their folder, and of each file in it.</summary>
    public IEnumerable<FaultLog> ExemptionLogs => In(Exemptions).Select(file => file.Faults).Prepend(_exemptions);

    /// <summary>Whether they were read for a function at work: permission sets and conformance packs are there by their names alone, and frameworks are not.</summary>
    public bool AtWork { get; private init; }

    /// <summary>Finds and reads. Never throws for what a file system can hold.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="atWork">Leaves unopened what functions at work have no use for.</param>
    public static PolicyFiles Read(string directory, bool atWork = false)
    {
        var files = new PolicyFiles(directory) { AtWork = atWork };
        var log = new FaultLog();
        files._logs.AddRange([log, files._exemptions]);
        if (File.Exists(directory))
        {
            log.Error(new(directory), "not-a-directory", $"{Quoted.Value(directory)} is a file", "name the folder that it stands in");
        }
        else if (!Directory.Exists(directory))
        {
            log.Error(new(directory), "missing-directory", $"there is no folder {Quoted.Value(directory)}", "create it, or name another with --policies");
        }
        else
        {
            files.Walk(log);
        }

        return files;
    }

    /// <summary>The file at this path; null when there is none.</summary>
    public PolicyFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>The files of a folder, those of folders in it left out.</summary>
    public IEnumerable<PolicyFile> In(string folder) =>
        _files.Values.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal) && !file.Path.AsSpan(folder.Length + 1).Contains('/'));

    /// <summary>As places name it.</summary>
    public string Shown(string path) => _directory.TrimEnd('/', '\\') is { Length: > 0 } trimmed ? $"{trimmed}/{path}" : $"/{path}";

    private void Walk(FaultLog log)
    {
        Visit("", log, s_singles, s_folders);
        if (_files.Count == 0 && !log.HasErrors)
        {
            log.Error(new(_directory), "empty-directory", "there is no policy file in this folder", "name the folder that landing-zone.json stands in");
            return;
        }

        foreach (var missing in s_required.Where(single => !_files.ContainsKey(single) && !log.HasErrors))
        {
            _logs.Add(new());
            _logs[^1].Error(new(Shown(missing)), "missing-file", $"{missing} is missing", "add it; policies/README.md of this project says what stands in it");
        }
    }

    private void Visit(string folder, FaultLog log, string[]? files, string[] folders)
    {
        foreach (var entry in Entries(folder, log))
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry.Name.StartsWith('.') || IsLoop(entry, path, log))
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                if (folders.Contains(entry.Name))
                {
                    if (path != Frameworks || !AtWork)
                    {
                        Visit(path, path == Exemptions ? _exemptions : log, null, path == Controls ? s_inControls : []);
                    }
                }
                else if (folder.Length > 0 || entry.Name != Schemas)
                {
                    log.Error(
                        new(Shown(path)), "unknown-folder", $"nothing is read from a folder {Quoted.Value(entry.Name)}",
                        Nearest.Remedy(entry.Name, folders, folders.Length == 0 ? "put its files one folder up" : $"known folders are {Quoted.List(folders)}"));
                }
            }
            else if (path.EndsWith(".json", StringComparison.Ordinal))
            {
                if (files?.Contains(entry.Name) == false)
                {
                    log.Error(
                        new(Shown(path)), "unknown-file", $"nothing is read from a file {Quoted.Value(entry.Name)}",
                        Nearest.Remedy(entry.Name, files, $"known files are {Quoted.List(files)}; others stand in folders"));
                    continue;
                }

                _files.Add(path, AtWork && s_shutAtWork.Contains(folder) ? new(path, new(Shown(path)), null, new()) : ReadFile(path, (FileInfo)entry));
            }
        }
    }

    private IReadOnlyList<FileSystemInfo> Entries(string folder, FaultLog log)
    {
        try
        {
            return [.. new DirectoryInfo(Path.Combine(_directory, folder)).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error(new(Shown(folder)), "unreadable-folder", $"the folder cannot be read: {exception.Message}", "give yourself the right to read it");
            return [];
        }
    }

    private bool IsLoop(FileSystemInfo entry, string path, FaultLog log)
    {
        string? target;
        try
        {
            if (entry.LinkTarget is null)
            {
                return false;
            }

            target = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            target = null;
        }

        var here = Path.GetFullPath(Path.GetDirectoryName(Path.Combine(_directory, path))!);
        if (target is not null && !(here + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return false;
        }

        log.Error(new(Shown(path)), "symlink-loop", $"the link {Quoted.Value(entry.Name)} leads back to itself or to a folder it stands in", "delete the link");
        return true;
    }

    private PolicyFile ReadFile(string path, FileInfo info)
    {
        var log = new FaultLog();
        var shown = Shown(path);
        var node = Bytes(info, shown, log) is { } bytes ? SourceReader.Read(bytes, shown, log) : null;
        return new(path, new(shown), node, log);
    }

    private static byte[]? Bytes(FileInfo info, string shown, FaultLog log)
    {
        try
        {
            return BoundedFile.Read(info, LargestFileBytes, length => _ = length == 0
                ? log.Refuse<bool>(new(shown), "empty-file", "the file is empty", "delete it, or write what belongs into it", out _)
                : log.Refuse<bool>(new(shown), "file-too-large", $"the file has {length} bytes; policy files have at most {LargestFileBytes}", "split it, or look whether it is a policy at all", out _));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error(new(shown), "unreadable-file", $"the file cannot be read: {exception.Message}", "give yourself the right to read it, or mend the link");
            return null;
        }
    }
}
