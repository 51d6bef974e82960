namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Where the resources of a scoped kind live.</summary>
internal enum Places
{
    /// <summary>Once in every governed account.</summary>
    Accounts,

    /// <summary>Once in every governed region of every governed account.</summary>
    Regions,

    /// <summary>In every governed region of the management account.</summary>
    ManagementRegions,

    /// <summary>In the home region of every governed account.</summary>
    HomeRegion,
}
