namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>The scripts that plan, and that tell people of it: one comment and one issue, updated in place, whatever a plan says.</summary>
public sealed class TellingTests : IDisposable
{
    private const string Mark = "<!-- secret-scoops-baseline -->";
    private readonly Desk desk = new();

    [Fact]
    public void The_mark_is_the_one_that_the_tool_begins_with()
    {
        Assert.Contains($"Mark = \"{Mark}\"", Checkout.Read("src/Baseline/Rendering/MarkdownRenderer.cs"), StringComparison.Ordinal);
        Assert.Contains(Mark, Checkout.Workflow("plan.yml").Job("comment").Step("Write the comment, or update it").Run, StringComparison.Ordinal);
        Assert.Contains(Mark, Checkout.Workflow("drift.yml").Job("tell").Step("Open, update or close the issue").Run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "POST repos/scoops/governance/issues/7/comments")]
    [InlineData($$"""[{"id":5,"user":{"login":"ann"},"body":"{{Mark}} copied"},{"id":6,"user":{"login":"github-actions[bot]"},"body":"other words"}]""", "POST repos/scoops/governance/issues/7/comments")]
    [InlineData($$"""[{"id":6,"user":{"login":"github-actions[bot]"},"body":"{{Mark}}\nold"},{"id":8,"user":{"login":"github-actions[bot]"},"body":"{{Mark}}\nolder"}]""", "PATCH repos/scoops/governance/issues/comments/6")]
    public async Task A_pull_request_has_one_comment(string comments, string call)
    {
        var plan = $"{Mark}\n$(touch pwned) `touch pwned` \"; touch pwned; \" ${{{{ github.token }}}} \\n ä\n";

        (await Comment(comments, plan)).Well();

        Assert.Contains(call, GitHub.Calls(desk)[^1], StringComparison.Ordinal);
        Assert.Equal(2, GitHub.Calls(desk).Length);
        Assert.Equal(plan, GitHub.Sent(desk));
        Assert.False(File.Exists(desk.At("pwned")));
    }

