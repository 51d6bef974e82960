using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>A change that refers to something that neither exists nor is part of this run.</summary>
internal sealed class MissingDependencies() : Guard("missing-dependency")
{
    public override IEnumerable<Fault> Refuse(Considered all) => In(all).Select(missing => Refusal(
        missing.Change,
        $"{missing.Change.Address} needs {missing.Need}, which does not exist and is not part of this run",
        all.Desired.ContainsKey(missing.Need) ? $"add {missing.Need.Kind} to --only, or leave --only, --account and --organization out" : $"declare {missing.Need}"));

    /// <summary>Every change with what it needs in vain.</summary>
    public static IEnumerable<(Change Change, Address Need)> In(Considered all)
    {
        var afterwards = all.Afterwards.Select(r => r.Address).ToHashSet();
        return from change in all.Pending
               from need in change.After?.DependsOn ?? []
               where !afterwards.Contains(need) && !all.Input.IsOutOfReach(need) && !all.Input.IsUnseen(need) && !all.Input.Options.LeavesOut(need.Kind)
               select (change, need);
    }
}
