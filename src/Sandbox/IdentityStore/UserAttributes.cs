using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.IdentityStore;

namespace SecretScoops.Governance.Sandbox.IdentityStore;

/// <summary>A user's attributes, between the wire's members and the paths by which UpdateUser names them.</summary>
internal static class UserAttributes
{
    /// <summary>The attributes that UpdateUser can set one by one.</summary>
    public static IReadOnlySet<string> Paths { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "userName", "displayName", "nickName", "profileUrl", "userType", "title", "preferredLanguage", "locale", "timezone", "website", "birthdate",
        "name.formatted", "name.familyName", "name.givenName", "name.middleName", "name.honorificPrefix", "name.honorificSuffix",
    };

    /// <summary>The attributes that a request gives.</summary>
    public static IEnumerable<(string Path, string Value)> Of(CreateUserRequest request)
    {
        var email = request.Emails?[0];
        (string, string?)[] all =
        [
            ("userName", request.UserName), ("displayName", request.DisplayName), ("nickName", request.NickName), ("profileUrl", request.ProfileUrl),
            ("userType", request.UserType), ("title", request.Title), ("preferredLanguage", request.PreferredLanguage), ("locale", request.Locale),
            ("timezone", request.Timezone), ("website", request.Website), ("birthdate", request.Birthdate),
            ("name.formatted", request.Name?.Formatted), ("name.familyName", request.Name?.FamilyName), ("name.givenName", request.Name?.GivenName),
            ("name.middleName", request.Name?.MiddleName), ("name.honorificPrefix", request.Name?.HonorificPrefix), ("name.honorificSuffix", request.Name?.HonorificSuffix),
            ("emails.value", email?.Value), ("emails.type", email?.Type), ("emails.primary", email?.Primary is true ? "true" : null),
        ];
        return all.Where(each => each.Item2 is not null).Select(each => (each.Item1, each.Item2!));
    }

    /// <summary>The user as ListUsers shows it.</summary>
    public static User Listed(StoredUser user, string identityStoreId)
    {
        var of = user.Attributes;
        return new User
        {
            IdentityStoreId = identityStoreId,
            UserId = user.Id,
            UserName = of.GetValueOrDefault("userName"),
            DisplayName = of.GetValueOrDefault("displayName"),
            NickName = of.GetValueOrDefault("nickName"),
            ProfileUrl = of.GetValueOrDefault("profileUrl"),
            UserType = of.GetValueOrDefault("userType"),
            Title = of.GetValueOrDefault("title"),
            PreferredLanguage = of.GetValueOrDefault("preferredLanguage"),
            Locale = of.GetValueOrDefault("locale"),
            Timezone = of.GetValueOrDefault("timezone"),
            Website = of.GetValueOrDefault("website"),
            Birthdate = of.GetValueOrDefault("birthdate"),
            UserStatus = "ENABLED",
            Name = NameOf(of),
            Emails = of.TryGetValue("emails.value", out var email) ? [new Email { Value = email, Type = of.GetValueOrDefault("emails.type"), Primary = of.ContainsKey("emails.primary") }] : null,
            CreatedAt = user.CreatedAt,
            UpdatedAt = user.UpdatedAt,
            CreatedBy = user.By,
            UpdatedBy = user.By,
        };
    }

    /// <summary>The user as DescribeUser shows it: the same members in another structure.</summary>
    public static DescribeUserResponse Described(StoredUser user, string identityStoreId)
    {
        var listed = Listed(user, identityStoreId);
        return new DescribeUserResponse
        {
            IdentityStoreId = listed.IdentityStoreId,
            UserId = listed.UserId,
            UserName = listed.UserName,
            DisplayName = listed.DisplayName,
            NickName = listed.NickName,
            ProfileUrl = listed.ProfileUrl,
            UserType = listed.UserType,
            Title = listed.Title,
            PreferredLanguage = listed.PreferredLanguage,
            Locale = listed.Locale,
            Timezone = listed.Timezone,
            Website = listed.Website,
            Birthdate = listed.Birthdate,
            UserStatus = listed.UserStatus,
            Name = listed.Name,
            Emails = listed.Emails,
            CreatedAt = listed.CreatedAt,
            UpdatedAt = listed.UpdatedAt,
            CreatedBy = listed.CreatedBy,
            UpdatedBy = listed.UpdatedBy,
        };
    }

    private static Name NameOf(SortedDictionary<string, string> of) => new()
    {
        Formatted = of.GetValueOrDefault("name.formatted"),
        FamilyName = of.GetValueOrDefault("name.familyName"),
        GivenName = of.GetValueOrDefault("name.givenName"),
        MiddleName = of.GetValueOrDefault("name.middleName"),
        HonorificPrefix = of.GetValueOrDefault("name.honorificPrefix"),
        HonorificSuffix = of.GetValueOrDefault("name.honorificSuffix"),
    };
}
