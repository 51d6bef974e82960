using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>What is done about a violation.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It is fixed now.</summary>
    /// <param name="Why">Who or what says so.</param>
    internal sealed record Fix(string Why) : Decision;

    /// <summary>It is left alone, and that is written down.</summary>
    /// <param name="Step">How it is written down.</param>
    /// <param name="Why">One sentence for people.</param>
    /// <param name="Until">Until when this holds; null for as long as nothing changes.</param>
    internal sealed record Leave(LedgerStep Step, string Why, DateTimeOffset? Until = null) : Decision;
}

/// <summary>All that a decision looks at.</summary>
internal sealed record Case
{
    public required RemediationsPolicy Policies { get; init; }

    /// <summary>What the policies say to this control, in this environment, of this class of outage.</summary>
    public required Stance Stance { get; init; }

    /// <summary>Of the account; null for one that nobody declared.</summary>
    public required string? Environment { get; init; }

    /// <summary>The class of the fix at hand.</summary>
    public required Outage Outage { get; init; }

    /// <summary>Whether there is a fix at all.</summary>
    public required bool CanFix { get; init; }

    public required History History { get; init; }

    /// <summary>An exemption in force; null when there is none.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>The resource's tags; empty where they could not be read, and then no tag exempts.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Who did it this time, and who may have done it before: for a fight's alert.</summary>
    public string? Actor { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The resource as it is, without secrets; null where nobody needs to compare.</summary>
    public JsonObject? Image { get; init; }

    /// <summary>What is wrong now.</summary>
    public IReadOnlyList<ViolationLine> Violations { get; init; } = [];
}

/// <summary>Decides. Pure: the same case, the same decision; nothing that is not stated is ever bold.</summary>
internal static class Decisions
{
    /// <summary>What to do about a resource that breaks the rule now.</summary>
    public static Decision Of(Case it) =>
        (Decision?)Accepted(it)
        ?? Forbidden(it)
        ?? Decided(it)
        ?? Fought(it)
        ?? Held(it)
        ?? Graced(it)
        ?? (Decision)new Decision.Fix($"the policies say auto for {it.Environment} and a fix of class {Words(it.Outage)}");

    private static Decision.Leave? Accepted(Case it)
    {
        if (it.Exemption is { } exemption)
        {
            return new(LedgerStep.Exempted, $"exemption {exemption.Id} of {exemption.Owner}, approved by {exemption.Approver}: {exemption.Reason}", exemption.Expires);
        }

        if (it.History.UndoneUntil(it.Now) is { } undone)
        {
            return new(LedgerStep.Exempted, $"{undone.DecidedBy} took the fix back, which exempts the resource for a time", undone.Until);
        }

        return it.Policies.TagExempts(it.Environment, it.Tags)
            ? new(LedgerStep.Exempted, $"its tag {it.Policies.ExemptionTag!.Key} exempts it in {it.Environment}")
            : null;
    }

    private static Decision.Leave? Forbidden(Case it) =>
        it.Environment is null ? new(LedgerStep.Alerted, "nobody declared this account, so that no environment's policies hold for it")
        : !it.Policies.Enabled ? new(LedgerStep.Alerted, "the kill switch is on: nothing is touched")
        : !it.CanFix ? new(LedgerStep.Alerted, "it cannot be mended in place: a person must do it")
        : it.Policies.DryRun ? new(LedgerStep.Alerted, "dry run: nothing is touched")
        : null;

    // A person's word goes before mode, grace and fights; not before the kill switch, and only for the violation that the person saw.
    private static Decision? Decided(Case it) => it.History.Word is not { } word ? null : word.Step switch
    {
        LedgerStep.Approved when word == it.History.Last || it.Now < word.At.AddHours(it.Policies.Approvals.ExpireAfterHours) => new Decision.Fix($"{word.DecidedBy} approved it"),
        LedgerStep.Rejected when !IsAnother(it) => new Decision.Leave(LedgerStep.Rejected, word.Why),
        // Where somebody is asked anyhow, he is asked anew; where it would be fixed by itself, what he said no to would be fixed with the rest.
        LedgerStep.Rejected when it.Stance.Mode == RemediationMode.Auto => new Decision.Leave(LedgerStep.Stopped, $"{word.DecidedBy} said no to another state than this one: nothing is touched until somebody decides"),
        LedgerStep.Stopped => new Decision.Leave(LedgerStep.Stopped, word.Why),
        // It was begun, and whoever did so died: what was decided then still holds.
        LedgerStep.Claimed when word == it.History.Last => new Decision.Fix(word.Why),
        _ => null,
    };

