using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>Changes a resource: with the state before kept first, atom by atom, and with proof afterwards.</summary>
/// <param name="office">What it works with.</param>
/// <param name="remediation">The control.</param>
/// <param name="subject">The resource.</param>
/// <param name="round">Words and alerts.</param>
internal sealed class Repair(Office office, Remediations.Remediation remediation, Subject subject, Round round)
{
    /// <summary>How long nothing is fixed again after somebody took a fix back.</summary>
    private static readonly TimeSpan undone = TimeSpan.FromDays(7);

    // AWS shows most settings at once and some after seconds; whoever waits longer holds up the queue.
    private static readonly TimeSpan[] patience = [TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>Fixes. Null: somebody else was quicker.</summary>
    public async Task<Handled?> FixAsync(History history, JsonObject image, IReadOnlyList<Violation> violations, string why, CancellationToken cancellationToken)
    {
        var claim = history.Next(round.Line(LedgerStep.Claimed, why, violations) with
        {
            Violations = [.. Merged(history.Begun?.Violations ?? [], violations)],
            Before = Before(history, image),
            Until = office.Time.GetUtcNow().AddSeconds(office.Policies.LeaseSeconds),
        });
        if (!await office.Ledger.AppendAsync(claim, cancellationToken))
        {
            return null;
        }

        var claimed = history.With(claim);
        try
        {
            await InRightAccountAsync(cancellationToken);
            foreach (var violation in violations)
            {
                await remediation.WriteAsync(subject, violation.Atom, violation.Should, image, cancellationToken);
            }
        }
        catch (AmazonServiceException refused) when (Finality.IsFinal(refused))
        {
            return await EndAsync(claimed, LedgerStep.Failed, $"AWS refused: {refused.ErrorCode}: {refused.Message}", violations, null, cancellationToken);
        }

        return await ProveAsync(claimed, claim, await SeenAsync(seen => remediation.Judge(seen, subject.Demands).Count == 0, cancellationToken), cancellationToken);
    }

    /// <summary>Holds what is there against what was there and what should be. Null: somebody else was quicker.</summary>
    public Task<Handled?> ProveAsync(History history, LedgerEntry claim, JsonObject? after, CancellationToken cancellationToken)
    {
        var left = after is null ? [] : remediation.Judge(after, subject.Demands);
        var strays = after is null ? [] : Images.Strays(claim.Before!, Redaction.Of(after), claim.Violations.Select(v => v.Atom));
        var told = claim.Violations.Select(v => new Violation(v.Atom, v.What, v.Should)).ToList();
        return strays.Count > 0
            ? EndAsync(history, LedgerStep.Failed, $"more changed than should have: {string.Join(", ", strays)}; whoever changed it, look at both states in the ledger", told, after, cancellationToken)
            : left.Count > 0
            ? EndAsync(history, LedgerStep.Failed, "it was written, and the rule still does not hold", left, after, cancellationToken)
            : EndAsync(history, LedgerStep.Fixed, claim.Why, told, after, cancellationToken);
    }

    /// <summary>Gives the state before the last fix back. Null: somebody else was quicker.</summary>
    public async Task<Handled?> UndoAsync(History history, JsonObject? image, CancellationToken cancellationToken)
    {
        var asked = history.Last!;
        var done = history.Entries.LastOrDefault(e => e is { Step: LedgerStep.Fixed, Before: not null, After: not null });
        if ((Forbidden() ?? WhyNot(done, image)) is { } refusal)
        {
            return await EndAsync(history, LedgerStep.UndoRefused, refusal, [], image, cancellationToken, asked.DecidedBy);
        }

        if (office.DryRun)
        {
            return round.Ended(Ending.Left, $"{asked.DecidedBy} asked for the state before the fix, which would be given back", []);
        }

        var (fix, atoms, now) = (done!, AtomsOf(done!), Redaction.Of(image!));
        var claim = history.Next(round.Line(LedgerStep.UndoAsked, asked.Why, []) with { DecidedBy = asked.DecidedBy, Until = office.Time.GetUtcNow().AddSeconds(office.Policies.LeaseSeconds) });
        if (!await office.Ledger.AppendAsync(claim, cancellationToken))
        {
            return null;
        }

        try
        {
            await InRightAccountAsync(cancellationToken);
            foreach (var atom in atoms.Where(atom => IsBackAt(fix, now, atom) is null))
            {
                await remediation.WriteAsync(subject, atom, Images.At(fix.Before!, atom)?.DeepClone(), image!, cancellationToken);
            }
        }
        catch (NotUndoableException never)
        {
            return await EndAsync(history.With(claim), LedgerStep.UndoRefused, never.Message, [], image, cancellationToken, asked.DecidedBy);
        }
        catch (AmazonServiceException refused) when (Finality.IsFinal(refused))
        {
            return await EndAsync(history.With(claim), LedgerStep.UndoRefused, $"AWS refused: {refused.ErrorCode}: {refused.Message}", [], image, cancellationToken, asked.DecidedBy);
        }

        var after = await SeenAsync(seen => atoms.TrueForAll(atom => IsBackAt(fix, Redaction.Of(seen), atom) is not null), cancellationToken);
        var amiss = after is null ? "the resource is gone" : Amiss(fix, now, Redaction.Of(after));
        return await EndAsync(history.With(claim), amiss is null ? LedgerStep.Undone : LedgerStep.UndoRefused, amiss ?? asked.Why, [], after, cancellationToken, asked.DecidedBy);
    }

    // Whoever asks for an undo, as whoever approves, is heard after the switches.
    private string? Forbidden() => !office.Policies.Enabled ? "the kill switch is on: nothing is touched; ask again when it is off"
        : office.Policies.DryRun ? "dry run: nothing is touched; ask again when it is over"
        : null;

    private static List<string> AtomsOf(LedgerEntry fix) => [.. fix.Violations.Select(v => v.Atom).Distinct()];

    private static string? IsBackAt(LedgerEntry fix, JsonObject now, string atom) => Images.Again(now, atom, Images.At(fix.Before!, atom), fix.After!);

    // What differs beside a fix's atoms, wherever they are back.
    private static IReadOnlyList<string> Strays(LedgerEntry fix, JsonObject before, JsonObject after) =>
        Images.Strays(before, after, AtomsOf(fix).SelectMany(atom => new[] { atom, IsBackAt(fix, after, atom) ?? atom }));

    // An undo is proven as a fix is.
    private static string? Amiss(LedgerEntry fix, JsonObject before, JsonObject after)
    {
        var left = AtomsOf(fix).Where(atom => IsBackAt(fix, after, atom) is null).ToList();
        var strays = Strays(fix, before, after);
        return left.Count > 0 ? $"it was written, and {string.Join(", ", left)} is not what it was"
            : strays.Count > 0 ? $"the old state is back, but more changed than should have: {string.Join(", ", strays)}; look at both states in the ledger"
            : null;
    }

    private static JsonObject Before(History history, JsonObject image)
    {
        // Begun by somebody who died: what it was like before is what it was like before that.
        if (history.Claim?.Before is { } whole)
        {
            return (JsonObject)whole.DeepClone();
        }

        // And left alone since, so that others may have changed the rest.
        var before = Redaction.Of(image);
        if (history.Begun is { Before: { } then } begun)
        {
            foreach (var atom in AtomsOf(begun))
            {
                Images.Put(before, atom, Images.At(then, atom)?.DeepClone());
            }
        }

        return before;
    }

    private static string? WhyNot(LedgerEntry? done, JsonObject? image)
    {
        if (done is null)
        {
            return "no fix of ours is on record that could be taken back";
        }

        if (image is null)
        {
            return "the resource is gone";
        }

        if (done.Violations.Any(v => Redaction.Hides(Images.At(done.Before!, v.Atom))))
        {
            return "the old state held a secret, which is not kept: give it back by hand";
        }

        // An undo that was cut off left some atoms as they were before the fix.
        var (now, atoms) = (Redaction.Of(image), AtomsOf(done));
        var changed = Strays(done, done.After!, now)
            .Concat(atoms.Where(atom => !JsonNode.DeepEquals(Images.At(now, atom), Images.At(done.After!, atom)) && IsBackAt(done, now, atom) is null))
            .ToList();
        return changed.Count == 0 ? null : $"the resource has changed since the fix, at {string.Join(", ", changed)}: giving the old state back would lose that";
    }

    // Told before it is written down: whoever dies between tells twice, and nobody is left untold.
    private async Task<Handled?> EndAsync(
        History history, LedgerStep step, string why, IReadOnlyList<Violation> violations, JsonObject? after, CancellationToken cancellationToken, string? decidedBy = null)
    {
        var entry = history.Next(round.Line(step, why, violations) with
        {
            Before = step is LedgerStep.Fixed or LedgerStep.Failed ? (JsonObject?)history.Claim?.Before?.DeepClone() : null,
            After = after is null ? null : Redaction.Of(after),
            Actor = history.Window.LastOrDefault(e => e.Actor is not null)?.Actor,
            DecidedBy = decidedBy ?? history.Window.LastOrDefault(e => e.Step == LedgerStep.Approved)?.DecidedBy,
            Calls = step is LedgerStep.Fixed or LedgerStep.Failed or LedgerStep.Undone ? [.. remediation.Writes.Select(n => n.Action).Distinct().Order(StringComparer.Ordinal)] : [],
            Until = step == LedgerStep.Undone ? office.Time.GetUtcNow() + undone : null,
        });
        await round.TellAsync(entry, history, violations, cancellationToken);
        return await office.Ledger.AppendAsync(entry, cancellationToken)
            ? round.Ended(step switch { LedgerStep.Fixed => Ending.Fixed, LedgerStep.Failed => Ending.Failed, LedgerStep.Undone => Ending.Undone, _ => Ending.Left }, why, violations)
            : null;
    }

    // As it is when it is as it should be, or after as long as AWS may take to show it; null when the resource is gone.
    private async Task<JsonObject?> SeenAsync(Func<JsonObject, bool> isSo, CancellationToken cancellationToken)
    {
        JsonObject? image = null;
        var longer = Enumerable.Repeat(TimeSpan.FromSeconds(10), (int)Math.Ceiling(remediation.Slowness.TotalSeconds / 10));
        foreach (var wait in patience.Concat(longer))
        {
            await Task.Delay(wait, office.Time, cancellationToken);
            image = await remediation.ReadAsync(subject, cancellationToken);
            if (image is null || isSo(image))
            {
                break;
            }
        }

        return image;
    }

    /// <summary>A role's name is the same in every account; that the session is in the right one is asked, not believed (cloud-custodian#5471).</summary>
    private async Task InRightAccountAsync(CancellationToken cancellationToken)
    {
        var caller = await subject.Session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
        if (caller.Account != subject.Incident.AccountId)
        {
            throw new WrongAccountException(string.Create(CultureInfo.InvariantCulture, $"the session is in account {caller.Account}, the event was about {subject.Incident.AccountId}"));
        }
    }

    private static IEnumerable<ViolationLine> Merged(IReadOnlyList<ViolationLine> begun, IReadOnlyList<Violation> now) =>
        begun.Concat(now.Where(v => begun.All(b => b.Atom != v.Atom)).Select(Round.Lined));
}
