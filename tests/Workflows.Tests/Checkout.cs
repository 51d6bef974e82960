namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The names of all files in <c>.github/workflows</c>.</summary>
    public static IReadOnlyList<string> WorkflowNames { get; } =
        [.. Directory.EnumerateFiles(At(".github/workflows")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>A file's full path.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>A file's text.</summary>
    public static string Read(string path) => File.ReadAllText(At(path));

    /// <summary>A workflow as it is checked in.</summary>
    public static Workflow Workflow(string name) => Tests.Workflow.Parse(name, Read($".github/workflows/{name}"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SecretScoops.Governance.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no SecretScoops.Governance.sln above {AppContext.BaseDirectory}");
    }
}
