using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Names of buckets, unique over all accounts there are: prefix, purpose, account, region.</summary>
internal static class BucketNames
{
    /// <summary>The name at AWS.</summary>
    public static string Of(Address bucket, AwsWorld world) => $"{world.LandingZone.NamePrefix}{bucket.Name}-{world.AccountId(bucket.Account!)}-{bucket.Region}";

    /// <summary>The address behind a name, in whatever place of the landing zone; null for a name that is none of ours.</summary>
    public static Address? Find(string? name, AwsWorld world)
    {
        const int AccountIdLength = 12;
        foreach (var region in world.LandingZone.AllRegions)
        {
            var end = (name?.Length ?? 0) - region.Length - 1;
            if (end > AccountIdLength && name!.EndsWith($"-{region}", StringComparison.Ordinal)
                && world.Ids.AddressOf(name[(end - AccountIdLength)..end]) is { Kind: KindNames.Account } account)
            {
                return Find(name, new(account.Name, region), world);
            }
        }

        return null;
    }

    /// <summary>The address behind a name in a place; null for a name that is none of ours.</summary>
    public static Address? Find(string name, Scope place, AwsWorld world)
    {
        var (prefix, suffix) = (world.LandingZone.NamePrefix, $"-{world.AccountId(place.Account)}-{place.Region}");
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > prefix.Length + suffix.Length
            ? place.Address(KindNames.Bucket, name[prefix.Length..^suffix.Length])
            : null;
    }
}
