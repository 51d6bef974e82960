using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Policies;

/// <summary>A KMS key, once for each of its places.</summary>
internal sealed record KeyPolicy
{
    /// <summary>What policies and addresses call it; its alias is the landing zone's prefix and this.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Accounts that have a key of this name, by name.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Regions of those accounts; null for the home region alone.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Days between rotations; null where the key is not rotated.</summary>
    public int? RotationDays { get; init; }

    /// <summary>Days that a deletion waits and can be taken back.</summary>
    public required int DeletionWindowDays { get; init; }

    /// <summary>Services that encrypt with it.</summary>
    public required IReadOnlyList<ServiceUse> Services { get; init; }

    /// <summary>Permission sets whose people may decrypt with it.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Where there is a key of this name.</summary>
    public IEnumerable<Scope> Places(LandingZone landingZone) =>
        from account in Accounts
        from region in Regions ?? [landingZone.HomeRegion]
        select new Scope(account, region);
}
