using System.Globalization;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>What is asked of a resource here and now: the parameters of <c>policies/remediations.json</c>, and what else the policies declare.</summary>
/// <param name="Parameters">By name.</param>
/// <param name="Environment">Of the account; for texts.</param>
internal sealed record Demands(IReadOnlyDictionary<string, string> Parameters, string Environment)
{
    /// <summary>All that the policies declare: which guardrail belongs where is no parameter. Null only where nobody gave it.</summary>
    public PolicyBundle? Declared { get; init; }

    /// <summary>When it is judged: the state before a fix and the one after are judged by the same clock.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>A parameter; the default where the policies say nothing.</summary>
    public string Text(string name, string otherwise) => Parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : otherwise;

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">It is none: nothing is touched then.</exception>
    public int Number(string name, int otherwise) =>
        Parameters.TryGetValue(name, out var value) ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A list with commas between.</summary>
    public IReadOnlyList<string> List(string name, string otherwise) =>
        Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
