namespace SecretScoops.Governance.Source;

/// <summary>Files that somebody else writes: read whole, and never more than is bearable.</summary>
internal static class BoundedFile
{
    /// <summary>The whole file. One that is empty is never opened: pipes and devices are, and would keep us waiting.</summary>
    /// <param name="file">Or a link to it.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="refused">Told the length when it is nothing or more than that; the answer is null then.</param>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody lets us read it.</exception>
    public static byte[]? Read(FileInfo file, int most, Action<long> refused)
    {
        var length = (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
        if (length is 0 || length > most)
        {
            refused(length);
            return null;
        }

        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
