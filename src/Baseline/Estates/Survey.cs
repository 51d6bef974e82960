using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>From policies and an estate to a plan: declares every kind, reads those that matter, side by side, and compares.</summary>
internal static class Survey
{
    /// <summary>Makes the plan.</summary>
    /// <param name="policies">What is declared.</param>
    /// <param name="estate">What is there.</param>
    /// <param name="options">What is narrowed or permitted.</param>
    /// <param name="progress">Told how many of how many kinds are read, and which came last.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <param name="whereabouts">Asked after the reading which organization it was; null for none in particular.</param>
    public static async Task<Plan> PlanAsync(PolicyBundle policies, IEstate estate, PlanOptions options, Action<int, int, string> progress, CancellationToken cancel, Func<string>? whereabouts = null)
    {
        var desired = Kinds.Pure.Values.SelectMany(k => k.Declare(policies)).ToList();
        var kinds = KindsToRead(desired, options);
        var reading = await ReadAsync(estate, kinds, progress, cancel);
        var plan = PlanOf(reading);
        if (Dependents(plan, kinds, options) is not [_, ..] dependents)
        {
            return plan;
        }

        var more = await ReadAsync(estate, dependents, progress, cancel);
        return PlanOf(Together([reading, more]));

        Plan PlanOf(Reading read) => Planner.Plan(new(
            Kinds.Pure,
            desired,
            read.Resources,
            [.. read.Unread, .. ForgottenRegions.In(policies.LandingZone, desired, read.Resources)],
            options,
            new(
                policies.LandingZone.Safety.MaxDeletions,
                policies.LandingZone.Safety.MaxUpdates,
                GuardrailType.All.ToDictionary(type => type.AttachmentKind, type => policies.Limits.PerTarget(type.Declared).Value)),
            policies.Fingerprint,
            whereabouts?.Invoke() ?? "")
        {
            NotRead = read.NotRead,
            OutOfReach = read.OutOfReach,
            Read = options.Read(policies.LandingZone.ManagementAccount),
        });
    }

    /// <summary>Reads kinds side by side; the same fault of two kinds is told once.</summary>
    public static async Task<Reading> ReadAsync(IEstate estate, IReadOnlyList<ResourceKind> kinds, Action<int, int, string> progress, CancellationToken cancel)
    {
        var done = 0;
        var readings = await Task.WhenAll(kinds.Select(async kind =>
        {
            var reading = await estate.ReadAsync(kind, cancel);
            progress(Interlocked.Increment(ref done), kinds.Count, kind.Name);
            return reading;
        }));
        return Together(readings);
    }

    private static Reading Together(IReadOnlyList<Reading> readings) =>
        new([.. readings.SelectMany(r => r.Resources)], [.. readings.SelectMany(r => r.Unread).Distinct()])
        {
            NotRead = [.. readings.SelectMany(r => r.NotRead).Distinct()],
            OutOfReach = Engine.OutOfReach.Widest(readings.SelectMany(r => r.OutOfReach)),
        };

    // Any kind may refer to something that is to go, and was not asked for: else whatever still uses it would be overlooked. Nothing is to go in most runs, and then nothing more is read.
    private static List<ResourceKind> Dependents(Plan plan, List<ResourceKind> read, PlanOptions options) =>
        plan.Pending.Any(c => c.Verb == Verb.Delete) ? [.. Kinds.Pure.Values.Except(read).Where(k => !options.LeavesOut(k.Name))] : [];

    // What --only names, and whatever the declared resources of those kinds refer to: their ids are needed.
    private static List<ResourceKind> KindsToRead(List<Resource> desired, PlanOptions options)
    {
        if (options.Only.Count == 0)
        {
            return [.. Kinds.Pure.Values.Where(k => !options.LeavesOut(k.Name))];
        }

        var referred = desired.SelectMany(r => r.DependsOn.Select(d => (r.Address.Kind, To: d.Kind))).Distinct().ToLookup(p => p.Kind, p => p.To);
        var wanted = new HashSet<string>(options.Only);
        for (var queue = new Queue<string>(wanted); queue.TryDequeue(out var kind);)
        {
            foreach (var next in referred[kind].Where(wanted.Add))
            {
                queue.Enqueue(next);
            }
        }

        return [.. Kinds.Pure.Values.Where(k => wanted.Contains(k.Name) && !options.LeavesOut(k.Name))];
    }
}
