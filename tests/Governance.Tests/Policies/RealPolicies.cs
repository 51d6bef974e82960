namespace SecretScoops.Governance.Tests.Policies;

/// <summary>The policies of this repository, which are the product.</summary>
internal static class RealPolicies
{
    /// <summary>The repository's <c>policies</c> folder, found from the place of the test's binary.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var policies = Path.Combine(folder.FullName, "policies");
            if (File.Exists(Path.Combine(policies, "landing-zone.json")))
            {
                return policies;
            }
        }

        throw new DirectoryNotFoundException($"no policies folder above {AppContext.BaseDirectory}");
    }
}
