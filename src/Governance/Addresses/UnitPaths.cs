namespace SecretScoops.Governance.Addresses;

/// <summary>What lies above what in the organization, by address alone.</summary>
internal static class UnitPaths
{
    /// <summary>A target itself, every unit above it, and the root: where a policy binds what lies in the target.</summary>
    public static IEnumerable<Address> UpFrom(Address target)
    {
        yield return Address.Root;
        if (target.Kind != KindNames.OrganizationalUnit)
        {
            yield return target;
            yield break;
        }

        for (var path = target.Name; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            yield return new(KindNames.OrganizationalUnit, path);
        }
    }
}
