using System.Text.Json;

namespace SecretScoops.Governance.Sandbox.State;

/// <summary>The file that keeps the state. It is replaced whole: a process killed at any moment leaves either the old state or the new.</summary>
/// <param name="path">Where the file is, or will be.</param>
internal sealed class StateFile(string path)
{
    /// <summary>The state that the file holds, or null where there is no file yet.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be understood.</exception>
    public SandboxState? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Default.SandboxState) ?? throw new InvalidDataException($"{path}: holds no sandbox state");
            return state.FormatVersion == SandboxState.CurrentFormat ? state : throw new InvalidDataException(
                $"{path}: format version {state.FormatVersion} was written by another version of this tool; this one reads {SandboxState.CurrentFormat}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}:{fault.LineNumber + 1}: not a sandbox's state: {fault.Message}", fault);
        }
    }

    /// <summary>Writes beside the file, has it on the disk, and renames.</summary>
    public void Save(byte[] state)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var fresh = $"{path}.new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
        {
            stream.Write(state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
