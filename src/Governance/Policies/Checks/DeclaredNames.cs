using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Names of one sort that the folder declares. Where AWS ignores case, two that differ only in case are one.</summary>
/// <param name="what">With its article, as in <c>a group</c>.</param>
/// <param name="faults">Where the faults go.</param>
internal sealed class DeclaredNames(string what, FaultLog faults)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);

    /// <summary>False when a file that declares them could not be read: then nothing is unknown.</summary>
    public bool Complete { get; set; } = true;

    /// <summary>Every name, in no order.</summary>
    public IReadOnlyCollection<string> Names => _exact;

    /// <summary>Declares a name; false, and a fault, when it is taken.</summary>
    public bool Declare(string name, Place where)
    {
        if (_places.TryAdd(name, where))
        {
            return _exact.Add(name);
        }

        var first = _places[name];
        var differs = _exact.Contains(name) ? "" : ", but for upper and lower case, which AWS does not tell apart";
        return faults.Refuse<bool>(where, "duplicate-name", $"{what} {Quoted.Value(name)} is declared twice: first at {first}{differs}", "rename or delete one of them", out _);
    }

    /// <summary>Whether the name is declared, told as a fault when it is not.</summary>
    public bool Knows(string name, Place where) => Knows(name, where, faults);

    /// <summary>As the other, with the fault in a log of one's own.</summary>
    public bool Knows(string name, Place where, FaultLog log)
    {
        if (_exact.Contains(name))
        {
            return true;
        }

        if (Complete)
        {
            log.Error(
                where, $"unknown-{what.Split(' ', 2)[1].Replace(' ', '-')}", $"there is no {what.Split(' ', 2)[1]} {Quoted.Value(name)}",
                Nearest.Remedy(name, _exact, _exact.Count == 0 ? "declare it first" : $"declare it; there are {string.Join(", ", _exact.Order(StringComparer.Ordinal).Take(12))}"));
        }

        return false;
    }
}
