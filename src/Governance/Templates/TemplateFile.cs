using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>A file on disk → a tree that knows its places, whether it is JSON or YAML. Nothing else in this folder touches a disk.</summary>
internal static class TemplateFile
{
    /// <summary>AWS CloudFormation User Guide, "Understand CloudFormation quotas", template body size in an S3 object: 1 MB (read 2026-11).</summary>
    public const int LargestBytes = 1_048_576;

    /// <summary>Null, with an error in the log, when it cannot be read or is neither JSON nor YAML.</summary>
    public static SourceNode? Read(string path, FaultLog faults) => Bytes(path, faults) is { } bytes ? Parse(bytes, path, faults) : null;

    /// <summary>JSON when it begins as an object of JSON does, else YAML, of which nearly all JSON is a part.</summary>
    public static SourceNode? Parse(ReadOnlySpan<byte> utf8, string file, FaultLog faults)
    {
        var start = utf8.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        var isJson = start >= 0 && utf8[start] is (byte)'{' && !file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        return isJson ? SourceReader.Read(utf8, file, faults) : YamlReader.Read(utf8, file, faults);
    }

    /// <summary>The whole file; null, with an error in the log, when it cannot be read.</summary>
    public static byte[]? Bytes(string path, FaultLog faults)
    {
        try
        {
            if (Directory.Exists(path))
            {
                faults.Error(new(path), "unreadable-template", "this is a folder, not a template", $"name its templates, as your shell does with {path.TrimEnd('/')}/*.yaml");
                return null;
            }

            return BoundedFile.Read(new(path), LargestBytes, length => faults.Error(
                new(path), length == 0 ? "empty-template" : "template-too-large", length == 0 ? "the file is empty" : $"the file has {length} bytes; CloudFormation takes at most {LargestBytes}",
                length == 0 ? "name a template" : "split it into nested stacks, or look whether it is a template at all"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var missing = exception is FileNotFoundException or DirectoryNotFoundException;
            faults.Error(
                new(path), missing ? "missing-template" : "unreadable-template", missing ? "there is no such file" : $"the file cannot be read: {exception.Message}",
                missing ? "check the path, which is taken from the current folder" : "give yourself the right to read it, or mend the link");
            return null;
        }
    }
}
