using System.Text;

namespace SecretScoops.Governance.Sandbox.History;

/// <summary>Every call that was made, one line of JSON each, as CloudTrail records it. Used under the cloud's lock only.</summary>
/// <remarks>The lines lie beside the state's file and are only ever added to, so that keeping them costs a call nothing that grows; those of earlier processes are read when first asked for.</remarks>
/// <param name="path">The file; null keeps them in memory alone.</param>
internal sealed class CallHistory(string? path)
{
    /// <summary>How many are remembered.</summary>
    public const int Limit = 10_000;

    // Some twice the limit's worth: then the file is cut back when it is next opened.
    private const long LargestFile = 24 * 1024 * 1024;

    private readonly Queue<string> recent = new();
    private long unread = path is not null && File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Where the history of a state's file lies.</summary>
    public static string Beside(string stateFile) => Path.ChangeExtension(stateFile, ".events.jsonl");

    /// <summary>Opens the history beside a state's file: anew where there is no state.</summary>
    public static CallHistory Open(string? stateFile)
    {
        if (stateFile is null)
        {
            return new(null);
        }

        var path = Beside(stateFile);
        if (!File.Exists(path))
        {
            return new(path);
        }

        if (!File.Exists(stateFile))
        {
            File.Delete(path);
        }
        else if (new FileInfo(path).Length > LargestFile)
        {
            var fresh = $"{path}.new";
            File.WriteAllLines(fresh, File.ReadLines(path).TakeLast(Limit));
            File.Move(fresh, path, overwrite: true);
        }

        return new(path);
    }

    /// <summary>Adds a call.</summary>
    /// <param name="line">JSON without line breaks.</param>
    public void Add(string line)
    {
        if (path is not null)
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.AppendAllText(path, $"{line}\n");
        }

        recent.Enqueue(line);
        if (recent.Count > Limit)
        {
            recent.Dequeue();
        }
    }

    /// <summary>Those that are remembered, the newest first.</summary>
    public IEnumerable<string> NewestFirst()
    {
        if (unread > 0)
        {
            Recall();
        }

        return recent.Reverse();
    }

    private void Recall()
    {
        var bytes = new byte[unread];
        using (var file = File.OpenRead(path!))
        {
            file.ReadExactly(bytes);
        }

        unread = 0;

        // The last line is cut short where a process was killed while it wrote.
        var earlier = Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.EndsWith('}')).ToList();
        var since = recent.ToList();
        recent.Clear();
        foreach (var line in earlier.Concat(since).TakeLast(Limit))
        {
            recent.Enqueue(line);
        }
    }
}
