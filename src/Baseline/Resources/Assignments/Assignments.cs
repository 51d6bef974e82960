using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Assignments;

/// <summary>Who may use which permission set in which account.</summary>
/// <param name="Group">The group; null for what is assigned to a single user, or to a group that is no more.</param>
/// <param name="Principal"><c>USER/id</c> or <c>GROUP/id</c> where there is no group to name; else null.</param>
/// <param name="PermissionSet">What they may do.</param>
/// <param name="Account">Where.</param>
internal sealed record AssignmentAttributes(Reference? Group, string? Principal, Reference PermissionSet, Reference Account);

/// <summary>
/// Assignments: <c>assignment/SecretScoops-Auditors:AuditorReadOnly@prod</c>. Whoever was given one of our permission sets by hand, a single user too, has an assignment of ours that
/// nobody declared: it shows in the plan and goes.
/// </summary>
internal sealed class AssignmentKind() : ResourceKind<AssignmentAttributes>(KindNames.Assignment, Nature.Thing, AssignmentJson.Default.AssignmentAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies)
    {
        var displayNames = policies.Groups.ToDictionary(g => g.Value.Name, g => GroupNames.DisplayName(g.Value, policies.LandingZone), StringComparer.Ordinal);
        return policies.Assignments.Select(a =>
            Of(new(KindNames.Group, displayNames[a.Value.Group]), null, a.Value.PermissionSet, a.Value.Account) with { DeclaredAt = a.Where });
    }

    /// <inheritdoc/>
    public override Address? OwnedThrough(Resource resource) => Typed(resource).PermissionSet.To;

    /// <summary>An assignment as the engine sees it; ours when its permission set is.</summary>
    public Resource Of(Address? group, string? principal, string permissionSet, string account, bool owned = true) => Of(
        new Address(Name, $"{group?.Name ?? principal}:{permissionSet}", account),
        new(
            group is { } g ? new Reference(g) : null,
            group is null ? principal : null,
            new(new(KindNames.PermissionSet, permissionSet)),
            new(new(KindNames.Account, account))),
        owned);

    /// <summary>Nobody enters an account before it lies in its unit, under its guardrails.</summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) =>
        change.Verb == Verb.Create ? [new(KindNames.Placement, change.Address.Scope)] : [];
}
