using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline apply</c>: carries a plan out, a fresh one or one that was saved.</summary>
internal static class ApplyCommand
{
    /// <summary>
    /// How long the question may stay open before the organization is read again. Within a minute a person has read a short plan; whoever takes longer has gone to ask a colleague,
    /// who may meanwhile have mended it by hand. Reading again costs seconds, and about a minute in the largest organizations.
    /// </summary>
    public static readonly TimeSpan FreshEnough = TimeSpan.FromMinutes(1);

    public static Command Create(CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var file = new Argument<string?>("plan.json") { Description = "A plan kept by: baseline plan --out FILE", Arity = ArgumentArity.ZeroOrOne };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new Command("apply", "Carry it out") { file, yes };
        foreach (var option in options.ForPlans)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            var (settings, path) = (options.Read(parsed), parsed.GetValue(file));
            return runner.TellAsync(
                settings,
                _ =>
                {
                    if (settings.Estate is { } snapshot)
                    {
                        throw new FaultException(new() { Code = "read-only", What = "a snapshot cannot be changed", Where = new(snapshot), Remedy = "look at the plan with: baseline plan --estate FILE; leave --estate out to work on the organization itself" });
                    }

                    var saved = path is null ? null : PlanFile.Read(path);
                    if (saved is not null && settings.Plan.SaysAnything)
                    {
                        throw new FaultException(new() { Code = "saved-plan-options", What = "a saved plan carries its own options", Where = new(path!), Remedy = "leave --only, --account, --organization, --defer, --without, --allow and --adopt out, or make the plan again with them" });
                    }

                    var narrowed = saved is null ? settings : settings with { Plan = saved.Options };
                    return runner.RunAsync(narrowed, (opened, renderer, stop) => RunAsync(opened, narrowed, saved, parsed.GetValue(yes), renderer, output, time, stop), cancel);
                },
                cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Opened opened, Settings settings, SavedPlan? saved, bool yes, Renderer renderer, Output output, TimeProvider time, CancellationToken cancel)
    {
        // Held from before the reading: no other apply of this journal changes what the plan was made from.
        using var journal = Journal.Open(opened.Journal, time);
        var plan = await ReadAsync(opened, settings, renderer, cancel);
        if (saved is not null && Stale(saved, plan) is { } stale)
        {
            throw new FaultException(stale);
        }

        renderer.PlanToApply(plan, opened.Policies, settings.Plan);
        if (!plan.Applicable)
        {
            return ExitCodes.Error;
        }

        if (!plan.Pending.Any())
        {
            return plan.Complete ? ExitCodes.Done : ExitCodes.Partly;
        }

        if (!yes && saved is null)
        {
            // By the wall clock: the other one stands still while a machine sleeps.
            var asked = time.GetUtcNow();
            if (!await ConfirmedAsync(output, renderer, cancel) || ((time.GetUtcNow() - asked).Duration() > FreshEnough && !await IsStillSoAsync(plan, opened, settings, renderer, cancel)))
            {
                return ExitCodes.Error;
            }
        }

        return await CarryOutAsync(opened, plan, journal, renderer, time, cancel);
    }

    private static async Task<Plan> ReadAsync(Opened opened, Settings settings, Renderer renderer, CancellationToken cancel)
    {
        using var reading = renderer.Reading();
        return await Survey.PlanAsync(opened.Policies, opened.Estate, settings.Plan, reading.Report, cancel, opened.Whereabouts);
    }

    // What was confirmed is what was shown: when the organization is no longer so, nothing is carried out.
    private static async Task<bool> IsStillSoAsync(Plan confirmed, Opened opened, Settings settings, Renderer renderer, CancellationToken cancel)
    {
        opened.World?.Forget();
        var now = await ReadAsync(opened, settings, renderer, cancel);
        if (now.Unread.Count > 0)
        {
            renderer.PlanToApply(now, opened.Policies, settings.Plan);
            return false;
        }

        if (now.Fingerprint.Estate == confirmed.Fingerprint.Estate)
        {
            return true;
        }

        renderer.Error(new() { Code = "stale-plan", What = "the organization has changed while this plan waited for its confirmation; nothing was carried out", Where = new("apply"), Remedy = "run apply again and look at the new plan" }, null);
        return false;
    }

    private static async Task<int> CarryOutAsync(Opened opened, Plan plan, Journal journal, Renderer renderer, TimeProvider time, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        IReadOnlyList<Outcome> outcomes;
        using (var applying = renderer.Applying(plan))
        {
            using var applier = new Applier(opened.Estate, journal, time);
            outcomes = await applier.ApplyAsync(plan, applying.Report, cancel);
        }

        renderer.Applied(plan, outcomes, time.GetElapsedTime(started), opened.Journal);
        return outcomes switch
        {
            _ when outcomes.Any(o => o is Outcome.Interrupted) => ExitCodes.Interrupted,
            _ when plan.OutOfReach.Count + plan.Deferred.Count == 0 && outcomes.All(o => o is Outcome.Done) => ExitCodes.Done,
            _ => ExitCodes.Partly,
        };
    }

    private static Faults.Fault? Stale(SavedPlan saved, Plan plan)
    {
        var (what, now, then) = saved.Fingerprint.Policies != plan.Fingerprint.Policies
            ? ("the policies have", plan.Fingerprint.Policies, saved.Fingerprint.Policies)
            : ("the organization has", plan.Fingerprint.Estate, saved.Fingerprint.Estate);
        return now == then ? null : new()
        {
            Code = "stale-plan",
            What = $"{what} changed since this plan was made",
            Where = new(saved.Path),
            Remedy = $"make the plan again: baseline plan --out {saved.Path}",
        };
    }

    private static async Task<bool> ConfirmedAsync(Output output, Renderer renderer, CancellationToken cancel)
    {
        if (output.CanAsk)
        {
            // A terminal's read cannot be cancelled; the waiting for it can.
            return await Task.Run(() => output.Ask("Only \"yes\" carries this plan out: "), cancel).WaitAsync(cancel) == "yes";
        }

        renderer.Error(new() { Code = "not-confirmed", What = "nobody is there to confirm the plan", Where = new("apply"), Remedy = "look at the plan, then say --yes" }, null);
        return false;
    }
}
