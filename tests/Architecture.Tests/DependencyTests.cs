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
    [InlineData("SecretScoops.Lambda")]
    [InlineData("SecretScoops.Reports", "SecretScoops.Governance")]
    [InlineData("remediation", "SecretScoops.Governance", "SecretScoops.Aws", "SecretScoops.Lambda")]
    [InlineData("baseline", "SecretScoops.Governance", "SecretScoops.Aws", "SecretScoops.Lambda", "SecretScoops.Sandbox", "SecretScoops.Reports")]
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
    [InlineData("SecretScoops.Lambda", "AWSSDK.", "Polly", "Spectre.", "System.CommandLine", "Microsoft.")]
    [InlineData("SecretScoops.Reports", "AWSSDK.", "Polly", "Spectre.", "System.CommandLine", "Microsoft.")]
    [InlineData("remediation", "Spectre.")]
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
            $"{Tool}.Resources", $"{Tool}.Commands", $"{Tool}.Rendering", $"{Tool}.Reports", $"{Root}.Aws", $"{Root}.Sandbox",
            "Amazon", "Spectre", "System.CommandLine",
        ];

        NoUse(TypesIn("Baseline.Engine"), used => forbidden.Any(each => IsWithin(Home(used), each)), "The engine is pure");
    }

    [Fact]
    public void Kinds_meet_through_addresses_and_never_name_each_other()
    {
        const string resources = $"{Tool}.Resources";
        var kinds = TypesIn("Baseline.Resources").Where(type => FolderBelow(type, resources) is not null).ToList();
        Assert.True(kinds.Count > 0, "no kind has a folder of its own");

        foreach (var kind in kinds.GroupBy(type => FolderBelow(type, resources), StringComparer.Ordinal))
        {
            NoUse(kind, used => FolderBelow(used, resources) is { } folder && folder != kind.Key, $"Kind {kind.Key} names another kind");
        }
    }

    [Fact]
    public void Remediation_and_the_tool_meet_in_the_policies_alone()
    {
        NoUse(TypesIn("Remediation"), used => IsWithin(Home(used), Tool) || IsWithin(Home(used), $"{Root}.Sandbox"), "Remediation knows neither the tool nor the sandbox");
        NoUse(TypesIn("Baseline"), used => IsWithin(Home(used), $"{Root}.Remediation"), "The tool does not know remediation");
    }

    [Fact]
    public void Reading_events_reaches_AWS_by_no_way()
    {
        var ways = Reached(TypesIn("Remediation.Events"), $"{Root}.Remediation")
            .Where(way => IsWithin(Home(way.Key), "Amazon") || IsWithin(Home(way.Key), $"{Root}.Aws") || IsWithin(Home(way.Key), "System.Net"))
            .Select(way => way.Value).Order(StringComparer.Ordinal);

        Assert.True(!ways.Any(), $"An event is read before anybody is asked, and so is whatever its readers use:\n{string.Join('\n', ways)}");
    }

    [Fact]
    public void Only_resources_estates_the_doctor_evidence_the_docket_and_workers_call_AWS()
    {
        string[] callers = [$"{Tool}.Resources", $"{Tool}.Estates", $"{Tool}.Doctor", $"{Tool}.Evidence", $"{Tool}.Remediations", $"{Tool}.Worker"];
        var others = TypesIn("Baseline").Where(type => !callers.Any(each => IsWithin(Home(type), each)));

        NoUse(others, used => IsWithin(Home(used), "Amazon"), "AWS is called, and its answers are read, in six rooms");
    }

    [Fact]
    public void A_kinds_pure_half_reaches_AWS_by_no_way()
    {
        var kinds = TypesIn("Baseline.Resources").Where(type => type is Class { IsAbstract: not true } kind && kind.InheritedClasses.Any(each => each.Name.Split('`')[0] == "ResourceKind")).ToList();
        Assert.True(kinds.Count > 0, "no type derives from ResourceKind");

        var ways = Reached(kinds, Tool).Where(way => IsWithin(Home(way.Key), "Amazon") || IsWithin(Home(way.Key), $"{Root}.Aws")).Select(way => way.Value).Order(StringComparer.Ordinal);

        Assert.True(!ways.Any(), $"Kinds are pure, and so is whatever they use:\n{string.Join('\n', ways)}");
    }

    [Fact]
    public void Only_the_composition_root_knows_the_sandbox()
    {
        // The composition root is Program.cs and what lies beside it, in no room.
        var rooms = TypesIn("Baseline").Where(type => Home(type) != Tool);

        NoUse(rooms, used => IsWithin(Home(used), $"{Root}.Sandbox"), "The sandbox is one more AWS");
    }

    [Fact]
    public void Only_rendering_and_the_composition_root_know_the_terminal()
    {
        var others = TypesIn("Baseline").Where(type =>
            Home(type) != Tool && !IsWithin(Home(type), $"{Tool}.Rendering"));

        NoUse(others, used => IsWithin(Home(used), "Spectre") || used.FullName == "System.Console", "The terminal is the renderer's");
    }

    /// <summary>Everything that the types use, that the house's own types among these use, and so on, each with the way to it.</summary>
    private static Dictionary<IType, string> Reached(IEnumerable<IType> types, string house)
    {
        var ways = types.ToDictionary(type => type, type => type.Name);
        var waiting = new Queue<IType>(ways.Keys);
        while (waiting.TryDequeue(out var type))
        {
            foreach (var used in Uses(type).Where(used => ways.TryAdd(used, $"{ways[type]} → {used.Name}") && IsWithin(Home(used), house)))
            {
                waiting.Enqueue(used);
            }
        }

        return ways;
    }

    /// <summary>The first name of a type's namespace below a room; null in the room itself and elsewhere.</summary>
    private static string? FolderBelow(IType type, string room) =>
        Home(type).StartsWith($"{room}.", StringComparison.Ordinal) ? Home(type)[(room.Length + 1)..].Split('.')[0] : null;
}
