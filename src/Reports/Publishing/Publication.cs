using System.Runtime.ExceptionServices;
using SecretScoops.Governance.Reports.Files;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Publishing;

/// <summary>Writes a report in several formats at once, and shows it only when it is whole.</summary>
/// <param name="directory">Of the report: not there yet, or empty.</param>
internal sealed class Publication(string directory)
{
    // Findings handed to the writers together: enough that handing them over costs nothing, few enough to stay small.
    private const int Together = 256;

    private readonly string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    /// <summary>
    /// Writes every format in one pass over the findings, side by side, in a directory beside the target's place, which then gets the target's name. After a failure, or when it is
    /// cancelled, nothing is left of it.
    /// </summary>
    /// <param name="report">With all counts.</param>
    /// <param name="findings">In the order of their keys.</param>
    /// <param name="formats">At least one.</param>
    /// <param name="finish">Adds files that belong to it, such as a manifest, before it is shown: the directory, and what was written into it; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The files of the formats, in the order of the formats.</returns>
    /// <exception cref="IOException">The target is there and not empty, or something cannot be written; the message is for the user.</exception>
    public IReadOnlyList<PublishedFile> Write(
        Report report, IEnumerable<Finding> findings, IReadOnlyList<ReportFormat> formats, Action<string, IReadOnlyList<PublishedFile>>? finish, CancellationToken cancellation)
    {
        RefuseWhatIsThere();
        var parent = Path.GetDirectoryName(target) ?? throw new IOException($"{target}: a report cannot be written into the root of a file system; name a directory below it");
        Directory.CreateDirectory(parent);
        var partial = Path.Combine(parent, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.partial");
        Directory.CreateDirectory(partial);
        try
        {
            var files = Write(partial, report, findings, formats, cancellation);
            finish?.Invoke(partial, files);
            cancellation.ThrowIfCancellationRequested();
            Show(partial);
            return files;
        }
        catch
        {
            Quietly(() => Directory.Delete(partial, recursive: true));
            throw;
        }
    }

    private void RefuseWhatIsThere()
    {
        if (File.Exists(target))
        {
            throw new IOException($"{target}: this is a file; name a directory for the report that is not there yet");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new IOException($"{target}: the directory is not empty, and a report never writes over another; name a new one, or remove it first");
        }
    }

    private void Show(string partial)
    {
        RefuseWhatIsThere();
        if (Directory.Exists(target))
        {
            // Only an empty one can be removed so.
            Directory.Delete(target);
        }

        Directory.Move(partial, target);
    }

    private static List<PublishedFile> Write(string partial, Report report, IEnumerable<Finding> findings, IReadOnlyList<ReportFormat> formats, CancellationToken cancellation)
    {
        List<(ReportFormat Format, HashedFile File, ReportWriter Writer)> open = [];
        try
        {
            foreach (var format in formats)
            {
                var file = new HashedFile(Path.Combine(partial, format.File));
                try
                {
                    open.Add((format, file, format.Open(report, file)));
                }
                catch
                {
                    file.Dispose();
                    throw;
                }
            }

            open.ForEach(each => each.Writer.Begin());
            foreach (var part in findings.Chunk(Together))
            {
                cancellation.ThrowIfCancellationRequested();
                SideBySide(open, part);
            }

            open.ForEach(each => each.Writer.End());
            open.ForEach(each => each.Writer.Dispose());
        }
        catch
        {
            open.ForEach(each => Quietly(each.Writer.Dispose));
            throw;
        }

        return [.. open.Select(each => new PublishedFile(each.Format.File, each.File.Length, each.File.Sha256!))];
    }

    // While something worse is on its way to the user: closing what cannot be written fails once more.
    private static void Quietly(Action tidy)
    {
        try
        {
            tidy();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Each writer sees all findings in their order; only the writers are at work at the same time.
    private static void SideBySide(List<(ReportFormat Format, HashedFile File, ReportWriter Writer)> open, Finding[] findings)
    {
        try
        {
            Parallel.ForEach(open, each =>
            {
                foreach (var finding in findings)
                {
                    each.Writer.Write(finding);
                }
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
