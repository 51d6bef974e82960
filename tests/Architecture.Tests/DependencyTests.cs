using ArchUnitNET.Domain;
using static SecretScoops.Governance.Architecture.Tests.House;

namespace SecretScoops.Governance.Architecture.Tests;

/// <summary>Dependencies point one way.</summary>
public sealed class DependencyTests
{
    [Theory]
    [InlineData("SecretScoops.Governance")]
    [InlineData("SecretScoops.Aws", "SecretScoops.Governance")]
    [InlineData("SecretScoops.Sandbox", "SecretScoops.Governance", "SecretScoops.Aws")]
    [InlineData("baseline", "SecretScoops.Governance", "SecretScoops.Aws", "SecretScoops.Sandbox")]
    public void An_assembly_knows_only_those_below_it(string assembly, params string[] below)
    {
        var references = Assemblies.Single(each => each.GetName().Name == assembly).GetReferencedAssemblies().Select(each => each.Name!);

        var ours = references.Where(name => name.StartsWith("SecretScoops.", StringComparison.Ordinal) || name == "baseline");

        Assert.Empty(ours.Except(below));
    }

    [Theory]
    [InlineData("SecretScoops.Governance", "AWSSDK.", "Polly", "Spectre.", "System.CommandLine")]
    [InlineData("SecretScoops.Aws", "Spectre.", "System.CommandLine")]
    [InlineData("SecretScoops.Sandbox", "Spectre.", "System.CommandLine", "Polly")]
    public void An_assembly_leaves_alone_what_is_not_its_trade(string assembly, params string[] foreign)
    {
        var references = Assemblies.Single(each => each.GetName().Name == assembly).GetReferencedAssemblies().Select(each => each.Name!);

        Assert.DoesNotContain(references, name => foreign.Any(each => name.StartsWith(each, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_engine_knows_neither_resources_nor_commands_nor_rendering_nor_AWS()
    {
        string[] forbidden =
        [
            $"{Baseline}.Resources", $"{Baseline}.Commands", $"{Baseline}.Rendering", $"{Baseline}.Reports", $"{Root}.Aws", $"{Root}.Sandbox",
            "Amazon", "Spectre", "System.CommandLine",
        ];

        NoUse(TypesIn("Baseline.Engine"), used => forbidden.Any(each => IsWithin(used.Namespace.FullName, each)), "The engine is pure");
    }

    [Fact]
    public void Kinds_meet_through_addresses_and_never_name_each_other()
    {
        const string resources = $"{Baseline}.Resources";
        var kinds = TypesIn("Baseline.Resources").Where(type => FolderBelow(type, resources) is not null).ToList();
        Assert.True(kinds.Count > 0, "no kind has a folder of its own");

        foreach (var kind in kinds.GroupBy(type => FolderBelow(type, resources), StringComparer.Ordinal))
        {
            NoUse(kind, used => FolderBelow(used, resources) is { } folder && folder != kind.Key, $"Kind {kind.Key} names another kind");
        }
    }

    [Fact]
    public void Only_types_named_for_AWS_call_AWS()
    {
        var others = TypesIn("Baseline").Where(type => !IsNamedForAws(type));

        NoUse(others, used => IsWithin(used.Namespace.FullName, "Amazon"), "Calls to AWS are in XAws.cs");
    }

    [Fact]
    public void Kinds_are_pure_but_for_their_AWS_half()
    {
        var pure = TypesIn("Baseline.Resources").Where(type => FolderBelow(type, $"{Baseline}.Resources") is not null && !IsNamedForAws(type));

        NoUse(pure, used => IsWithin(used.Namespace.FullName, $"{Root}.Aws"), "Sessions are for XAws.cs");
    }

    [Fact]
    public void Only_the_composition_root_knows_the_sandbox()
    {
        // The composition root is Program.cs and what lies beside it, in no room.
        var rooms = TypesIn("Baseline").Where(type => type.Namespace.FullName != Baseline);

        NoUse(rooms, used => IsWithin(used.Namespace.FullName, $"{Root}.Sandbox"), "The sandbox is one more AWS");
    }

    [Fact]
    public void Only_rendering_and_the_composition_root_know_the_terminal()
    {
        var others = TypesIn("Baseline").Where(type =>
            type.Namespace.FullName != Baseline && !IsWithin(type.Namespace.FullName, $"{Baseline}.Rendering"));

        NoUse(others, used => IsWithin(used.Namespace.FullName, "Spectre") || used.FullName == "System.Console", "The terminal is the renderer's");
    }

    private static bool IsNamedForAws(IType type)
    {
        // Closures and state machines carry their owner's name: XAws+<Read>d__3.
        var name = type.FullName[(type.Namespace.FullName.Length + 1)..].Split('+', '/')[0].Split('`')[0];
        return name.EndsWith("Aws", StringComparison.Ordinal) || name.StartsWith("Aws", StringComparison.Ordinal);
    }

    private static string? FolderBelow(IType type, string room) =>
        type.Namespace.FullName.StartsWith($"{room}.", StringComparison.Ordinal) ? type.Namespace.FullName[(room.Length + 1)..].Split('.')[0] : null;
}
