using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>
/// Every IAM action that was called, by role and by what was done: <c>calls/ROLE.txt</c>, a line for each deed. The tests that do these things hold their own lines to be exactly what they
/// called, or renew them with <c>UPDATE_SNAPSHOTS=1</c>; what roles may do is held against all lines together.
/// </summary>
internal static class RecordedCalls
{
    private static readonly string folder = Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "LeastPrivilege", "calls");
    private static readonly Lock gate = new();

    /// <summary>Roles of which calls are recorded.</summary>
    public static IEnumerable<string> Roles => Directory.EnumerateFiles(folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>What was done → its actions.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string role)
    {
        lock (gate)
        {
            return Read(role);
        }
    }

    /// <summary>Holds a line against what was called.</summary>
    public static void Keep(string role, string deed, IReadOnlyList<string> actions)
    {
        lock (gate)
        {
            var lines = Read(role);
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            {
                lines[deed] = actions;
                Directory.CreateDirectory(folder);
                File.WriteAllLines(FileOf(role), lines.Where(line => line.Value.Count > 0).Select(line => $"{line.Key}: {string.Join(' ', line.Value)}"));
                return;
            }

            var recorded = lines.GetValueOrDefault(deed, []);
            Assert.True(
                recorded.SequenceEqual(actions),
                $"""
                calls/{role}.txt does not say what is called by: {deed}
                called and not recorded: {string.Join(' ', actions.Except(recorded))}
                recorded and not called: {string.Join(' ', recorded.Except(actions))}
                Rights are made of what is declared beside the calls: declare it there, and renew the record with UPDATE_SNAPSHOTS=1.
                """);
        }
    }

    private static string FileOf(string role) => Path.Combine(folder, role + ".txt");

    private static SortedDictionary<string, IReadOnlyList<string>> Read(string role)
    {
        var lines = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var line in File.Exists(FileOf(role)) ? File.ReadAllLines(FileOf(role)) : [])
        {
            var at = line.LastIndexOf(": ", StringComparison.Ordinal);
            lines[line[..at]] = line[(at + 2)..].Split(' ');
        }

        return lines;
    }
}
