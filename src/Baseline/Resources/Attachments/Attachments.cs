using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Attachments;

/// <summary>A guardrail attached to a target.</summary>
/// <param name="Policy">Which guardrail.</param>
/// <param name="Target">The organization's root, a unit or an account.</param>
/// <param name="AwsManaged">True when the policy is AWS's own and comes with the target; else null.</param>
internal sealed record AttachmentAttributes(Reference Policy, Reference Target, bool? AwsManaged = null);

/// <summary>
/// Where guardrails of one type are attached: <c>scp-attachment/deny-root-user:ou/PROD</c>. A kind of its own, so that the plan can attach everything on a target
/// before it detaches anything there, and so that a new account waits for exactly the attachments above it.
/// </summary>
/// <param name="type">The type of the guardrails.</param>
internal sealed class AttachmentKind(GuardrailType type) : ResourceKind<AttachmentAttributes>(type.AttachmentKind, Nature.Thing, AttachmentJson.Default.AttachmentAttributes)
{
    /// <summary>The type of the guardrails.</summary>
    public GuardrailType Type { get; } = type;

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        from guardrail in policies.Guardrails
        where guardrail.Value.Type == Type.Declared
        from target in guardrail.Value.Targets
        select Attached(guardrail.Value.Name, AddressOf(target)) with { DeclaredAt = guardrail.Where };

    /// <inheritdoc/>
    public override Address? OwnedThrough(Resource resource) => Typed(resource).AwsManaged == true ? null : Typed(resource).Policy.To;

    /// <summary>An attachment as the engine sees it; ours when its guardrail is.</summary>
    public Resource Attached(string guardrail, Address target, bool owned = true, bool awsManaged = false) =>
        Of($"{guardrail}:{target.Kind}/{target.Name}", new(new(new(Type.Kind, guardrail)), new(target), awsManaged ? true : null), owned);

    /// <summary>
    /// Detaching comes last: after everything that is to be attached to the same target, above it or below it (a guardrail that moves from the root to the units
    /// is in force all the while), after every guardrail has its new content, and after the accounts that are to leave the target have left.
    /// </summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending)
    {
        if (change.Verb != Verb.Delete)
        {
            return [];
        }

        var target = TargetOf(change.Before!);
        var attached = pending.Of(Name).Where(c => c.Verb == Verb.Create && InLineWith(target, TargetOf(c.After!)));
        var written = pending.Of(Type.Kind).Where(c => c.Verb is Verb.Create or Verb.Update);
        var moved = pending.Of(KindNames.Placement).Where(c => c.Verb == Verb.Update && c.Before!.DependsOn.Any(place => place.Kind != KindNames.Account && InLineWith(target, place)));
        return attached.Concat(written).Concat(moved).Select(c => c.Address);
    }

    // Which unit an account lies in is not known here, so an account is in line with everything.
    private static bool InLineWith(Address one, Address other) =>
        one.Kind != KindNames.OrganizationalUnit || other.Kind != KindNames.OrganizationalUnit || one == other
        || one.Name.StartsWith(other.Name + "/", StringComparison.Ordinal) || other.Name.StartsWith(one.Name + "/", StringComparison.Ordinal);

    private Address TargetOf(Resource attachment) => attachment.DependsOn.First(d => d.Kind != Type.Kind);

    private static Address AddressOf(GuardrailTarget target) => target switch
    {
        GuardrailTarget.OrganizationalUnit unit => new(KindNames.OrganizationalUnit, unit.Path),
        GuardrailTarget.Account account => new(KindNames.Account, account.Name),
        _ => Address.Root,
    };
}
