namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>The commit that the policies stand in, read from the repository's own files: no git is needed, and none is run.</summary>
internal static class PolicyCommit
{
    private const int HashLength = 40;

    /// <summary>40 hexadecimal digits; null outside a repository, or where its files are not as Git's are. It says what is checked out, not that nothing was changed since.</summary>
    public static string? Of(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git) || File.Exists(git))
                {
                    // A worktree's or submodule's .git is a file that says where it is.
                    var own = File.Exists(git) ? Path.Combine(at.FullName, File.ReadAllText(git).Trim()["gitdir: ".Length..]) : git;
                    return HeadOf(own);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Not a repository that can be read; the fingerprint says what the policies were.
        }

        return null;
    }

    private static string? HeadOf(string git)
    {
        var head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return Hash(head);
        }

        var name = head["ref: ".Length..];
        var common = Path.Combine(git, "commondir") is var file && File.Exists(file) ? Path.Combine(git, File.ReadAllText(file).Trim()) : git;
        var loose = Path.Combine(common, name);
        return File.Exists(loose)
            ? Hash(File.ReadAllText(loose).Trim())
            : Path.Combine(common, "packed-refs") is var packed && File.Exists(packed)
                ? Hash(File.ReadLines(packed).FirstOrDefault(line => line.EndsWith($" {name}", StringComparison.Ordinal))?.Split(' ')[0])
                : null;
    }

    private static string? Hash(string? text) => text is { Length: HashLength } && text.All(char.IsAsciiHexDigitLower) ? text : null;
}
