using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Accounts;

namespace SecretScoops.Governance.Sandbox.Accounts;

/// <summary>Contacts and the account's name.</summary>
internal sealed partial class AccountsSandbox
{
    public override GetAlternateContactResponse GetAlternateContact(GetAlternateContactRequest request, Call call)
    {
        var contact = Meant(request.AccountId, call).Contacts?.Alternates.GetValueOrDefault(request.AlternateContactType!) ?? throw NoContact();
        return new GetAlternateContactResponse
        {
            AlternateContact = new AlternateContact
            {
                AlternateContactType = request.AlternateContactType,
                Name = contact.Name,
                Title = contact.Title,
                EmailAddress = contact.Email,
                PhoneNumber = contact.Phone,
            },
        };
    }

    public override PutAlternateContactResponse PutAlternateContact(PutAlternateContactRequest request, Call call)
    {
        Contacts(Meant(request.AccountId, call)).Alternates[request.AlternateContactType!] =
            new StoredContact { Name = request.Name!, Title = request.Title!, Email = request.EmailAddress!, Phone = request.PhoneNumber! };
        return new PutAlternateContactResponse();
    }

    public override DeleteAlternateContactResponse DeleteAlternateContact(DeleteAlternateContactRequest request, Call call) =>
        Contacts(Meant(request.AccountId, call)).Alternates.Remove(request.AlternateContactType!) ? new() : throw NoContact();

    public override GetContactInformationResponse GetContactInformation(GetContactInformationRequest request, Call call)
    {
        var contact = Meant(request.AccountId, call).Contacts?.Primary ?? throw new ResourceNotFoundException("No contact information found for account.");
        return new GetContactInformationResponse
        {
            ContactInformation = new ContactInformation
            {
                FullName = contact.FullName,
                AddressLine1 = contact.AddressLine1,
                AddressLine2 = contact.AddressLine2,
                AddressLine3 = contact.AddressLine3,
                City = contact.City,
                StateOrRegion = contact.StateOrRegion,
                DistrictOrCounty = contact.DistrictOrCounty,
                PostalCode = contact.PostalCode,
                CountryCode = contact.CountryCode,
                PhoneNumber = contact.PhoneNumber,
                CompanyName = contact.CompanyName,
                WebsiteUrl = contact.WebsiteUrl,
            },
        };
    }

    public override PutContactInformationResponse PutContactInformation(PutContactInformationRequest request, Call call)
    {
        var contact = request.ContactInformation!;
        Contacts(Meant(request.AccountId, call)).Primary = new StoredPrimaryContact
        {
            FullName = contact.FullName!,
            AddressLine1 = contact.AddressLine1!,
            AddressLine2 = contact.AddressLine2,
            AddressLine3 = contact.AddressLine3,
            City = contact.City!,
            StateOrRegion = contact.StateOrRegion,
            DistrictOrCounty = contact.DistrictOrCounty,
            PostalCode = contact.PostalCode!,
            CountryCode = contact.CountryCode!,
            PhoneNumber = contact.PhoneNumber!,
            CompanyName = contact.CompanyName,
            WebsiteUrl = contact.WebsiteUrl,
        };
        return new PutContactInformationResponse();
    }

    public override GetAccountInformationResponse GetAccountInformation(GetAccountInformationRequest request, Call call)
    {
        var account = Meant(request.AccountId, call);
        return new GetAccountInformationResponse { AccountId = account.Id, AccountName = account.Name, AccountCreatedDate = account.JoinedAt, AccountState = account.State };
    }

    public override PutAccountNameResponse PutAccountName(PutAccountNameRequest request, Call call)
    {
        Meant(request.AccountId, call).Name = request.AccountName!;
        return new PutAccountNameResponse();
    }

    private static ResourceNotFoundException NoContact() => new("No contact of the inputted alternate contact type found.");
}
