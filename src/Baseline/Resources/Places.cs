namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Where the resources of a scoped kind live.</summary>
internal enum Places
{
    /// <summary>Once in every governed account.</summary>
    Accounts,

    /// <summary>In every governed region of every governed account, and wherever it may be left: in retired regions.</summary>
    Regions,

    /// <summary>In every governed region of every governed account and nowhere else: settings that cannot be off, and stay as they are where a region is retired.</summary>
    GovernedRegions,

    /// <summary>In every governed or retired region of the management account.</summary>
    ManagementRegions,

    /// <summary>In the home region of every governed account.</summary>
    HomeRegion,
}
