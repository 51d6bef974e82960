using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>An account that would enter a unit while a declared guardrail above it is neither there nor part of this run.</summary>
internal sealed class UncoveredPlacement() : Guard("uncovered")
{
    public override IEnumerable<Fault> Refuse(Considered all)
    {
        var afterwards = all.Afterwards.Select(r => r.Address).ToHashSet();
        var missing = all.Desired.Values
            .Where(r => r.Address.Kind is KindNames.ScpAttachment or KindNames.RcpAttachment && !afterwards.Contains(r.Address))
            .ToList();
        return missing.Count == 0 ? [] :
            from change in all.Pending
            where change is { Address.Kind: KindNames.Placement, After: not null }
            let above = change.After!.DependsOn.SelectMany(UnitPaths.UpFrom).ToHashSet()
            let uncovered = missing.FirstOrDefault(m => m.DependsOn.Any(above.Contains))
            where uncovered is not null
            select Refusal(
                change,
                $"{change.Address} would put the account where {uncovered.Address} is declared, not in force, and not part of this run",
                "add scp, scp-attachment, rcp and rcp-attachment to --only, or leave --only, --account and --organization out");
    }
}
