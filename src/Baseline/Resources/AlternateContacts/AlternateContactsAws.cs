using Amazon.Account;
using Amazon.Account.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.AlternateContacts;

/// <summary>
/// The calls of <see cref="AlternateContactKind"/>. Each account asks for its own: without an account id a call needs no trusted access, and the management account
/// may not name itself anyway (Account Management API Reference, GetAlternateContact, read 2026-11).
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class AlternateContactsAws(AlternateContactKind kind) : ScopedSetting<AlternateContactAttributes>(kind, Places.Accounts)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["account:GetAlternateContact"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["account:PutAlternateContact", "account:DeleteAlternateContact"];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) =>
        AlternateContactKind.Declared(world.Policies).Count == 0 ? [] : await base.ScopesAsync(world, cancel);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        await Paged.EachAsync(AlternateContactKind.Declared(world.Policies), (sort, stop) => SeenAsync(scope.Address(kind.Name, sort.Name), session.Account, stop), cancel);

    /// <inheritdoc/>
    protected override async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel) => await SeenAsync(address, session.Account, cancel);

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, AlternateContactAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var account = world.SessionOf(address).Account;
        if (desired.Enabled)
        {
            await account.PutAlternateContactAsync(
                new()
                {
                    AlternateContactType = TypeOf(address),
                    Name = desired.ContactName,
                    Title = desired.Title,
                    EmailAddress = desired.Email,
                    PhoneNumber = desired.Phone,
                },
                cancel);
            return;
        }

        try
        {
            await account.DeleteAlternateContactAsync(new() { AlternateContactType = TypeOf(address) }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    private static AlternateContactType TypeOf(Address address) => AlternateContactType.FindValue(address.Name.ToUpperInvariant());

    private async Task<Resource> SeenAsync(Address address, IAmazonAccount account, CancellationToken cancel)
    {
        try
        {
            var contact = (await account.GetAlternateContactAsync(new() { AlternateContactType = TypeOf(address) }, cancel)).AlternateContact;
            return kind.Of(address, new(true, contact.Name, contact.Title, contact.EmailAddress, contact.PhoneNumber));
        }
        catch (ResourceNotFoundException)
        {
            return kind.Of(address, AlternateContactAttributes.None);
        }
    }
}