    [Fact]
    public async Task A_plan_that_is_longer_than_a_comment_is_cut()
    {
        (await Comment("[]", Mark + new string('ä', 100_000))).Well();

        Assert.Equal(Mark + new string('ä', 65_000 - Mark.Length), GitHub.Sent(desk));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public async Task A_plan_with_something_in_it_is_no_failure(int code, int expected)
    {
        desk.Program("baseline", $"[ \"$*\" = 'plan --format markdown' ] || exit 9\necho '{Mark} plan'\nexit {code}");

        var ended = await desk.Run(Checkout.Workflow("plan.yml").Job("plan").Step("Plan"));

        Assert.Equal(expected, ended.Code);
        Assert.Equal($"{Mark} plan\n", desk.Read("plan.md"));
    }

    [Fact]
    public async Task A_plan_that_could_not_be_made_is_told_too()
    {
        desk.Program("baseline", "echo no access >&2; exit 1");

        Assert.Equal(1, (await desk.Run(Checkout.Workflow("plan.yml").Job("plan").Step("Plan"))).Code);
        Assert.StartsWith($"{Mark}\n### Landing zone plan: could not be made\n", desk.Read("plan.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public async Task The_nightly_plan_hands_its_code_on(int code, int expected)
    {
        desk.Program("baseline", $"[ \"$*\" = 'plan --format markdown --out plan.json' ] || exit 9\nexit {code}");

        Assert.Equal(expected, (await desk.Run(Checkout.Workflow("drift.yml").Job("plan").Step("Plan"), ".", ("GITHUB_OUTPUT", desk.At("output")))).Code);
        Assert.Equal($"code={code}\n", desk.Read("output"));
    }

    [Theory]
    [InlineData("0", "[]", null)]
    [InlineData("0", $$"""[{"number":3,"body":"{{Mark}}\nold"}]""", "PATCH repos/scoops/governance/issues/3 --field state=closed")]
    [InlineData("2", "[]", "POST repos/scoops/governance/issues --input")]
    [InlineData("2", $$"""[{"number":2,"body":null},{"number":3,"body":"{{Mark}}\nold"}]""", "PATCH repos/scoops/governance/issues/3 --input")]
    [InlineData("2", $$"""[{"number":4,"pull_request":{},"body":"{{Mark}}\na pull request"}]""", "POST repos/scoops/governance/issues --input")]
    public async Task Drift_has_one_issue_for_as_long_as_it_lasts(string code, string issues, string? call)
    {
        (await Tell(code, issues)).Well();

        Assert.Equal(call is null ? 1 : 2, GitHub.Calls(desk).Length);
        Assert.Contains(call ?? "state=open", GitHub.Calls(desk)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    public async Task What_is_no_result_of_a_plan_closes_nothing(string code)
    {
        Assert.Equal(1, (await Tell(code, $$"""[{"number":3,"body":"{{Mark}}\nold"}]""")).Code);
        Assert.Single(GitHub.Calls(desk));
    }

    [Theory]
    [InlineData("""{"projects":[{"path":"a.csproj"}]}""", 0)]
    [InlineData("""{"projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","transitivePackages":[{"id":"Bad","resolvedVersion":"1.0","vulnerabilities":[{"severity":"High","advisoryurl":"https://x"}]}]}]}]}""", 1)]
    [InlineData("""{"projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","topLevelPackages":[{"id":"Bad","resolvedVersion":"1.0"}]}]}]}""", 1)]
    [InlineData("no JSON", 5)]
    public async Task A_package_with_a_known_fault_fails_the_scan(string listed, int code)
    {
        Desk.Require("jq", "apt-get install jq");
        desk.Write("list.json", listed);
        desk.Program("bin/dotnet", $"cat {desk.At("list.json")}");

        var ended = await desk.Run(Checkout.Workflow("scan.yml").Job("packages").Step("List the vulnerable"));

        Assert.True(code == 5 ? ended.Code > 1 : ended.Code == code, $"ended with {ended.Code}\n{ended.Errors}");
        Assert.Equal(code == 1, ended.Output.Contains("::error::Bad 1.0 in a.csproj", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deploy/*.yaml", "deploy/a.yaml deploy/b c.yaml", 0)]
    [InlineData("deploy/a.yaml other.yaml", "deploy/a.yaml other.yaml", 0)]
    [InlineData("$(touch${IFS}pwned) deploy/a.yaml;touch${IFS}pwned", "$(touch${IFS}pwned) deploy/a.yaml;touch${IFS}pwned", 0)]
    [InlineData("nothing/*.yaml", null, 1)]
    public async Task Templates_are_patterns_and_never_commands(string templates, string? given, int code)
    {
        desk.Write("workload/deploy/a.yaml", "");
        desk.Write("workload/deploy/b c.yaml", "");
        desk.Program("governance/baseline", "echo \"$*\"");

        var ended = await desk.Run(Checkout.Workflow("workload.yml").Job("check").Step("Check"), "workload", ("TEMPLATES", templates));

        Assert.Equal(code, ended.Code);
        Assert.False(File.Exists(desk.At("workload/pwned")));
        if (given is not null)
        {
            Assert.Equal($"check --policies ../governance/policies --environment prod --format sarif -- {given}\n", desk.Read("templates.sarif"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private Task<Ended> Comment(string comments, string plan)
    {
        GitHub.On(desk, comments);
        desk.Write("plan.md", plan);
        return desk.Run(Checkout.Workflow("plan.yml").Job("comment").Step("Write the comment, or update it"), ".", ("GITHUB_REPOSITORY", "scoops/governance"), ("PULL", "7"));
    }

    private Task<Ended> Tell(string code, string issues)
    {
        GitHub.On(desk, issues);
        desk.Write("plan.md", $"{Mark}\nnew");
        return desk.Run(Checkout.Workflow("drift.yml").Job("tell").Step("Open, update or close the issue"), ".", ("GITHUB_REPOSITORY", "scoops/governance"), ("CODE", code));
    }
}
