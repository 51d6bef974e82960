using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary><c>deploy/rights.txt</c>: what roles need for calls that no C# makes. The file says what its lines mean.</summary>
internal static class DeclaredRights
{
    private const string Calls = "calls";
    private const string OfType = "CloudFormation makes ";

    /// <summary>Blocks by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Need>> All { get; } = Read(File.ReadLines(Path.Combine(BaselineTool.RepositoryRoot(), "deploy", "rights.txt")));

    /// <summary>Types of CloudFormation that roles may make, by these blocks.</summary>
    public static IEnumerable<string> TypesOf(params IEnumerable<string> blocks) =>
        blocks.SelectMany(block => All[block]).Select(need => need.Because).OfType<string>().Where(why => why.StartsWith(OfType, StringComparison.Ordinal)).Select(why => why[OfType.Length..]).Distinct();

    private static Dictionary<string, IReadOnlyList<Need>> Read(IEnumerable<string> lines)
    {
        var blocks = new Dictionary<string, IReadOnlyList<Need>>(StringComparer.Ordinal);
        List<Need> block = [];
        string? why = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                blocks.Add(line.Trim('[', ']'), block = []);
            }
            else if (line[0] == ' ')
            {
                block.AddRange(Needs(line.Trim(), why));
            }
            else
            {
                why = line == Calls ? null : line.StartsWith("AWS::", StringComparison.Ordinal) ? OfType + line : line;
            }
        }

        return blocks;
    }

    // ACTION... on ARN [if OPERATOR KEY VALUE...]
    private static IEnumerable<Need> Needs(string line, string? why)
    {
        var (actions, rest) = Halves(line, " on ");
        var (resource, condition) = Halves(rest, " if ");
        var only = condition.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var comparison, var key, .. var values] ? new Restriction(comparison, key, values) : null;
        return actions.Split(' ').Select(action => new Need(action, resource) { Only = only, Because = why });
    }

    private static (string Before, string After) Halves(string text, string at) => text.Split(at, 2) is [var before, var after] ? (before, after) : (text, "");
}
