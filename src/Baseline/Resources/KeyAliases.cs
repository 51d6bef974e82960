using Amazon.KeyManagementService.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The aliases of one account and region that bear the landing zone's prefix, and the keys behind them.</summary>
/// <param name="keys">Names without the prefix, and ids of keys.</param>
/// <param name="arn">What the keys' ARNs begin with.</param>
internal sealed class KeyAliases(IReadOnlyDictionary<string, string> keys, string arn)
{
    /// <summary>Needed to read them.</summary>
    public const string ReadPermission = "kms:ListAliases";

    /// <summary>Names without the prefix, and ids of keys.</summary>
    public IReadOnlyDictionary<string, string> Keys => keys;

    /// <summary>One place's aliases, read once in a run.</summary>
    public static Task<KeyAliases> OfAsync(Scope place, AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync($"key-aliases@{place}", stop => ReadAsync(place, world, stop), cancel);

    /// <summary>One place's aliases, read anew.</summary>
    public static async Task<KeyAliases> ReadAsync(Scope place, AwsWorld world, CancellationToken cancel)
    {
        var kms = world.SessionOf(place).Kms;
        var aliases = await Paged.AllAsync(async marker =>
        {
            var page = await kms.ListAliasesAsync(new ListAliasesRequest { Marker = marker, Limit = 100 }, cancel);
            return (page.Aliases, page.Truncated == true ? page.NextMarker : null);
        });
        var prefix = Alias(world, "");
        return new(
            aliases
                .Where(alias => alias.AliasName.StartsWith(prefix, StringComparison.Ordinal) && alias.AliasName.Length > prefix.Length && !string.IsNullOrEmpty(alias.TargetKeyId))
                .ToDictionary(alias => alias.AliasName[prefix.Length..], alias => alias.TargetKeyId, StringComparer.Ordinal),
            $"arn:{world.Session.Partition}:kms:{place.Region}:{world.AccountId(place.Account)}:key/");
    }

    /// <summary>A key's alias.</summary>
    public static string Alias(AwsWorld world, string name) => $"alias/{world.LandingZone.NamePrefix}{name}";

    /// <summary>The name of a key's alias; null where it has none of ours.</summary>
    public string? NameOf(string keyId) => keys.FirstOrDefault(key => key.Value == keyId).Key;

    /// <summary>The ARN of the key behind a name; null for none.</summary>
    public string? ArnOf(string name) => keys.TryGetValue(name, out var id) ? arn + id : null;
}
