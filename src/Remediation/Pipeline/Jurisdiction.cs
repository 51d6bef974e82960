using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>
/// The environments whose events a function answers for. Each environment can have a function of its own, so that a new release guards DEV first
/// (<c>docs/decisions/0017-a-function-for-each-environment.md</c>). What rings by name, sweeps and decisions of people, is answered by whoever is asked.
/// </summary>
internal sealed record Jurisdiction
{
    private const string Everything = "all";
    private const string Rest = "all but ";

    private readonly IReadOnlyCollection<string>? only;
    private readonly IReadOnlyCollection<string> except = [];

    private Jurisdiction(IReadOnlyCollection<string>? only, IReadOnlyCollection<string> except) => (this.only, this.except) = (only, except);

    /// <summary>Every account, those too that nobody declared.</summary>
    public static Jurisdiction All { get; } = new(null, []);

    /// <summary>
    /// Reads <c>all</c>; <c>dev</c> or <c>dev,uat</c>, which are these alone; <c>all but dev,uat</c>, which leaves nobody without a guard: the management account and accounts that
    /// nobody declared are in none of them.
    /// </summary>
    /// <param name="text">Null is all.</param>
    /// <param name="policies">Which environments there are.</param>
    /// <exception cref="FormatException">An environment is not declared: its accounts would be guarded by nobody.</exception>
    public static Jurisdiction Parse(string? text, PolicyBundle policies)
    {
        if (string.IsNullOrWhiteSpace(text) || text == Everything)
        {
            return All;
        }

        var isRest = text.StartsWith(Rest, StringComparison.Ordinal);
        var named = (isRest ? text[Rest.Length..] : text).Split(',', StringSplitOptions.TrimEntries);
        List<string> known = [.. policies.Environments.Select(e => e.Value.Name), policies.LandingZone.ManagementAccount];
        return named.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new FormatException($"{Quoted.Value(unknown)} is no environment of the policies — name some of {Quoted.List(known)}, or say \"{Rest}\" and which not, or \"{Everything}\"")
            : isRest ? new(null, named) : new(named, []);
    }

    /// <summary>Whether an account's events are answered.</summary>
    /// <param name="environment">Null for an account that nobody declared.</param>
    public bool Covers(string? environment) => only is null ? !except.Contains(environment) : only.Contains(environment);
}
