using System.Collections;
using System.Reflection;
using static SecretScoops.Governance.Architecture.Tests.House;

namespace SecretScoops.Governance.Architecture.Tests;

/// <summary>What is built is also listed: nothing is found by scanning at run time, so that a forgotten line would hide a kind.</summary>
public sealed class OneListTests
{
    [Fact]
    public void Every_resource_kind_is_in_the_one_list()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "src/Baseline/Resources")), "waits for src/Baseline/Resources");
        var tool = Assemblies.Single(assembly => assembly.GetName().Name == "baseline");

        var built = tool.GetTypes().Where(type => !type.IsAbstract && Ancestors(type).Any(IsResourceKind)).ToList();
        var listed = Listed(tool.GetType($"{Baseline}.Resources.Kinds", throwOnError: true)!);

        Assert.NotEmpty(built);
        Assert.Equal(built.Select(type => type.FullName).Order(StringComparer.Ordinal), listed.Select(kind => kind.GetType().FullName).Order(StringComparer.Ordinal));
    }

    private static bool IsResourceKind(Type type) => type.Name.Split('`')[0] == "ResourceKind";

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static IReadOnlyList<object> Listed(Type kinds)
    {
        const BindingFlags anyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var all = kinds.GetProperty("All", anyStatic)?.GetValue(null) ?? kinds.GetField("All", anyStatic)?.GetValue(null);
        Assert.NotNull(all);
        return [.. ((IEnumerable)all).Cast<object>()];
    }
}
