using System.Text;

namespace SecretScoops.Governance.Roles;

/// <summary>Which resources IAM lets an action be narrowed to. Made by <c>tools/actions</c> from iam-data, which is made from AWS's Service Authorization Reference; see NOTICE.</summary>
/// <remarks>For the services that this project calls alone. Read on first use. Thread-safe.</remarks>
internal sealed class ActionResources
{
    private static readonly Lazy<ActionResources> embedded = new(() => new(Text()));

    private readonly Dictionary<string, IReadOnlyList<string>> forms = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> prefixes = new(StringComparer.OrdinalIgnoreCase);

    private ActionResources(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Source = lines[0];
        var prefix = "";
        foreach (var line in lines.Skip(1))
        {
            if (line.Split('|') is not [var arns, var actions])
            {
                prefixes.Add(prefix = line);
                continue;
            }

            var set = Outermost(arns.Split(' '));
            foreach (var action in actions.Split(' '))
            {
                forms[$"{prefix}:{action}"] = set;
            }
        }
    }

    /// <summary>That of this build.</summary>
    public static ActionResources Embedded => embedded.Value;

    /// <summary>Package and version that it was made from.</summary>
    public string Source { get; }

    /// <summary>
    /// Forms of ARNs, with <c>{partition}</c>, <c>{region}</c> and <c>{account}</c> and <c>*</c> for what else varies; none where the action is for all resources or for none.
    /// </summary>
    /// <exception cref="ArgumentException">The service is not among those that the list was made for.</exception>
    public IReadOnlyList<string> Of(string action) => forms.GetValueOrDefault(action)
        ?? (prefixes.Contains(action.Split(':')[0]) ? [] : throw new ArgumentException($"resources.txt has no service of {action}: add it to tools/actions/build.mjs and run that"));

    /// <summary>Those that lie in no other one.</summary>
    public static IReadOnlyList<string> Outermost(IEnumerable<string> patterns)
    {
        var all = patterns.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. all.Where(inner => !all.Exists(outer => outer != inner && Guardrails.Wildcard.Matches(outer, inner, StringComparison.Ordinal)))];
    }

    private static string Text()
    {
        using var stream = typeof(ActionResources).Assembly.GetManifestResourceStream("resources.txt")
            ?? throw new InvalidOperationException("the list of actions' resources is missing from this build");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
