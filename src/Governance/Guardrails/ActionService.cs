using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Guardrails;

/// <summary>The actions of one service.</summary>
internal sealed record ActionService
{
    /// <summary>As IAM writes it before the colon.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether resource control policies apply to the service.</summary>
    public required bool Restrictable { get; init; }

    /// <summary>Sorted without regard to case.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The service's own condition keys; the global ones are not repeated.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Reads a line of the catalogue.</summary>
    public static ActionService Parse(string line) => line.Split('|') switch
    {
        [var prefix, var restrictable, var actions, var keys] => new()
        {
            Prefix = prefix,
            Restrictable = restrictable.Length > 0,
            Actions = actions.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Keys = keys.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        },
        _ => throw new InvalidOperationException($"the catalogue of actions has a broken line: {Quoted.Value(line)}"),
    };

    /// <summary>Whether any action matches the name, which may have wildcards.</summary>
    public bool Has(string name) => Wildcard.Has(name) ? Actions.Any(action => Wildcard.Matches(name, action)) : IsAction(name);

    private bool IsAction(string name)
    {
        var (low, high) = (0, Actions.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            switch (string.Compare(Actions[middle], name, StringComparison.OrdinalIgnoreCase))
            {
                case 0:
                    return true;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return false;
    }
}
