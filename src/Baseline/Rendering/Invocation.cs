using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>How a renderer tells things.</summary>
/// <param name="Verbose">Whether to tell traces, and long values and lists in full.</param>
/// <param name="Next">What to type to apply; null where nothing can be applied.</param>
internal sealed record Manner(bool Verbose, string? Next);

/// <summary>A command line that means the same as the one given, to be typed next.</summary>
internal static class Invocation
{
    /// <summary><c>baseline apply</c> with the options of this run, so that nobody applies to AWS what was planned for a rehearsal; null for a snapshot.</summary>
    public static string? OfApply(Settings settings) => settings.Estate is not null ? null : string.Join(' ',
    [
        "baseline apply",
        .. Option("--policies", settings.Policies == "policies" ? [] : [settings.Policies]),
        .. Option("--rehearse", settings.Rehearsal is { } file ? [file] : []),
        .. Option("--only", settings.Plan.Only),
        .. Option("--account", settings.Plan.Accounts),
        .. Flag("--organization", settings.Plan.Organization),
        .. Option("--without", settings.Plan.Without),
        .. Option("--allow", settings.Plan.Allow),
        .. Option("--adopt", settings.Plan.Adopt),
        .. Flag("--defer", settings.Plan.Defer),
    ]);

    /// <summary>A word to be typed, and to be looked at before.</summary>
    public static string Quoted(string word) => Shell.Quoted(Harmless.Text(word));

    private static IEnumerable<string> Flag(string name, bool said) => said ? [name] : [];

    private static IEnumerable<string> Option(string name, IReadOnlyList<string> values) => values.Count == 0 ? [] : [name, Quoted(string.Join(',', values))];
}
