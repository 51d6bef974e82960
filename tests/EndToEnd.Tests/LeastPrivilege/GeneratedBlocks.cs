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

    /// <summary>Roles, and policies of roles, that have rights from elsewhere than from a block: <c>break-glass Role</c>.</summary>
    public static IEnumerable<string> Written() =>
        from file in Templates.Order(StringComparer.Ordinal)
        from resource in Resources(Path.GetFileNameWithoutExtension(file))
        where resource.Type == "AWS::IAM::Policy" || (resource.Type == "AWS::IAM::Role" && resource.Text.Any(line => line.Contains("Policies:", StringComparison.Ordinal) || line.Contains("ManagedPolicyArns:", StringComparison.Ordinal)))
            || (resource.Type == "AWS::IAM::ManagedPolicy" && resource.Text.Any(line => line.Trim().StartsWith("Roles:", StringComparison.Ordinal)) && resource.Text.Any(line => line.Contains("Effect:", StringComparison.Ordinal)))
        select $"{Path.GetFileNameWithoutExtension(file)} {resource.Name}";

    /// <summary>Types of what a template makes.</summary>
    /// <param name="template">Its file's name without its ending.</param>
    public static IEnumerable<string> Types(string template) => Resources(template, withBlocks: true).Select(resource => resource.Type).OfType<string>();

    // Resources stand two signs deep, and what they are four.
    private static IEnumerable<(string Name, string? Type, IReadOnlyList<string> Text)> Resources(string template, bool withBlocks = false)
    {
        var lines = File.ReadLines(Path.Combine(BaselineTool.RepositoryRoot(), "deploy", template + ".yaml")).SkipWhile(line => line != "Resources:").Skip(1).TakeWhile(line => line.Length == 0 || line[0] == ' ').ToList();
        List<string>? text = null;
        var name = "";
        var inside = false;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            inside = line.Trim().StartsWith(Begin, StringComparison.Ordinal) || (inside && !line.Trim().StartsWith(End, StringComparison.Ordinal));
            if (inside && !withBlocks)
            {
                continue;
            }

            if (line[2] is not (' ' or '#'))
            {
                if (text is not null)
                {
                    yield return (name, Type(text), text);
                }

                name = line.Trim(' ', ':');
                text = [];
            }

            text?.Add(line);
        }

        if (text is not null)
        {
            yield return (name, Type(text), text);
        }
    }

    private static string? Type(IEnumerable<string> text) => text.FirstOrDefault(line => line.StartsWith("    Type: ", StringComparison.Ordinal))?["    Type: ".Length..];

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
