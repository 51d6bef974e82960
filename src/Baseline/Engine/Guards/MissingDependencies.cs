using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>A change that refers to something that neither exists nor is part of this run.</summary>
internal sealed class MissingDependencies() : Guard("missing-dependency")
{
    public override IEnumerable<Fault> Refuse(Considered all)
    {
        var afterwards = all.Afterwards.Select(r => r.Address).ToHashSet();
        return from change in all.Pending
               from need in change.After?.DependsOn ?? []
               where !afterwards.Contains(need) && !all.Input.IsOutOfReach(need) && !all.Input.Options.LeavesOut(need.Kind)
               select Refusal(
                   change,
                   $"{change.Address} needs {need}, which does not exist and is not part of this run",
                   all.Desired.ContainsKey(need) ? $"add {need.Kind} to --only, or leave --only and --account out" : $"declare {need}");
    }
}
