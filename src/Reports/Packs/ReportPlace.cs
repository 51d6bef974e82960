using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Formats;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Finds the <c>report.json</c> that a person means.</summary>
internal static class ReportPlace
{
    private const string Name = "report.json";

    /// <summary>The file itself, that of a pack, or that of the newest of the packs in a directory.</summary>
    /// <exception cref="InvalidDataException">There is none; the message says what is there instead.</exception>
    public static ReportFile Of(string path)
    {
        if (File.Exists(path))
        {
            return new(path);
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidDataException($"{path}: there is no such file or directory");
        }

        if (File.Exists(Path.Combine(path, Name)))
        {
            return new(Path.Combine(path, Name));
        }

        var newest = Directory.EnumerateDirectories(path).Select(directory => Path.Combine(directory, Name)).Where(File.Exists)
            .Select(file => (File: new ReportFile(file), At: TryAt(file)))
            .Where(each => each.At is not null).OrderBy(each => each.At).ThenBy(each => each.File.Path, StringComparer.Ordinal)
            .Select(each => each.File).LastOrDefault();
        return newest ?? throw new InvalidDataException(
            $"{path}: there is no {Name} in it, nor in a directory in it{(File.Exists(Path.Combine(path, PackManifest.FileName)) ? $": this pack was made without it; make it with the format {Quoted.Value("json")}" : "")}");
    }

    private static DateTimeOffset? TryAt(string file)
    {
        try
        {
            return new ReportFile(file).Read().Header.At;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
