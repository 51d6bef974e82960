using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace SecretScoops.Governance.Architecture.Tests;

/// <summary>The house as it was built: its assemblies, its source files, and which type uses which.</summary>
internal static class House
{
    /// <summary>Namespace of everything that is ours.</summary>
    public const string Root = "SecretScoops.Governance";

    /// <summary>Namespace of the tool.</summary>
    public const string Tool = $"{Root}.Baseline";

    private static readonly string[] names = ["SecretScoops.Governance", "SecretScoops.Aws", "SecretScoops.Sandbox", "SecretScoops.Lambda", "SecretScoops.Reports", "remediation", "baseline"];

    /// <summary>Every assembly that is shipped.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. names.Select(Assembly.Load)];

    /// <summary>Types and their dependencies, as ArchUnitNET reads them from the assemblies.</summary>
    public static ArchUnitNET.Domain.Architecture Built { get; } = new ArchLoader().LoadAssemblies([.. Assemblies]).Build();

    /// <summary>The folder of the solution.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Every C# file under the given top folders, without what builds leave.</summary>
    public static IEnumerable<string> SourceFiles(params string[] tops) => tops
        .Select(top => Path.Combine(Folder, top))
        .Where(Directory.Exists)
        .SelectMany(top => Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Order(StringComparer.Ordinal);

    /// <summary>A file's path within the solution, for messages.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Folder, file);

    /// <summary>The types in <paramref name="room"/>, a namespace below <see cref="Root"/>, and below it.</summary>
    /// <remarks>A room that is gone or empty fails the test: the rule over it would hold of nothing.</remarks>
    public static IReadOnlyList<IType> TypesIn(string room)
    {
        var types = OwnTypes.Where(type => IsWithin(Home(type), NamespaceOf(room))).ToList();
        Assert.True(types.Count > 0, $"no type is in namespace {NamespaceOf(room)}: the rule over it would hold of nothing");
        return types;
    }

    /// <summary>The types of our assemblies, generated ones left out.</summary>
    public static IEnumerable<IType> OwnTypes => Built.Types.Where(type =>
        IsWithin(Home(type), Root) && names.Any(name => type.Assembly.Name.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>The types that a type uses; type parameters, which ArchUnitNET files under whoever declared one of that name first, left out.</summary>
    public static IEnumerable<IType> Uses(IType type) => type.Dependencies.Select(dependency => dependency.Target).Where(used => used is not GenericParameter);

    /// <summary>A type's namespace; empty for what has none, such as type parameters.</summary>
    public static string Home(IType type) => type.Namespace?.FullName ?? "";

    /// <summary>Whether a namespace is the given one or below it.</summary>
    public static bool IsWithin(string @namespace, string room) =>
        @namespace == room || @namespace.StartsWith($"{room}.", StringComparison.Ordinal);

    /// <summary>Fails with one line for each user of a type that <paramref name="forbidden"/> tells.</summary>
    public static void NoUse(IEnumerable<IType> users, Func<IType, bool> forbidden, string rule)
    {
        var offences = users
            .SelectMany(user => Uses(user).Select(used => (User: user, Used: used)))
            .Where(use => forbidden(use.Used))
            .GroupBy(use => use.User.FullName, use => use.Used.FullName, StringComparer.Ordinal)
            .Select(uses => $"{uses.Key} uses {string.Join(", ", uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(offences.Count == 0, $"{rule}:\n{string.Join('\n', offences)}");
    }

    private static string NamespaceOf(string room) => room == "Governance" ? Root
        : room.StartsWith("Governance.", StringComparison.Ordinal) ? $"{Root}.{room["Governance.".Length..]}"
        : $"{Root}.{room}";

    private static string FindFolder()
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
