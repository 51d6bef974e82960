using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.AlternateContacts;

/// <summary>Whom AWS writes to beside the root user. All but the first are null where there is nobody.</summary>
/// <param name="Enabled">Whether there is anybody.</param>
/// <param name="ContactName">A person or a team.</param>
/// <param name="Title">What they are.</param>
/// <param name="Email">Where they read.</param>
/// <param name="Phone">Where they answer.</param>
internal sealed record AlternateContactAttributes(bool Enabled, string? ContactName, string? Title, string? Email, string? Phone)
{
    /// <summary>Nobody.</summary>
    public static AlternateContactAttributes None { get; } = new(false, null, null, null, null);
}

/// <summary>Alternate contacts: <c>alternate-contact/security@prod</c>, the same in every account.</summary>
internal sealed class AlternateContactKind()
    : ResourceKind<AlternateContactAttributes>(KindNames.AlternateContact, Nature.Setting, AlternateContactJson.Default.AlternateContactAttributes)
{
    /// <summary>AWS's words for the sorts that the policies name, and ours.</summary>
    public static IReadOnlyList<(string Type, string Name)> Declared(PolicyBundle policies) =>
        [.. (policies.Find(AccountDefaultsFile.Area)?.Value.Contacts ?? []).Select(contact => (contact.Key, NameOf(contact.Key)))];

    /// <summary>What addresses call a sort.</summary>
    public static string NameOf(string type) => type.ToLowerInvariant();

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        from account in policies.Accounts.Select(account => account.Value.Name).Prepend(policies.LandingZone.ManagementAccount)
        from contact in policies.Find(AccountDefaultsFile.Area)?.Value.Contacts ?? []
        let attributes = contact.Value.Enabled ? new(true, contact.Value.Name, contact.Value.Title, contact.Value.Email, contact.Value.Phone) : AlternateContactAttributes.None
        select Of(new Scope(account).Address(Name, NameOf(contact.Key)), attributes, declaredAt: contact.Where);
}
