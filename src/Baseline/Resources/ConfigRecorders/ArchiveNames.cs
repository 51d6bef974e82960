using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>
/// What AWS calls the places that recorders deliver to, and back. Buckets and topics have names that follow from the policies; a key's id is AWS's, and its alias tells which it is.
/// Kinds are read side by side, so this asks for the aliases itself, once in a run, and only where something is encrypted with a key.
/// </summary>
/// <param name="world">The run.</param>
internal sealed class ArchiveNames(AwsWorld world)
{
    /// <summary>Needed for keys.</summary>
    public const string ReadPermission = "kms:ListAliases";

    private readonly Scope archive = ConfigRecorderKind.ArchiveOf(world.Policies);

    /// <summary>A bucket's name: prefix, purpose, the account's id and the region.</summary>
    public string Bucket(Reference bucket) =>
        world.Ids.TryOf(bucket.To) ?? $"{world.LandingZone.NamePrefix}{bucket.To.Name}-{world.AccountId(bucket.To.Account!)}-{bucket.To.Region}";

    /// <summary>Which bucket of ours has this name; one that is not ours by its name alone.</summary>
    public Reference BucketOf(string name)
    {
        var (prefix, suffix) = (world.LandingZone.NamePrefix, $"-{world.Ids.TryOf(new(KindNames.Account, archive.Account))}-{archive.Region}");
        var ours = name.Length > prefix.Length + suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal);
        return new(ours ? archive.Address(KindNames.Bucket, name[prefix.Length..^suffix.Length]) : new(KindNames.Bucket, name));
    }

    /// <summary>A key's ARN.</summary>
    /// <exception cref="FaultException">There is no such key.</exception>
    public async Task<string> KeyAsync(Reference key, CancellationToken cancel)
    {
        var id = world.Ids.TryOf(key.To) ?? (await KeysAsync(cancel)).Where(k => k.Value == key.To.Name).Select(k => k.Key).FirstOrDefault() ?? world.Ids.Of(key.To);
        return id.StartsWith("arn:", StringComparison.Ordinal) ? id : Arn("kms", key.To.Within!.Value, $"key/{id}");
    }

    /// <summary>Which key has this ARN.</summary>
    public async Task<Reference> KeyOfAsync(string arn, CancellationToken cancel) =>
        new((await KeysAsync(cancel)).TryGetValue(arn[(arn.LastIndexOf('/') + 1)..], out var name) ? archive.Address(KindNames.KmsKey, name) : new(KindNames.KmsKey, arn));

    /// <summary>A topic's ARN.</summary>
    public string Topic(Reference topic) =>
        world.Ids.TryOf(topic.To) is { } known && known.StartsWith("arn:", StringComparison.Ordinal) ? known : Arn("sns", topic.To.Within!.Value, world.LandingZone.NamePrefix + topic.To.Name);

    /// <summary>Which topic has this ARN.</summary>
    public Reference TopicOf(string arn)
    {
        var (parts, prefix) = (arn.Split(':', 6), world.LandingZone.NamePrefix);
        return new(parts is [_, _, _, var region, var account, var name] && account == world.Ids.TryOf(new(KindNames.Account, archive.Account)) && name.StartsWith(prefix, StringComparison.Ordinal)
            ? (archive with { Region = region }).Address(KindNames.Topic, name[prefix.Length..])
            : new(KindNames.Topic, arn));
    }

    // Id → name.
    private Task<IReadOnlyDictionary<string, string>> KeysAsync(CancellationToken cancel) => world.SharedAsync<IReadOnlyDictionary<string, string>>("config delivery keys", async stop =>
    {
        var prefix = $"alias/{world.LandingZone.NamePrefix}";
        var session = world.SessionOf(archive);
        var aliases = await Paged.AllAsync(async marker =>
        {
            var page = await session.Kms.ListAliasesAsync(new() { Marker = marker }, stop);
            return (page.Aliases, page.Truncated == true ? page.NextMarker : null);
        });
        return aliases.Where(a => a.TargetKeyId is not null && a.AliasName.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(a => a.TargetKeyId)
            .ToDictionary(a => a.Key, a => a.First().AliasName[prefix.Length..], StringComparer.Ordinal);
    }, cancel);

    private string Arn(string service, Scope place, string resource) => $"arn:{world.Session.Partition}:{service}:{place.Region}:{world.AccountId(place.Account)}:{resource}";
}
