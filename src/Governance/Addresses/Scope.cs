namespace SecretScoops.Governance.Addresses;

/// <summary>A place where resources live: an account, or one region of it.</summary>
/// <param name="Account">The account's name, as the policies call it.</param>
/// <param name="Region">Null for what is global within the account.</param>
internal readonly record struct Scope(string Account, string? Region = null)
{
    /// <summary>The address of a resource that lives here.</summary>
    public Address Address(string kind, string name) => new(kind, name, ToString());

    /// <summary>Whether this place is, or lies within, the account or region given; a region of null stands for the whole account.</summary>
    public bool IsWithin(string account, string? region) =>
        string.Equals(Account, account, StringComparison.Ordinal) && (region is null || string.Equals(Region, region, StringComparison.Ordinal));

    /// <summary><c>prod</c> or <c>prod/eu-west-1</c>, as addresses have it.</summary>
    public override string ToString() => Region is null ? Account : $"{Account}/{Region}";
}
