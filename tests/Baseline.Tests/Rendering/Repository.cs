using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>Files of this repository that tests look at.</summary>
internal static class Repository
{
    /// <summary>A file by its path from the repository's root.</summary>
    public static string File(string path) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../..", path));

    private static string Here([CallerFilePath] string path = "") => path;
}
