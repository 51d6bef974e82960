using SecretScoops.Governance.Workflows.Tests.Rules;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>Every rule holds of every workflow, and each of them can be broken.</summary>
public sealed class RulesTests
{
    /// <summary>Every rule with every workflow.</summary>
    public static TheoryData<string, string> RulesAndWorkflows()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in Rule.All)
        {
            foreach (var name in Checkout.WorkflowNames)
            {
                data.Add(rule.Name, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RulesAndWorkflows))]
    public void Every_workflow_keeps_every_rule(string rule, string workflow) =>
        Assert.Empty(Offences(rule, Checkout.Workflow(workflow)));

    [Theory]
    [MemberData(nameof(Breaches.All), MemberType = typeof(Breaches))]
    public void A_workflow_that_breaks_a_rule_is_found(string rule, string workflow, string text, string broken)
    {
        var whole = Checkout.Read($".github/workflows/{workflow}");
        Assert.Contains(text, whole, StringComparison.Ordinal);

        var offences = Offences(rule, Workflow.Parse(workflow, whole.Replace(text, broken, StringComparison.Ordinal)));

        Assert.NotEmpty(offences);
    }

    [Fact]
    public void Every_rule_is_broken_once() =>
        Assert.Empty(Rule.All.Select(rule => rule.Name).Except(Breaches.All().Select(row => row.Data.Item1)));

    [Fact]
    public void What_delivers_is_seen_to_deliver() =>
        Assert.Equal(["deliver.yml", "workload.yml"], Checkout.WorkflowNames.Where(name => Checkout.Workflow(name).Delivers));

    [Fact]
    public void An_action_is_the_same_commit_wherever_it_is_used()
    {
        var commits = Checkout.WorkflowNames
            .SelectMany(name => PinnedActions.Used(Checkout.Workflow(name)))
            .Select(uses => uses.Value!.Split('@'))
            .Where(parts => parts.Length == 2)
            .Select(parts => (Action: string.Join('/', parts[0].Split('/')[..2]), Commit: parts[1]))
            .Distinct()
            .GroupBy(each => each.Action, each => each.Commit, StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(commits);
        Assert.All(commits, action => Assert.Single(action));
    }

    private static List<string> Offences(string rule, Workflow workflow) => [.. Rule.All.Single(each => each.Name == rule).Offences(workflow)];
}
