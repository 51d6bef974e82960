namespace SecretScoops.Governance.Templates;

/// <summary>
/// Which way each undecided condition goes, one way after the other: whoever judges is run once for each combination that he comes upon, and no others. Not thread-safe.
/// </summary>
internal sealed class Choices
{
    /// <summary>More combinations than this are not looked at.</summary>
    public const int Most = 64;

    private readonly List<(bool Taken, bool IsLast)> _trail = [];
    private int _next;

    /// <summary>The way to go at the next fork; true first.</summary>
    public bool Decide()
    {
        if (_next == _trail.Count)
        {
            _trail.Add((true, false));
        }

        return _trail[_next++].Taken;
    }

    /// <summary>Goes back to the last fork with a way left; false when there is none.</summary>
    public bool Advance()
    {
        while (_trail is [.., { IsLast: true }])
        {
            _trail.RemoveAt(_trail.Count - 1);
        }

        if (_trail.Count == 0)
        {
            return false;
        }

        (_trail[^1], _next) = ((false, true), 0);
        return true;
    }
}
