using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What the documents print is what the tool does: their commands are run, and their plan is made anew.</summary>
public sealed partial class DocumentsTests : IDisposable
{
    private const string Begin = "<!-- plan -->";
    private const string End = "<!-- /plan -->";

    /// <summary>Commands that other runs than this one are.</summary>
    private static readonly Dictionary<string, string> runElsewhere = new(StringComparer.Ordinal)
    {
        ["./test"] = "this run",
        ["./demo"] = "DemoTests",
        ["tests/Benchmarks/plan-cost"] = "the benchmark, which is no test",
        ["tests/Benchmarks/landing-zone-cost"] = "the benchmark, which is no test",
    };

    /// <summary>Documents whose commands need more than policies to run, with the test that runs them.</summary>
    private static readonly Dictionary<string, string> documentsElsewhere = new(StringComparer.Ordinal) { ["auditors.md"] = "AuditorsTests" };

    private readonly Desk desk = new();

    [Fact]
    public async Task Every_command_printed_in_a_document_runs()
    {
        var commands = Documents().Where(file => !documentsElsewhere.ContainsKey(Path.GetFileName(file))).SelectMany(file => Commands(File.ReadAllText(file)).Select(command => (File: Path.GetFileName(file), Command: command))).ToList();
        Assert.NotEmpty(commands);
        PolicyCopy.On(desk);
        // What documents call template.yaml and parameters.json.
        File.Copy(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "fixtures", "templates", "bad", "ssh-closed.yaml"), desk.At("template.yaml"));
        await File.WriteAllTextAsync(desk.At("parameters.json"), "[]", TestContext.Current.CancellationToken);

        foreach (var (file, command) in commands.Where(c => !runElsewhere.ContainsKey(c.Command.Split(' ')[0])))
        {
            Assert.True(command.StartsWith("./baseline ", StringComparison.Ordinal), $"{file}: nobody runs \"{command}\"");
            var finished = await new BaselineTool(desk).Run(command.Split(' ')[1..]);
            Assert.True(finished.ExitCode is 0 or 2, $"{file}: \"{command}\" ended with {finished.ExitCode}\n{finished.Output}\n{finished.Errors}");
        }
    }

    [Fact]
    public async Task The_plan_in_the_README_is_what_the_tool_prints()
    {
        var policies = PolicyCopy.On(desk);
        (await new BaselineTool(desk).Run("apply", "--rehearse", "--yes")).ExpectExitCode(0);
        policies.Edit("environments/dev.json", text => text.Replace("\"protect-lasting-databases\": true", "\"protect-lasting-databases\": true,\n    \"require-encryption\": true", StringComparison.Ordinal));
        policies.Edit("permission-sets/DevOpsUat.json", text => text.Replace("PT8H", "PT4H", StringComparison.Ordinal));
        policies.Edit("trail.json", text => text.Replace("\"api-call-rate\",\n", "", StringComparison.Ordinal));
        policies.Edit("guardduty.json", text => text.Replace("fifteen-minutes", "one-hour", StringComparison.Ordinal));

        var plan = await new BaselineTool(desk).Run("plan", "--rehearse");

        plan.ExpectExitCode(2);
        var path = Path.Combine(BaselineTool.RepositoryRoot(), "README.md");
        var readme = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var (before, printed, after) = Split(readme);
        var now = $"\n```text\n$ ./baseline plan --rehearse\n{plan.Output.TrimEnd()}\n```\n";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCUMENTS") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(path, before + now + after, TestContext.Current.CancellationToken);
        }
        else
        {
            Assert.Equal(now, printed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static IEnumerable<string> Documents() =>
        new[] { "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md" }.Select(name => Path.Combine(BaselineTool.RepositoryRoot(), name))
            .Concat(Directory.EnumerateFiles(Path.Combine(BaselineTool.RepositoryRoot(), "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(BaselineTool.DefaultPolicies, "README.md"))
            .Where(File.Exists);

    /// <summary>The lines of every block of shell in a document.</summary>
    internal static IEnumerable<string> Commands(string document) => Fence().Matches(document)
        .SelectMany(fence => fence.Groups[1].Value.Split('\n'))
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static (string Before, string Printed, string After) Split(string readme)
    {
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));
        return (readme[..begin], readme[begin..end], readme[end..]);
    }

    [GeneratedRegex("^ *```sh\n(.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
