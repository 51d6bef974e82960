namespace SecretScoops.Governance.Remediation.Tests;

/// <summary>The policies of this repository.</summary>
internal static class DefaultPolicies
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Found();

    private static string Found()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "policies", "landing-zone.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("there is no folder policies above this test");
        }

        return Path.Combine(folder.FullName, "policies");
    }
}
