namespace SecretScoops.Governance.Reports.Files;

/// <summary>A file that only this process uses and that is gone when it ends.</summary>
internal static class TemporaryFile
{
    /// <summary>
    /// A new, empty file, buffered, that only the user may open. Where the system lets a file go while it is open (all but Windows), it has no name from the beginning, so that not even a
    /// killed process leaves anything.
    /// </summary>
    /// <param name="directory">Where it lies.</param>
    /// <exception cref="IOException">There is no such directory, or no room in it.</exception>
    public static FileStream Open(string directory)
    {
        var path = Path.Combine(directory, $"report-{Path.GetRandomFileName()}");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 14 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
