namespace SecretScoops.Governance.Policies;

/// <summary>What may be fixed by itself, where, and how much of it: <c>policies/remediations.json</c>.</summary>
/// <remarks>Whatever it does not state is alerted and not touched.</remarks>
internal sealed record RemediationsPolicy
{
    /// <summary>The matrix's row that environments inherit from; no environment itself.</summary>
    public const string Default = "default";

    /// <summary>The kill switch: false, and nothing is touched and everything is alerted.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Everything is decided, recorded and told as if, and nothing is written.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The role in member accounts that fixes are made with: what stands after <c>role/</c> in its ARN, its path included.</summary>
    public required string Role { get; init; }

    /// <summary>The DynamoDB table of the ledger.</summary>
    public required string Table { get; init; }

    /// <summary>Where events wait.</summary>
    public required string Queue { get; init; }

    /// <summary>Where events go that can never succeed.</summary>
    public required string DeadLetterQueue { get; init; }

    /// <summary>Environments, the management account among them, in which nothing irreversible is ever automatic and no tag exempts.</summary>
    public required IReadOnlyList<string> Production { get; init; }

    /// <summary>Environment, the management account's name or <see cref="Default"/> → class of outage → mode, for rules that state no mode.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<Outage, RemediationMode>> Matrix { get; init; }

    public required RemediationFights Fights { get; init; }

    public required RemediationLimits Limits { get; init; }

    public required RemediationApprovals Approvals { get; init; }

    public required RemediationStorm Storm { get; init; }

    /// <summary>How long whoever took up a case may keep it; longer than the function may run.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>After how long without a sweep the sweeper counts as dead.</summary>
    public required int SweepStaleAfterHours { get; init; }

    /// <summary>Null where no tag exempts.</summary>
    public ExemptionTag? ExemptionTag { get; init; }

    /// <summary>Control → rule.</summary>
    public required IReadOnlyDictionary<string, RemediationRule> Rules { get; init; }

    /// <summary>Whether a control is asked for at all in an environment. Only a rule that says <c>false</c> there is not.</summary>
    public bool Applies(string control, string? environment) =>
        environment is null || !Rules.TryGetValue(control, out var rule) || !rule.Environments.TryGetValue(environment, out var there) || there.Applies;

    /// <summary>What the policies say: the rule's own mode in the environment, else the rule's, else the matrix's.</summary>
    /// <param name="control">Of the rule; one that has none is alerted.</param>
    /// <param name="environment">The account's, or the management account's name. Null, and what the matrix does not name, is alerted.</param>
    /// <param name="outage">What the fix at hand costs. A fix that costs something only at times tells the class of this time.</param>
    /// <remarks>Never throws, and is never bolder than what is stated; whatever the file says, nothing irreversible is automatic in production.</remarks>
    public Stance StanceOf(string control, string? environment, Outage outage)
    {
        if (environment is null || environment == Default || !Matrix.ContainsKey(environment) || !Rules.TryGetValue(control, out var rule))
        {
            return Stance.Unstated;
        }

        var there = rule.Environments.GetValueOrDefault(environment);
        var mode = Enabled && there is not { Applies: false } && Enum.IsDefined(outage) ? ModeOf(rule, environment, outage) : RemediationMode.Alert;
        if (RemediationCatalogue.All.TryGetValue(control, out var known) && outage > known.Outage)
        {
            // Whoever stated a mode thought of the fix as it is known, not of a case that costs more: the matrix has a word there too, and the more careful one holds.
            mode = (RemediationMode)Math.Max((int)mode, (int)(Row(environment, outage) ?? Row(Default, outage) ?? RemediationMode.Alert));
        }

        return new(
            mode == RemediationMode.Auto && outage == Outage.Irreversible && Production.Contains(environment) ? RemediationMode.Approve : mode,
            there?.Grace ?? rule.Grace,
            there is { Parameters.Count: > 0 } ? Over(there.Parameters, rule.Parameters) : rule.Parameters);
    }

    /// <summary>Whether a tag on the resource exempts it there: never in production.</summary>
    public bool TagExempts(string? environment, IReadOnlyDictionary<string, string> tags) =>
        ExemptionTag is { } tag && environment is not null && tag.Environments.Contains(environment) && !Production.Contains(environment) && tags.ContainsKey(tag.Key);

    /// <summary>What is stated, whatever the switch says.</summary>
    internal RemediationMode ModeOf(RemediationRule rule, string environment, Outage outage) =>
        rule.Environments.GetValueOrDefault(environment)?.Mode ?? rule.Mode ?? Row(environment, outage) ?? Row(Default, outage) ?? RemediationMode.Alert;

    private RemediationMode? Row(string environment, Outage outage) =>
        Matrix.TryGetValue(environment, out var row) && row.TryGetValue(outage, out var mode) ? mode : null;

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> below)
    {
        var merged = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            merged[name] = value;
        }

        return merged;
    }
}

/// <summary>When somebody keeps undoing a fix: so many fixes of one control on one resource within the time, and no more.</summary>
internal sealed record RemediationFights(int Fixes, TimeSpan Within);

/// <summary>How much may be fixed by itself in an hour, so that an error of ours stays small.</summary>
internal sealed record RemediationLimits(int PerAccountAnHour, int PerControlAnHour);

/// <summary>How long a fix waits for somebody before it is dropped.</summary>
internal sealed record RemediationApprovals(int ExpireAfterHours);

/// <summary>How many alerts an hour may bring before they become one summary.</summary>
internal sealed record RemediationStorm(int AlertsAnHour);

/// <summary>The tag, whatever its value, that exempts a resource in some environments.</summary>
internal sealed record ExemptionTag(string Key, IReadOnlyList<string> Environments);
