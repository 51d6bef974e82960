using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Where the buckets of the log archive lie, as the policies say. Pure.</summary>
internal static class BucketPlaces
{
    /// <summary>Where a bucket lies.</summary>
    public static Scope Of(BucketPolicy bucket, LogArchivePolicy archive, LandingZone landingZone) => new(archive.Account, bucket.Region ?? landingZone.HomeRegion);

    /// <summary>The name as documents carry it, with the account's name for its id.</summary>
    public static string NameIn(string purpose, Scope place, LandingZone landingZone) => $"{landingZone.NamePrefix}{purpose}-{PlacedText.Account(place.Account)}-{place.Region}";
}