    /// <summary>Whether more is wrong, or otherwise, than a line told of. Not by its words: they say when a key was last used.</summary>
    /// <param name="told">The line.</param>
    /// <param name="now">The resource as it is, without secrets.</param>
    /// <param name="violations">What is wrong now.</param>
    public static bool IsMore(LedgerEntry told, JsonObject now, IEnumerable<ViolationLine> violations) => told.Before is { } then && violations.Any(
        v => !told.Violations.Any(t => t.Atom == v.Atom && JsonNode.DeepEquals(t.Should, v.Should)) || !JsonNode.DeepEquals(Images.At(then, v.Atom), Images.At(now, v.Atom)));

    private static bool IsAnother(Case it) =>
        it.Image is { } image && it.History.Window.LastOrDefault(e => e.Step is LedgerStep.Held or LedgerStep.Stopped or LedgerStep.Expired) is { } asked && IsMore(asked, image, it.Violations);

    private static Decision.Leave? Fought(Case it)
    {
        var (fixes, within) = (it.Policies.Fights.Fixes, it.Policies.Fights.Within);
        if (it.History.Window.Count(e => e.Step == LedgerStep.Failed) is var failures && failures >= fixes)
        {
            return new(LedgerStep.Stopped, string.Create(CultureInfo.InvariantCulture, $"its fix failed {failures} times: nothing is touched until somebody decides"));
        }

        if (it.History.FixedSince(it.Now - within) < fixes)
        {
            return null;
        }

        var actors = it.History.Entries.Where(e => e.At >= it.Now - within).Select(e => e.Actor).Append(it.Actor).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new(LedgerStep.Stopped, string.Create(CultureInfo.InvariantCulture,
            $"it was fixed {fixes} times in {within.TotalHours:0.#} hours and undone each time by {(actors.Count == 0 ? "somebody unknown" : string.Join(" and ", actors))}{Owned(it.Tags)}: nothing is touched until somebody decides"));
    }

    // Tags that begin with aws: are AWS's own to write (CloudFormation User Guide, "Resource tag", remembered, 2026-11): by them a stack that puts its own state back is found.
    private static string Owned(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue("aws:cloudformation:stack-id", out var stack) || tags.TryGetValue("aws:cloudformation:stack-name", out stack) ? $"; it belongs to the CloudFormation stack {stack}, whose template must change" : "";

    private static Decision.Leave? Held(Case it)
    {
        if (it.Stance.Mode == RemediationMode.Auto)
        {
            return null;
        }

        if (it.Stance.Mode == RemediationMode.Alert)
        {
            return new(LedgerStep.Alerted, $"the policies say alert for {it.Environment}");
        }

        var window = it.History.Window;
        if (window is [.., { Step: LedgerStep.Held } held])
        {
            return held.Until > it.Now ? new(LedgerStep.Held, held.Why, held.Until) : new(LedgerStep.Expired, $"nobody decided until {held.Until:u}: it stays as it is until somebody approves it, or the resource changes");
        }

        // Nobody is asked for ever: once it was told that nobody answered, only another state is another question.
        if (window is [.., { Step: LedgerStep.Expired } expired] && (expired.Before is null || it.Image is null || Images.Strays(expired.Before, it.Image, []).Count == 0))
        {
            return new(LedgerStep.Expired, expired.Why);
        }

        return new(LedgerStep.Held, $"the policies say approve for {it.Environment} and a fix of class {Words(it.Outage)}", it.Now.AddHours(it.Policies.Approvals.ExpireAfterHours));
    }

    private static Decision.Leave? Graced(Case it)
    {
        var seen = it.History.Window is [var first, ..] ? first.At : it.Now;
        return it.Now < seen + it.Stance.Grace
            ? new(LedgerStep.Waiting, "it is fixed when the time of grace is over and it still breaks the rule", seen + it.Stance.Grace)
            : null;
    }

    private static string Words(Outage outage) => outage switch
    {
        Outage.None => "none",
        Outage.TrafficCut => "traffic-cut",
        Outage.Restart => "restart",
        Outage.Irreversible => "irreversible",
    };
}
