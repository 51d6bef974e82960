using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources.ConfigRecorders;

/// <summary>What AWS calls the places that recorders deliver to, and back: buckets and topics have names that follow from the policies.</summary>
/// <param name="world">The run.</param>
internal sealed class ArchiveNames(AwsWorld world)
{
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

    /// <summary>A topic's ARN.</summary>
    public string Topic(Reference topic) =>
        world.Ids.TryOf(topic.To) is { } known && known.StartsWith("arn:", StringComparison.Ordinal) ? known : Arn(topic.To.Within!.Value, world.LandingZone.NamePrefix + topic.To.Name);

    /// <summary>Which topic has this ARN.</summary>
    public Reference TopicOf(string arn)
    {
        var (parts, prefix) = (arn.Split(':', 6), world.LandingZone.NamePrefix);
        return new(parts is [_, _, _, var region, var account, var name] && account == world.Ids.TryOf(new(KindNames.Account, archive.Account)) && name.StartsWith(prefix, StringComparison.Ordinal)
            ? (archive with { Region = region }).Address(KindNames.Topic, name[prefix.Length..])
            : new(KindNames.Topic, arn));
    }

    private string Arn(Scope place, string name) => $"arn:{world.Session.Partition}:sns:{place.Region}:{world.AccountId(place.Account)}:{name}";
}
