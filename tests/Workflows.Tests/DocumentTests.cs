using System.Text.RegularExpressions;
using SecretScoops.Governance.Workflows.Tests.Rules;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary><c>docs/pipelines.md</c> says what is so.</summary>
public sealed partial class DocumentTests
{
    private static readonly string document = Checkout.Read("docs/pipelines.md");

    [Fact]
    public void Its_table_of_permissions_is_what_the_jobs_may_write()
    {
        var expected = Checkout.WorkflowNames
            .SelectMany(name => Checkout.Workflow(name).Jobs)
            .Where(job => job.Writes.Any())
            .Select(job => $"{job.Workflow.Name} {job.Id} {string.Join(", ", job.Writes.Order(StringComparer.Ordinal))}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), Rows("workflow").Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_table_of_environments_names_each_with_the_variables_that_its_jobs_read()
    {
        var expected = Checkout.WorkflowNames
            .SelectMany(name => Checkout.Workflow(name).Jobs)
            .Where(job => job.Environment is not null)
            .GroupBy(job => job.Environment!, StringComparer.Ordinal)
            .Select(jobs => $"{jobs.Key}: {string.Join(' ', jobs.SelectMany(job => Yaml.Scalars(job.Node)).SelectMany(each => Variable().Matches(each.Value)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal))}");
        var told = Rows("environment").Select(row => $"{row[0]}: {string.Join(' ', row[3].Split(", ").Order(StringComparer.Ordinal))}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reviewers_are_asked_for_where_the_workflows_insist_on_them_and_nowhere_else() =>
        Assert.Equal(["uat", "prod"], Rows("environment").Where(row => row[1] != "none").Select(row => row[0]));

    [Fact]
    public void Its_table_of_actions_has_every_action_with_its_commit_and_where_that_was_read()
    {
        var used = Checkout.WorkflowNames
            .Select(Checkout.Workflow)
            .SelectMany(workflow => PinnedActions.Used(workflow).Select(uses => Pin().Match(workflow.LineOf(uses))))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups[1].Value} {match.Groups[3].Value} {match.Groups[2].Value}")
            .Distinct();

        Assert.Equal(used.Order(StringComparer.Ordinal), Rows("action").Select(row => $"{row[0]} {row[1]} {row[2]}").Order(StringComparer.Ordinal));
        Assert.All(Rows("action"), row => Assert.Matches(@"^[\w-]+/[\w-]+ \.github/workflows/[\w-]+\.yml at [0-9a-f]{7}$", row[3]));
    }

    [Fact]
    public void It_tells_of_every_workflow() =>
        Assert.All(Checkout.WorkflowNames, name => Assert.Contains($"**{name}**", document, StringComparison.Ordinal));

    [Fact]
    public void Its_caller_of_the_workload_workflow_gives_what_that_asks_for()
    {
        var caller = Workflow.Parse("caller", Caller().Match(document).Groups[1].Value).Jobs.Single();
        var called = Checkout.Workflow("workload.yml");
        var inputs = called.Root.Map("on").Map("workflow_call").Map("inputs");

        Assert.Empty(caller.Node.Words("with").Except(inputs.Pairs().Select(pair => pair.Key).Concat(called.Root.Map("on").Map("workflow_call").Words("inputs"))));
        Assert.Empty(called.Root.Map("on").Map("workflow_call").Words("inputs").Where(name => inputs.Map(name).Text("required") == "true").Except(caller.Node.Words("with")));

        // A called workflow gets no more than its caller has; less, and GitHub does not start it.
        var granted = caller.Node.Map("permissions").Pairs().ToDictionary(StringComparer.Ordinal);
        Assert.All(called.Jobs.SelectMany(job => job.Node.Map("permissions").Pairs()), each =>
            Assert.True(granted.TryGetValue(each.Key, out var given) && (given == "write" || each.Value == "read"), $"{each.Key}: {each.Value}"));
    }

    // The rows of the table whose first column has that heading, without their code marks.
    private static List<string[]> Rows(string heading)
    {
        var rows = document.Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Replace("`", "", StringComparison.Ordinal).Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    [GeneratedRegex(@"\$\{\{ vars\.(\w+) \}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"uses: ([\w.-]+/[\w.-]+)(?:/[\w.-]+)*@([0-9a-f]{40}) # (v[\d.]+)$")]
    private static partial Regex Pin();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Caller();
}
