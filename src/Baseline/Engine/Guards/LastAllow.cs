using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Engine.Guards;

/// <summary>
/// A target must keep an SCP that allows something: without any Allow at one level, everything below it is denied
/// (AWS Organizations User Guide, "SCP evaluation", read 2026-11). The full proof that nobody needed is locked out is the guardrail engine's.
/// </summary>
internal sealed class LastAllow() : Guard("last-allow")
{
    private const string FullAccess = "FullAWSAccess";

    public override IEnumerable<Fault> Refuse(Considered all)
    {
        var kept = all.Afterwards.Where(r => r.Address.Kind == KindNames.ScpAttachment)
            .SelectMany(r => r.DependsOn.Where(d => d.Kind != KindNames.Scp).Select(target => (Target: target, Policy: r.DependsOn.FirstOrDefault(d => d.Kind == KindNames.Scp))))
            .ToLookup(p => p.Target, p => p.Policy);
        var allowing = all.Afterwards.Where(r => r.Address.Kind == KindNames.Scp && Allows(r)).Select(r => r.Address).ToHashSet();

        var holders = kept.SelectMany(held => held.Select(policy => (Policy: policy, Target: held.Key))).ToLookup(p => p.Policy, p => p.Target);
        return from change in all.Pending
               from target in Weakened(change, holders)
               where !kept[target].Any(p => allowing.Contains(p) || p.Name == FullAccess)
               select Refusal(change, $"{target} would be left without any policy that allows, and everything below it denied", $"attach {FullAccess} or another allowing policy to {target} first");
    }

    // Where a change takes an Allow away: by detaching a policy, or by an edit that leaves it none.
    private static IEnumerable<Address> Weakened(Change change, ILookup<Address, Address> holders) => change switch
    {
        { Verb: Verb.Delete, Address.Kind: KindNames.ScpAttachment } => change.Before!.DependsOn.Where(d => d.Kind != KindNames.Scp),
        { Verb: Verb.Update, Address.Kind: KindNames.Scp } when Allows(change.Before!) && !Allows(change.After!) => holders[change.Address],
        _ => [],
    };

    private static bool Allows(Resource policy) => policy.Attributes["content"] is JsonObject content && content["Statement"] is JsonArray statements
        && statements.OfType<JsonObject>().Any(s => s["Effect"] is JsonValue effect && effect.TryGetValue<string>(out var text) && text == "Allow");
}
