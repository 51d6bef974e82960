using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.KmsKeys;

/// <summary>The key that something is encrypted with, as an attribute: one of ours by its address, a stranger's as AWS tells it.</summary>
/// <param name="Key">Null for a stranger's.</param>
/// <param name="Other">Null for one of ours.</param>
internal sealed record KeyUse(Reference? Key, string? Other)
{
    /// <summary>One of ours.</summary>
    public static KeyUse Of(Address key) => new(new Reference(key), null);

    /// <summary>What AWS tells, as an attribute; null for no key.</summary>
    public static async Task<KeyUse?> ReadAsync(string? arn, AwsWorld world, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return null;
        }

        if (world.Ids.AddressOf(arn) is { } known)
        {
            return Of(known);
        }

        // arn:aws:kms:eu-west-1:123456789012:key/1234abcd-…
        return arn.Split(':', 6) is [_, _, "kms", var region, var accountId, var resource] && resource.StartsWith("key/", StringComparison.Ordinal)
            && world.Ids.AddressOf(accountId) is { Kind: KindNames.Account } account
            && (await KeyAliases.OfAsync(new(account.Name, region), world, cancel)).NameOf(resource["key/".Length..]) is { } name
            ? Of(new Scope(account.Name, region).Address(KindNames.KmsKey, name))
            : new(null, arn);
    }

    /// <summary>The ARN that AWS takes.</summary>
    /// <exception cref="FaultException">There is no key of that address.</exception>
    public async Task<string> ArnAsync(AwsWorld world, CancellationToken cancel) => Key is not { To: var address }
        ? Other!
        : world.Ids.TryOf(address)
            ?? (await KeyAliases.OfAsync(address.Within!.Value, world, cancel)).ArnOf(address.Name)
            ?? world.Ids.Of(address);
}
