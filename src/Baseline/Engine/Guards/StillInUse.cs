using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>The deletion of what something that stays refers to: an account in a unit, a stranger's policy on it.</summary>
internal sealed class StillInUse() : Guard("in-use")
{
    public override IEnumerable<Fault> Refuse(Considered all)
    {
        var deleted = all.Pending.Where(change => change.Verb == Verb.Delete).ToList();

        // What AWS itself attaches to a target goes with the target. Most plans delete nothing, and then nobody need be asked what he uses.
        IEnumerable<Resource> staying = deleted.Count == 0 ? [] : all.Afterwards;
        var users = staying.Where(r => r.Attributes["awsManaged"] is null).SelectMany(r => r.DependsOn.Select(d => (Used: d, By: r.Address))).ToLookup(p => p.Used, p => p.By);
        return from change in deleted
               let user = users[change.Address].Order().ToList()
               where user.Count > 0
               select Refusal(
                   change,
                   $"{change.Address} would be deleted and is still used by {string.Join(", ", user.Take(3))}{(user.Count > 3 ? $" and {user.Count - 3} more" : "")}",
                   Remedy(user, all));
    }

    // What nobody declares any more would go along, had --only not left its kind out.
    private static string Remedy(List<Address> users, Considered all)
    {
        var leftOut = users.Where(u => !all.Desired.ContainsKey(u) && all.Observed[u].Owned).Select(u => u.Kind).Where(k => !all.Input.Options.Wants(k)).Distinct().ToList();
        return (leftOut.Count > 0 ? $"add {string.Join(" and ", leftOut)} to --only, " : "") + "move or remove what uses it first, or declare it again";
    }
}
