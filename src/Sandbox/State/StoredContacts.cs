namespace SecretScoops.Governance.Sandbox.State;

/// <summary>Contacts and other facts of one account, as the Account service has them.</summary>
internal sealed record StoredContacts
{
    /// <summary>By sort: <c>BILLING</c>, <c>OPERATIONS</c>, <c>SECURITY</c>.</summary>
    public SortedDictionary<string, StoredContact> Alternates { get; set; } = new(StringComparer.Ordinal);

    public StoredPrimaryContact? Primary { get; set; }

    /// <summary>Regions on their way: to <c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public SortedDictionary<string, StoredChange> Regions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Regions that must be opted into, and that the account enabled.</summary>
    public List<string> OptedIn { get; set; } = [];
}

/// <summary>An alternate contact.</summary>
internal sealed record StoredContact
{
    public required string Name { get; set; }

    public required string Title { get; set; }

    public required string Email { get; set; }

    public required string Phone { get; set; }
}

/// <summary>The primary contact.</summary>
internal sealed record StoredPrimaryContact
{
    public required string FullName { get; set; }

    public required string AddressLine1 { get; set; }

    public string? AddressLine2 { get; set; }

    public string? AddressLine3 { get; set; }

    public required string City { get; set; }

    public string? StateOrRegion { get; set; }

    public string? DistrictOrCounty { get; set; }

    public required string PostalCode { get; set; }

    public required string CountryCode { get; set; }

    public required string PhoneNumber { get; set; }

    public string? CompanyName { get; set; }

    public string? WebsiteUrl { get; set; }
}
