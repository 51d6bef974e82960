using System.Text.Json;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.IdentityStore;

namespace SecretScoops.Governance.Sandbox.IdentityStore;

/// <summary>The identity store of the organization's Identity Center instance. This part says who may call; the others hold a topic each.</summary>
internal sealed partial class IdentityStoreSandbox(World world) : IdentityStoreOperations, IBehaviour
{
    // The API's largest page.
    private readonly Pages pages = new(world.Options, 100, static () => new ValidationException("Invalid NextToken."));

    private StoredIdentityCenter Center => world.State.IdentityCenter;

    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new ThrottlingException("Rate exceeded") { RetryAfterSeconds = 1 };

    /// <inheritdoc/>
    public WireException Conflict() => new ConflictException("The request conflicts with another modification in progress.") { Reason = "CONCURRENT_MODIFICATION" };

    private static ConflictException NotUnique(string message) => new(message) { Reason = "UNIQUENESS_CONSTRAINT_VIOLATION" };

    private static ResourceNotFoundException NotFound(string type, string message, string? id = null) => new(message) { ResourceType = type, ResourceId = id };

    private static bool SameName(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>An attribute's new value; null where it is to be removed.</summary>
    private static string? Text(JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.Value.GetString(),
        _ => throw new ValidationException("Attribute value must be a string."),
    };

    private static string Filtered(Filter filter, string attribute) => filter.AttributePath == attribute
        ? filter.AttributeValue!
        : throw new ValidationException($"Attribute path {filter.AttributePath} is not supported for filters.");

    /// <summary>The attribute and value that an alternate identifier names.</summary>
    private static (string Path, string Value) Unique(AlternateIdentifier identifier, string resourceType, params string[] attributes)
    {
        if (identifier.UniqueAttribute is not { } unique)
        {
            // External ids come with provisioning by SCIM, which the sandbox has not: none is known.
            throw identifier.ExternalId is null ? new ValidationException("AlternateIdentifier is missing.") : NotFound(resourceType, $"{resourceType} not found.");
        }

        var path = Array.Find(attributes, attribute => SameName(attribute, unique.AttributePath));
        return path is not null && Text(unique.AttributeValue) is { } value
            ? (path, value)
            : throw new ValidationException($"Attribute path {unique.AttributePath} is not supported.");
    }

    private void Require(Call call, string identityStoreId)
    {
        var organization = world.State.Organization;
        if (organization is null || !world.AdministersIdentityCenter(call.AccountId))
        {
            throw new AccessDeniedException($"User: {call.PrincipalArn} is not authorized to perform this operation.");
        }

        if (world.IdentityCenterRegion(call.Region) != call.Region || identityStoreId != IdentityCenterIds.IdentityStoreId(organization))
        {
            throw NotFound("IDENTITY_STORE", "Identity store not found.", identityStoreId);
        }
    }

    private StoredGroup Group(string id) => Center.Groups.Find(group => group.Id == id) ?? throw NotFound("GROUP", "GROUP not found.", id);

    private StoredUser User(string id) => Center.Users.Find(user => user.Id == id) ?? throw NotFound("USER", "USER not found.", id);

    // The store's own ten digits, then a UUID.
    private string NewId() => $"{IdentityCenterIds.IdentityStoreId(world.State.Organization!)[2..]}-{world.Ids.Uuid()}";
}
