using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>
/// Attachments a target would hold at the fullest moment of the apply, strangers' and AWS's own included. Attaching comes before detaching,
/// so that no moment is weaker than both ends; where the room for that is missing, the way out is two steps.
/// </summary>
internal sealed class AttachmentQuota() : Guard("attachment-quota")
{
    public override IEnumerable<Fault> Refuse(Considered all)
    {
        var pending = all.Pending.ToDictionary(c => c.Address);
        var held = all.Observed.Values.Concat(pending.Values.Where(c => c.Verb == Verb.Create).Select(c => c.After!))
            .Where(r => all.Input.Safety.Quotas.ContainsKey(r.Address.Kind))
            .GroupBy(r => (r.Address.Kind, Target: TargetOf(r)));
        foreach (var target in held)
        {
            var quota = all.Input.Safety.Quotas[target.Key.Kind];
            var create = target.Select(r => pending.GetValueOrDefault(r.Address)).FirstOrDefault(c => c?.Verb == Verb.Create);
            // AWS attaches its own allow-all policy to every new target, of the two types that have one.
            var hasOwn = target.Key.Kind is KindNames.ScpAttachment or KindNames.RcpAttachment;
            var peak = target.Count() + (hasOwn && !all.Observed.ContainsKey(target.Key.Target) ? 1 : 0);
            if (create is null || peak <= quota)
            {
                continue;
            }

            var leaving = target.Count(r => pending.GetValueOrDefault(r.Address)?.Verb == Verb.Delete);
            yield return Refusal(
                create,
                $"{target.Key.Target} would hold {peak} {target.Key.Kind}s and AWS takes {quota} (those attached by others and by AWS count)",
                leaving > 0 && peak - leaving <= quota ? "attach and detach in two applies, or merge guardrails" : "merge guardrails, or attach some of them higher up");
        }
    }

    private static Address TargetOf(Resource attachment) =>
        attachment.DependsOn.FirstOrDefault(d => d.Kind is KindNames.OrganizationalUnit or KindNames.Account or KindNames.Organization);
}
