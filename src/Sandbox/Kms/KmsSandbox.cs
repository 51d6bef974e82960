using System.Globalization;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Kms;

namespace SecretScoops.Governance.Sandbox.Kms;

/// <summary>The Key Management Service. This part finds keys; the others hold a topic each. Nothing is encrypted here; keys of NIST's curves sign.</summary>
internal sealed partial class KmsSandbox(World world) : KmsOperations, IBehaviour
{
    private readonly Pages pages = new(world.Options, 1_000, static () => new InvalidMarkerException("The marker is invalid."));

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var gone = false;
        foreach (var kms in world.State.Accounts.SelectMany(account => account.Regions.Values).Select(region => region.Kms).OfType<StoredKms>())
        {
            foreach (var key in kms.Keys.Where(key => key.DeletionDate <= world.Now).ToList())
            {
                gone = true;
                kms.Keys.Remove(key);
                kms.Aliases.Where(alias => alias.Value.KeyId == key.Id).Select(alias => alias.Key).ToList().ForEach(name => kms.Aliases.Remove(name));
            }
        }

        return gone;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new("ThrottlingException", "Rate exceeded", 400);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    /// <summary>The key behind an id, an ARN or an alias, wherever it is; for services that encrypt with it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="accountId">The account that names it.</param>
    /// <param name="region">The region in which it is named.</param>
    /// <param name="name">Id, ARN, alias or ARN of an alias.</param>
    public static StoredKey? Find(World world, string accountId, string region, string name)
    {
        if (name.Split(':', 6) is [_, _, "kms", var there, var owner, var resource])
        {
            (region, accountId, name) = (there, owner, resource.StartsWith("key/", StringComparison.Ordinal) ? resource["key/".Length..] : resource);
        }

        if (!world.State.Accounts.Exists(account => account.Id == accountId) || world.Region(accountId, region).Kms is not { } kms)
        {
            return null;
        }

        var id = name.StartsWith("alias/", StringComparison.Ordinal) ? kms.Aliases.GetValueOrDefault(name)?.KeyId : name;
        return kms.Keys.Find(key => key.Id == id);
    }

    private static string Refused(StoredKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Arn} is {(key.State == "PendingDeletion" ? "pending deletion" : key.State.ToLowerInvariant())}.");

    private StoredKms Kms(Call call) => world.Region(call).Kms ??= new();

    /// <summary>A key of the caller's account and region. Aliases are taken by operations that use a key only, and by DescribeKey: KMS API Reference, KeyId, read 2026-11.</summary>
    private StoredKey Key(Call call, string name, bool byAlias = false)
    {
        if (!byAlias && name.Contains("alias/", StringComparison.Ordinal))
        {
            throw new InvalidArnException($"Invalid keyId {name}");
        }

        if (name.Split(':', 6) is [_, _, "kms", _, var owner, _] && owner != call.AccountId)
        {
            throw new WireException("AccessDeniedException", $"User: {call.PrincipalArn} is not authorized to perform this operation on resource: {name}", 400);
        }

        return Find(world, call.AccountId, call.Region, name) is { } key && key.Arn.Contains($":{call.Region}:", StringComparison.Ordinal)
            ? key
            : throw new NotFoundException($"Key '{name}' does not exist");
    }

    /// <summary>A key that takes changes: one that waits for its deletion takes none but the taking back.</summary>
    private StoredKey ForChange(Call call, string name)
    {
        var key = Key(call, name);
        return key.State == "PendingDeletion" ? throw new KMSInvalidStateException(Refused(key)) : key;
    }
}
