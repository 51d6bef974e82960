using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>The blocks of <c>deploy/*.yaml</c> between <c># rights: begin NAME</c> and <c># rights: end NAME</c>.</summary>
internal static class GeneratedBlocks
{
    private const string Begin = "# rights: begin ";
    private const string End = "# rights: end ";

    private static IEnumerable<string> Templates => Directory.EnumerateFiles(Path.Combine(BaselineTool.RepositoryRoot(), "deploy"), "*.yaml");

    /// <summary>Names of all blocks, as often as they are there.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. Templates.SelectMany(File.ReadLines).Select(line => line.Trim()).Where(line => line.StartsWith(Begin, StringComparison.Ordinal)).Select(line => line[Begin.Length..])];

    /// <summary>A block as it is, and as it should be.</summary>
    public static (string Is, string ShouldBe) Of(GeneratedRole role)
    {
        var (file, lines, begin, end) = Find(role.Name);
        var indent = lines[begin][..lines[begin].IndexOf('#', StringComparison.Ordinal)];
        var wanted = PolicyYaml.Of(role).Select(line => indent + line).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllLines(file, [.. lines[..(begin + 1)], .. wanted, .. lines[end..]]);
            return ("", "");
        }

        return (string.Join('\n', lines[(begin + 1)..end]), string.Join('\n', wanted));
    }

    private static (string File, string[] Lines, int Begin, int End) Find(string name)
    {
        foreach (var file in Templates)
        {
            var lines = File.ReadAllLines(file);
            var (begin, end) = (Array.FindIndex(lines, line => line.Trim() == Begin + name), Array.FindIndex(lines, line => line.Trim() == End + name));
            if (begin >= 0 && end > begin)
            {
                return (file, lines, begin, end);
            }
        }

        throw new InvalidOperationException($"deploy/ has no block {Begin}{name}");
    }
}
