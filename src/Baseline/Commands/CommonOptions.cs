using System.CommandLine;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>The options that commands share, one object each, so that every command spells and explains them the same way.</summary>
internal sealed class CommonOptions
{
    private const string DefaultRehearsal = ".baseline/rehearsal.json";

    /// <summary>Names the default folder of policies where the current folder has none; the launcher sets it.</summary>
    public const string PoliciesVariable = "BASELINE_POLICIES";

    public Option<string> Policies { get; } = new("--policies")
    {
        Description = "The folder of policies",
        HelpName = "DIR",
        DefaultValueFactory = _ => Directory.Exists("policies") ? "policies" : Environment.GetEnvironmentVariable(PoliciesVariable) ?? "policies",
    };

    public Option<string?> Rehearse { get; } = new("--rehearse")
    {
        Description = $"Work on a local landing zone kept in a JSON file (default {DefaultRehearsal}) instead of AWS: no credentials, no network",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Estate { get; } = new("--estate") { Description = "Read a snapshot taken earlier instead of AWS; nothing can be changed", HelpName = "FILE" };

    public Option<string[]> Only { get; } = Names("--only", "These kinds alone: " + string.Join(", ", Kinds.Pure.Keys), "KIND");

    public Option<string[]> Account { get; } = Names("--account", "These accounts alone", "NAME");

    public Option<bool> Organization { get; } = new("--organization") { Description = "Change what belongs to no account; with --account, what belongs to these as well" };

    public Option<string[]> Without { get; } = Names(
        "--without", "Leave out what an endpoint does not offer: any kind, or " + string.Join(", ", Kinds.Pure.Values.SelectMany(k => k.Facets).Select(f => f.Name)), "PART");

    public Option<string[]> Allow { get; } = Names("--allow", "Waive guards: " + string.Join(", ", Engine.Guards.Guard.All.Where(g => g.CanBeWaived).Select(g => g.Name)), "GUARD");

    public Option<string[]> Adopt { get; } = Names("--adopt", "Take existing resources over that policies declare and nobody marked as ours; \"all\" for every one", "ADDRESS");

    public Option<bool> Defer { get; } = new("--defer") { Description = "Leave what needs things that are neither there nor part of this run for a later one, instead of refusing" };

    public Option<string> Format { get; } = new("--format") { Description = "text, json or markdown; sarif for what is wrong with policies and templates", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell every kind of call with its count and latency, and the traces of faults" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours; NO_COLOR does the same" };

    public CommonOptions()
    {
        Format.AcceptOnlyFromAmong("text", "json", "markdown", "sarif");
        RejectUnknown(Only, Kinds.Pure.Keys, "kind");
        RejectUnknown(Without, Kinds.Pure.Values.SelectMany(k => k.Facets.Select(f => f.Name).Append(k.Name)), "part");
        RejectUnknown(Allow, Engine.Guards.Guard.All.Where(g => g.CanBeWaived).Select(g => g.Name), "guard");
    }

    /// <summary>The options of everything that makes a plan.</summary>
    public IReadOnlyList<Option> ForPlans => [Policies, Rehearse, Estate, Only, Account, Organization, Without, Allow, Adopt, Defer, Format, Verbose, NoColor];

    /// <summary>Reads them.</summary>
    public Settings Read(ParseResult parsed) => new()
    {
        Policies = parsed.GetValue(Policies)!,
        Rehearsal = parsed.GetResult(Rehearse) is { Implicit: false } ? parsed.GetValue(Rehearse) ?? DefaultRehearsal : null,
        Estate = parsed.GetValue(Estate),
        Plan = new()
        {
            Only = parsed.GetValue(Only) ?? [],
            Accounts = parsed.GetValue(Account) ?? [],
            Organization = parsed.GetValue(Organization),
            Without = parsed.GetValue(Without) ?? [],
            Allow = parsed.GetValue(Allow) ?? [],
            Adopt = parsed.GetValue(Adopt) ?? [],
            Defer = parsed.GetValue(Defer),
        },
        Format = parsed.GetValue(Format)!,
        NoColor = parsed.GetValue(NoColor),
        Verbose = parsed.GetValue(Verbose),
    };

    /// <summary>An option that takes names, apart or with commas between them.</summary>
    public static Option<string[]> Names(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = $"{helpName}[,{helpName}]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    /// <summary>Makes an option refuse names that are not known, and tell those that are.</summary>
    public static void RejectUnknown(Option<string[]> option, IEnumerable<string> known, string what)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        option.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string[]>() ?? []).Where(n => !names.Contains(n)))
            {
                result.AddError($"{option.Name}: there is no {what} \"{name}\" — known are {string.Join(", ", names)}");
            }
        });
    }
}
