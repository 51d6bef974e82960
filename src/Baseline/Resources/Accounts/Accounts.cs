using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Accounts;

/// <summary>An account.</summary>
/// <param name="Organization">The organization it belongs to.</param>
/// <param name="Email">Of its root user; AWS keeps it unique over all accounts there are. Null for the management account, whose address is its owner's affair.</param>
/// <param name="State">Declared accounts are <c>ACTIVE</c>.</param>
internal sealed record AccountAttributes(Reference Organization, string? Email, string State);

/// <summary>Member accounts: created when declared and missing, never closed or renamed by this tool. The management account must exist, and does.</summary>
internal sealed class AccountKind() : ResourceKind<AccountAttributes>(KindNames.Account, Nature.Thing, AccountJson.Default.AccountAttributes)
{
    /// <summary>The state of an account that can be used.</summary>
    public const string Active = "ACTIVE";

    /// <inheritdoc/>
    public override IReadOnlyList<string> RefersTo => [KindNames.Organization];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
    [
        Management(policies.LandingZone.ManagementAccount) with { External = true },
        .. policies.Accounts.Select(a => Of(a.Value.Name, new(new(Address.Root), a.Value.Email, Active), declaredAt: a.Where)),
    ];

    /// <summary>The management account, declared and observed alike: nothing about it is managed.</summary>
    public Resource Management(string name) => Of(name, new(new(Address.Root), null, Active), owned: false);

    /// <inheritdoc/>
    public override Fault? Refuse(Change change) => change is not { Verb: Verb.Update, After: { } after, Before: { } before } ? null : new()
    {
        Code = "immutable",
        What = (Typed(before), Typed(after)) switch
        {
            (var b, _) when b.State != Active => $"refused: account \"{change.Address.Name}\" is {b.State}",
            (var b, var a) => $"refused: account \"{change.Address.Name}\" has the e-mail address \"{b.Email}\", and \"{a.Email}\" is declared",
        },
        Where = after.DeclaredAt ?? new(change.Address.ToString()),
        Remedy = Typed(before).State != Active
            ? "ask AWS Support to reopen it (possible for 90 days after closing), or take it out of the policies"
            : "correct the declaration; to change the address itself, sign in to that account or use account:StartPrimaryEmailUpdate",
    };
}
