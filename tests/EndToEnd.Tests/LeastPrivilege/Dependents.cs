using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What AWS asks of roles without a call of that name: <c>dependents.txt</c>, a line for each, with the call or the reason. A declaration that goes is missed here.</summary>
internal static class Dependents
{
    private static readonly string file = Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "LeastPrivilege", "dependents.txt");
    private static readonly Lock gate = new();

    /// <summary>Those of a role.</summary>
    public static IReadOnlySet<string> Of(string role)
    {
        lock (gate)
        {
            return Lines().Where(line => line.StartsWith($"{role} ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Holds a role's lines against what is declared.</summary>
    public static void Keep(GeneratedRole role)
    {
        var declared = role.Needs.Where(need => need.IsDependent).Select(need => $"{role.Name} {need.Action} {(need.For is { } call ? $"for {call}" : $"since {need.Because}")}").Distinct().Order(StringComparer.Ordinal).ToList();
        lock (gate)
        {
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            {
                File.WriteAllLines(file, Lines().Where(line => !line.StartsWith($"{role.Name} ", StringComparison.Ordinal)).Concat(declared).Order(StringComparer.Ordinal));
            }

            Assert.Equal(Lines().Where(line => line.StartsWith($"{role.Name} ", StringComparison.Ordinal)), declared);
        }
    }

    private static string[] Lines() => File.Exists(file) ? File.ReadAllLines(file) : [];
}
