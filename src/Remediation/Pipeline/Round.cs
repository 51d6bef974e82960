using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>One doorbell, one control, one resource.</summary>
/// <param name="office">What it works with.</param>
/// <param name="remediation">The control.</param>
/// <param name="doorbell">What rang.</param>
/// <param name="member">Whose account it is.</param>
/// <param name="subject">The resource, and rights on it alone.</param>
internal sealed class Round(Office office, Remediations.Remediation remediation, Doorbell doorbell, Member member, Subject subject)
{
    private readonly Incident incident = subject.Incident;
    private bool outrun;

    /// <summary>Looks, decides and acts; begins anew when somebody else wrote into the history meanwhile.</summary>
    public async Task<Handled> PlayAsync(int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (await TryAsync(cancellationToken) is { } handled)
            {
                return handled;
            }
        }

        return Ended(Ending.Busy, "somebody else is at it", []);
    }

    // Null: somebody else was quicker.
    private async Task<Handled?> TryAsync(CancellationToken cancellationToken)
    {
        var history = await office.Ledger.ReadAsync(incident, cancellationToken);
        if (history.Last is { Step: LedgerStep.Claimed or LedgerStep.UndoAsked, Until: { } until } && until > office.Time.GetUtcNow())
        {
            return Ended(Ending.Busy, $"somebody else is at it until {until:u}", []);
        }

        var image = await remediation.ReadAsync(subject, cancellationToken);
        var repair = new Repair(office, remediation, subject, this);
        if (history.Last is { Step: LedgerStep.UndoAsked })
        {
            return await repair.UndoAsync(history, image, cancellationToken);
        }

        var (violations, unjudged) = image is null ? ([], null) : Judged(image);
        if (image is not null && unjudged is not null)
        {
            return await LeaveAsync(history, image, new(LedgerStep.Alerted, $"it could not be judged ({unjudged}), so that nothing is touched"), [], cancellationToken);
        }

        if (image is null || violations.Count == 0)
        {
            return await SettledAsync(history, image, repair, cancellationToken);
        }

        return Decide(history, image, violations) switch
        {
            Decision.Fix fix when office.DryRun => Ended(Ending.WouldFix, fix.Why, violations),
            // What was begun was counted then, and is ended: left half done, the state before it would be lost.
            Decision.Fix fix when history.Claim is null && await CapAsync(cancellationToken) is { } cap => await LeaveAsync(history, image, new(LedgerStep.Alerted, $"{fix.Why}; but {cap}"), violations, cancellationToken),
            Decision.Fix fix => await repair.FixAsync(history, image, violations, fix.Why, cancellationToken),
            Decision.Leave leave => await LeaveAsync(history, image, leave, violations, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A line about this incident, without its place in the history.</summary>
    public LedgerEntry Line(LedgerStep step, string why, IReadOnlyList<Violation> violations) => new()
    {
        Incident = incident.ToString(),
        Window = 0,
        Sequence = 0,
        Previous = "",
        At = office.Time.GetUtcNow(),
        Step = step,
        Why = Redaction.Of(why),
        Environment = member.Environment,
        Severity = Severity,
        Trigger = doorbell.Trigger.ToString(),
        EventId = doorbell.EventId,
        Actor = doorbell.Actor?.Identity,
        Violations = [.. violations.Select(v => Lined(v))],
        TookMilliseconds = Math.Max(0, (long)(office.Time.GetUtcNow() - doorbell.At).TotalMilliseconds),
    };

    /// <summary>A violation as the ledger keeps it.</summary>
    public static ViolationLine Lined(Violation violation) => new(violation.Atom, Redaction.Of(violation.What), Redaction.Of(violation.Atom, violation.Should));

    /// <summary>Tells of a line.</summary>
    public Task TellAsync(LedgerEntry entry, History history, IReadOnlyList<Violation> violations, CancellationToken cancellationToken) => office.Notifier.TellAsync(
        new Alert
        {
            Incident = incident,
            Step = entry.Step,
            Severity = Severity,
            Title = office.Policies.Rules.GetValueOrDefault(incident.Control)?.Title ?? incident.Control,
            Account = member.Name,
            Environment = member.Environment,
            Why = entry.Why,
            Violations = entry.Violations,
            Steps = entry.Step is LedgerStep.Fixed or LedgerStep.Closed or LedgerStep.Exempted or LedgerStep.Undone ? [] : remediation.Steps(subject, violations),
            Actor = entry.Actor ?? history.Window.LastOrDefault(e => e.Actor is not null)?.Actor,
            Until = entry.Until,
            At = entry.At,
        },
        cancellationToken);

    /// <summary>The end of the round.</summary>
    public Handled Ended(Ending ending, string why, IReadOnlyList<Violation> violations) => new(incident, ending, why, violations);

    private string Severity => (office.Policies.Rules.GetValueOrDefault(incident.Control)?.Severity ?? AlertSeverity.High).ToString().ToLowerInvariant();

    // A parameter that is no number, a policy that has the form of none: it would be told of by nobody, and come again until the queue gives up.
    private static bool IsOfWhatIsThere(Exception e) => e is FormatException or OverflowException or ArgumentException or InvalidOperationException;

    private (IReadOnlyList<Violation> Violations, string? Why) Judged(JsonObject image)
    {
        try
        {
            return (remediation.Judge(image, subject.Demands), null);
        }
        catch (Exception e) when (IsOfWhatIsThere(e))
        {
            return ([], e.Message);
        }
    }

    private Decision Decide(History history, JsonObject image, IReadOnlyList<Violation> violations)
    {
        try
        {
            var (now, outage) = (office.Time.GetUtcNow(), remediation.OutageOf(image, violations, subject.Demands));
            return Decisions.Of(new()
            {
                Policies = office.Policies,
                Stance = office.Policies.StanceOf(incident.Control, member.Environment, outage),
                Environment = member.Environment,
                Outage = outage,
                CanFix = remediation.CanFix && remediation.CanMend(image, violations),
                History = history,
                Exemption = office.Exemptions.Find(incident.Control, member.Name, member.Environment, incident.Region, NamesOf(), now).InForce,
                Tags = TagsOf(image),
                Actor = doorbell.Actor?.Identity,
                Now = now,
                Image = history.Window.Count > 0 ? Redaction.Of(image) : null,
                Violations = [.. violations.Select(Lined)],
            });
        }
        catch (Exception e) when (IsOfWhatIsThere(e))
        {
            return new Decision.Leave(LedgerStep.Alerted, $"it could not be decided ({e.Message}), so that nothing is touched");
        }
    }

    // What rang may be a part of the resource, whose ARN is not the resource's.
    private IReadOnlyList<string> NamesOf() => Names.Of(
        remediation,
        incident,
        office.Connection.Partition,
        doorbell.ResourceId == incident.ResourceId ? doorbell.ResourceArn : null,
        office.Exemptions.All.Where(exemption => exemption.Controls.Contains(incident.Control)));

    // By convention images carry tags as an object.
    private static Dictionary<string, string> TagsOf(JsonObject image) =>
        image["tags"] is JsonObject tags ? tags.ToDictionary(t => t.Key, t => (string?)t.Value ?? "", StringComparer.Ordinal) : [];

    private async Task<string?> CapAsync(CancellationToken cancellationToken)
    {
        var (limits, hour) = (office.Policies.Limits, office.Time.GetUtcNow().ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture));
        var (ofAccount, ofControl) = ($"fixes|{incident.AccountId}|{hour}", $"fixes|{incident.Control}|{hour}");
        if (!await office.Ledger.CountAsync(ofAccount, limits.PerAccountAnHour, cancellationToken))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{limits.PerAccountAnHour} fixes in account {incident.AccountId} in this hour are as many as may be");
        }

        if (!await office.Ledger.CountAsync(ofControl, limits.PerControlAnHour, cancellationToken))
        {
            // What is not fixed takes nothing from the account's other controls.
            await office.Ledger.UncountAsync(ofAccount, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{limits.PerControlAnHour} fixes of {incident.Control} in this hour are as many as may be");
        }

        return null;
    }

    private async Task<Handled?> LeaveAsync(History history, JsonObject image, Decision.Leave leave, IReadOnlyList<Violation> violations, CancellationToken cancellationToken)
    {
        var window = history.Window;
        var (last, clean) = (window.Count == 0 ? null : window[^1], Redaction.Of(image));
        var (known, repeated) = (last?.Step == leave.Step && last.Why == Redaction.Of(leave.Why) && !IsMore(last, clean, violations), last?.EventId == doorbell.EventId);
        if (known && (!repeated || outrun))
        {
            // One incident, whatever the sources: they have been told, or whoever was quicker just now tells them; should he die, his copy of the event comes again.
            return Ended(Ending.Left, leave.Why, violations);
        }

        var entry = known ? last! : history.Next(Line(leave.Step, leave.Why, violations) with
        {
            Until = leave.Until,
            DecidedBy = leave.Step == LedgerStep.Rejected ? history.Word?.DecidedBy : null,
            // What people were told or asked of: of another state than this one they hear anew.
            Before = leave.Step is LedgerStep.Alerted or LedgerStep.Held or LedgerStep.Stopped or LedgerStep.Expired ? clean : null,
        });
        if (!known && !await office.Ledger.AppendAsync(entry, cancellationToken))
        {
            outrun = true;
            return null;
        }

        // Whoever accepted it knows. Else also when the same event comes again: whoever wrote the line down may have died before it told.
        if (entry.Step != LedgerStep.Exempted)
        {
            await TellAsync(entry, history, violations, cancellationToken);
        }

        return Ended(Ending.Left, leave.Why, violations);
    }

    // The same words about a resource of which more is wrong than people were told would keep the rest from them.
    private static bool IsMore(LedgerEntry told, JsonObject clean, IReadOnlyList<Violation> violations) =>
        told.Step is LedgerStep.Alerted or LedgerStep.Held or LedgerStep.Stopped && Decisions.IsMore(told, clean, violations.Select(Lined));

    private async Task<Handled?> SettledAsync(History history, JsonObject? image, Repair repair, CancellationToken cancellationToken)
    {
        if (history.Claim is { } claim && image is not null)
        {
            // Whoever fixed it died before saying so.
            return await repair.ProveAsync(history, claim, image, cancellationToken);
        }

        var why = image is null ? "the resource is gone" : "the resource keeps the rule";
        if (!history.IsOpen)
        {
            return Ended(Ending.Nothing, why, []) with { IsMended = history.Last is { Step: LedgerStep.Fixed } && history.Last.EventId == doorbell.EventId };
        }

        var entry = history.Next(Line(LedgerStep.Closed, why, []));
        return await office.Ledger.AppendAsync(entry, cancellationToken) ? Ended(Ending.Nothing, why, []) : null;
    }
}
