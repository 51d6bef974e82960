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
        var tool = Assemblies.Single(assembly => assembly.GetName().Name == "baseline");

        var listed = Listed(tool.GetType($"{Tool}.Resources.Kinds", throwOnError: true)!);

        AreListed(tool, "AwsHalf", listed);
        AreListed(tool, "ResourceKind", [.. listed.Select(half => half.GetType().GetProperty("Kind")!.GetValue(half)!)]);
    }

    private static void AreListed(Assembly tool, string ancestor, IReadOnlyList<object> listed)
    {
        var built = tool.GetTypes().Where(type => !type.IsAbstract && Ancestors(type).Any(each => each.Name.Split('`')[0] == ancestor)).Select(type => type.FullName!).ToList();
        Assert.NotEmpty(built);

        // A kind may be listed more than once, for instance one for service and one for resource control policies.
        Assert.Equal(built.Order(StringComparer.Ordinal), listed.Select(each => each.GetType().FullName!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

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
