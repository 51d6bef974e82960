namespace SecretScoops.Governance.Policies;

/// <summary>A unit of the organization's tree.</summary>
/// <param name="Path">Names from below the root, as in <c>Workloads/PROD</c>.</param>
internal sealed record OrganizationalUnitPolicy(string Path)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Path of the unit above; null directly below the root.</summary>
    public string? Parent => Path.LastIndexOf('/') is >= 0 and var slash ? Path[..slash] : null;
}
