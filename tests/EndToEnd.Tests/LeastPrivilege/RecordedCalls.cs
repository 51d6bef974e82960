using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Remediation.Remediations;
using BaselineKinds = SecretScoops.Governance.Baseline.Resources.Kinds;

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
                Write(role, lines);
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

    /// <summary>Lines of tests that are no more, or keep no calls; with <c>UPDATE_SNAPSHOTS=1</c> they go.</summary>
    public static IReadOnlyList<string> Stale()
    {
        lock (gate)
        {
            var stale = (from role in Roles.Order(StringComparer.Ordinal) from deed in Read(role).Keys where !IsKept(deed) select (Role: role, Deed: deed)).ToList();
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") != "1")
            {
                return [.. stale.Select(line => $"calls/{line.Role}.txt: {line.Deed}")];
            }

            foreach (var role in stale.ToLookup(line => line.Role, line => line.Deed))
            {
                Write(role.Key, Read(role.Key).Where(line => !role.Contains(line.Key)));
            }

            return [];
        }
    }

    // CLASS.METHOD or CLASS.METHOD(PARAMETER: "VALUE", ...): values of which a kind or a control has gone are no test's either.
    private static bool IsKept(string deed)
    {
        var name = deed.Split('(')[0];
        var given = deed[name.Length..];
        return name.Split('.') is [var type, var method]
            && typeof(RecordedCalls).Assembly.GetTypes().Where(each => each.Name == type).SelectMany(each => each.GetMethods()).Any(each =>
                each.Name == method && !each.IsDefined(typeof(CallsVaryAttribute), inherit: false) && (each.IsDefined(typeof(KeepsCallsAttribute), inherit: false) || each.DeclaringType!.IsDefined(typeof(KeepsCallsAttribute), inherit: false)))
            && (!given.StartsWith("(kind: ", StringComparison.Ordinal) || BaselineKinds.Pure.ContainsKey(given.Split('"')[1]))
            && (!given.StartsWith("(control: ", StringComparison.Ordinal) || AllRemediations.List.Any(remediation => remediation.Control == given.Split('"')[1]));
    }

    private static void Write(string role, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> lines) =>
        File.WriteAllLines(FileOf(role), lines.Where(line => line.Value.Count > 0).Select(line => $"{line.Key}: {string.Join(' ', line.Value)}"));

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
