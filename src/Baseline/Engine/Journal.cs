using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>
/// One line of JSON for each beginning, note and end, appended and flushed to the disk before the next step: readable after <c>kill -9</c>.
/// Thread-safe.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream? _file;
    private readonly TimeProvider _time;
    private readonly string _run;
    private readonly Dictionary<string, JsonObject> _earlier;
    private int _sequence;

    private Journal(FileStream? file, TimeProvider time, Dictionary<string, JsonObject> earlier)
    {
        _file = file;
        _time = time;
        _earlier = earlier;
        _run = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fff'Z'", null);
    }

    /// <summary>Opens a journal for appending, reading what earlier runs left unfinished. A torn last line, as a kill leaves it, is passed over.</summary>
    /// <exception cref="IOException">The file cannot be written, or another apply holds it.</exception>
    public static Journal Open(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var earlier = Unfinished(file);
        EndTornLine(file);
        return new(file, time, earlier);
    }

    /// <summary>A journal that keeps nothing, for tests and dry runs.</summary>
    public static Journal None(TimeProvider time) => new(null, time, []);

    /// <summary>A change is about to be carried out.</summary>
    public Step Begin(Change change)
    {
        var address = change.Address.ToString();
        Write(address, "begin", new() { ["action"] = VerbName(change.Verb) });
        return new(note => Write(address, "note", note), _earlier.GetValueOrDefault(address));
    }

    /// <summary>A change has ended.</summary>
    public void End(Outcome outcome) => Write(outcome.Change.Address.ToString(), outcome switch
    {
        Outcome.Done => "done",
        Outcome.Failed => "failed",
        Outcome.Skipped => "skipped",
        _ => "interrupted",
    }, outcome switch
    {
        Outcome.Failed failed => new() { ["why"] = failed.Why.ToString() },
        Outcome.Skipped skipped => new() { ["because"] = skipped.Because.ToString() },
        _ => [],
    });

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>The verb as JSON spells it.</summary>
    internal static string VerbName(Verb verb) => verb switch
    {
        Verb.Keep => "keep",
        Verb.Create => "create",
        Verb.Update => "update",
        Verb.Delete => "delete",
    };

    private void Write(string address, string happened, JsonObject details)
    {
        if (_file is null)
        {
            return;
        }

        lock (_lock)
        {
            var line = new JsonObject
            {
                ["formatVersion"] = 1,
                ["run"] = _run,
                ["sequence"] = ++_sequence,
                ["moment"] = _time.GetUtcNow().ToString("O"),
                ["address"] = address,
                ["event"] = happened,
            };
            foreach (var (key, value) in details)
            {
                line[key] = value?.DeepClone();
            }

            _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
            _file.Flush(flushToDisk: true);
        }
    }

    // The last note of every address whose last line is not "done".
    private static Dictionary<string, JsonObject> Unfinished(FileStream file)
    {
        var notes = new Dictionary<string, JsonObject>();
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } text)
        {
            if (TryParse(text) is not { } line || Text(line["address"]) is not { } address)
            {
                continue;
            }

            switch (Text(line["event"]))
            {
                case "note":
                    notes[address] = line;
                    break;
                case "done":
                    notes.Remove(address);
                    break;
            }
        }

        return notes;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void EndTornLine(FileStream file)
    {
        if (file.Length == 0)
        {
            return;
        }

        file.Seek(-1, SeekOrigin.End);
        var whole = file.ReadByte() == '\n';
        file.Seek(0, SeekOrigin.End);
        if (!whole)
        {
            file.WriteByte((byte)'\n');
        }
    }
}
