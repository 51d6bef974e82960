using System.CodeDom.Compiler;
using System.Reflection;
using System.Text.RegularExpressions;
using static SecretScoops.Governance.Architecture.Tests.House;

namespace SecretScoops.Governance.Architecture.Tests;

/// <summary>Rules of the house that no analyzer knows. Each names all offenders.</summary>
public sealed partial class StyleTests
{
    private const int LineLimit = 300;

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines()
    {
        var files = SourceFiles("src", "tests").ToList();
        Assert.NotEmpty(files);

        None(files.Select(file => (file, Lines: File.ReadLines(file).Count())).Where(each => each.Lines > LineLimit)
            .Select(each => $"{Relative(each.file)}: {each.Lines} lines"));
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        None(Assemblies.SelectMany(assembly => assembly.GetTypes())
            // A service of AWS is called so.
            .Where(type => IsOurs(type) && EmptyName().IsMatch(type.Name.Split('`')[0].Replace("SecretsManager", "Secrets", StringComparison.Ordinal)))
            .Select(type => type.FullName!));
    }

    [Fact]
    public void Nothing_of_ours_is_public()
    {
        None(Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => IsOurs(type) && type.Name != "Program").Select(type => type.FullName!));
    }

    [Fact]
    public void No_region_no_unfinished_mark_and_no_silenced_warning_without_a_reason()
    {
        None(SourceFiles("src", "tests")
            .Where(file => Path.GetFileName(file) != "StyleTests.cs")
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (line, Place: $"{Relative(file)}:{index + 1}")))
            .Where(each => Unfinished().IsMatch(each.line))
            .Select(each => $"{each.Place}: {each.line.Trim()}"));
    }

    [Fact]
    public void Folders_and_namespaces_agree()
    {
        // What stands in for AWS's package has its namespace.
        string[] others = [Path.Combine("src", "Aws.ClientGenerator"), Path.Combine("src", "Lambda", "Core")];
        None(SourceFiles("src")
            .Where(file => !others.Any(each => Relative(file).StartsWith(each, StringComparison.Ordinal)))
            .Select(file => (file, Declared: File.ReadLines(file).Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value))
            .Where(each => each.Declared is not null && each.Declared != Expected(each.file))
            .Select(each => $"{Relative(each.file)}: namespace {each.Declared}, the folder says {Expected(each.file)}"));
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_has_its_tests()
    {
        var solution = File.ReadAllText(Path.Combine(Folder, "SecretScoops.Governance.sln"));
        var projects = ((string[])["src", "tests"]).SelectMany(top => Directory.EnumerateFiles(Path.Combine(Folder, top), "*.csproj", SearchOption.AllDirectories)).ToList();

        None(projects.Where(project => !solution.Contains(Relative(project).Replace('/', '\\'), StringComparison.Ordinal)
                && !solution.Contains(Relative(project), StringComparison.Ordinal))
            .Select(project => $"{Relative(project)} is not in the solution"));
        None(projects.Select(Relative).Where(project => project.StartsWith("src", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project))
            // The generator's output is what Aws.Tests and Sandbox.Tests run.
            .Where(name => name != "Aws.ClientGenerator" && !Directory.Exists(Path.Combine(Folder, "tests", $"{name}.Tests")))
            .Select(name => $"src/{name} has no tests/{name}.Tests"));
    }

    private static void None(IEnumerable<string> offences)
    {
        var all = offences.Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>Not the AWS clients, whose names and visibility are those of the official packages, nor what the compiler writes.</summary>
    private static bool IsOurs(Type type) =>
        type.Namespace is { } name && IsWithin(name, Root)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<GeneratedCodeAttribute>() is null;

    private static string Expected(string file)
    {
        var parts = Path.GetDirectoryName(Relative(file))!.Split(Path.DirectorySeparatorChar)[1..];
        return string.Join('.', [Root, .. parts[0] == "Governance" ? parts[1..] : parts]);
    }

    [GeneratedRegex(@"(Helper|Helpers|Util|Utils|Utility|Utilities|Manager|Common|Impl)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^\s*#region\b|\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|^\s*#pragma warning disable [A-Z0-9, ]+\s*$")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();
}
