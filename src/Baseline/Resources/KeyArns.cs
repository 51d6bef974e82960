using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Keys by their ARNs, as AWS tells and takes them.</summary>
internal static class KeyArns
{
    /// <summary>What AWS tells, as an attribute; null for no key.</summary>
    public static async Task<KeyUse?> ReadAsync(string? arn, AwsWorld world, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return null;
        }

        // The aliases first, whatever is known already: what a reading rests on must not depend on which was made before it.
        var address = await AliasedAsync(arn, world, cancel) ?? world.Ids.AddressOf(arn);
        return address is { } ours ? KeyUse.Of(ours) : new(null, arn);
    }

    /// <summary>The ARN that AWS takes.</summary>
    /// <exception cref="FaultException">There is no key of that address.</exception>
    public static async Task<string> ArnAsync(KeyUse use, AwsWorld world, CancellationToken cancel) => use.Key is not { To: var address }
        ? use.Other!
        : world.Ids.TryOf(address)
            ?? (await KeyAliases.OfAsync(address.Within!.Value, world, cancel)).ArnOf(address.Name)
            ?? world.Ids.Of(address);

    // arn:aws:kms:eu-west-1:123456789012:key/1234abcd-…
    private static async Task<Address?> AliasedAsync(string arn, AwsWorld world, CancellationToken cancel) =>
        arn.Split(':', 6) is [_, _, "kms", var region, var accountId, var resource] && resource.StartsWith("key/", StringComparison.Ordinal)
            && world.Ids.AddressOf(accountId) is { Kind: KindNames.Account } account
            && (await KeyAliases.OfAsync(new(account.Name, region), world, cancel)).NameOf(resource["key/".Length..]) is { } name
            ? new Scope(account.Name, region).Address(KindNames.KmsKey, name)
            : null;
}
