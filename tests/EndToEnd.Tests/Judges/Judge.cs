namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Finds the programs that judge us.</summary>
internal static class Judge
{
    /// <summary>The full path of a program on the PATH.</summary>
    /// <remarks>
    /// In continuous integration (<c>CI=true</c>) a missing program fails the test. Elsewhere the test is skipped and says why,
    /// since <c>./test</c> must be of use to somebody who has nothing but the .NET SDK.
    /// </remarks>
    public static string Require(string program, string remedy)
    {
        var path = Find(program);
        if (path is null)
        {
            Missing($"'{program}' is not on the PATH — {remedy}");
        }

        return path!;
    }

    /// <summary>The full path of a program on the PATH, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
