using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>What can be said of the state machines and their template without executing them.</summary>
public sealed partial class DefinitionTests : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();

    private static IEnumerable<string> Names => Directory.EnumerateFiles(StateMachines.Folder, "*.asl.json").Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal);

    public static TheoryData<string> Machines => [.. Names];

    private static ScaleTemplate Deployed => new("111122223333", "eu-west-1");

    private static string Template => File.ReadAllText(ScaleTemplate.File);

    [Fact]
    public async Task Cfn_lint_finds_nothing_in_the_template_or_in_any_definition()
    {
        // By its place in a bucket cfn-lint cannot see a definition: within the template it can.
        var template = Template;
        Assert.Equal(Names, DefinitionPlace().Matches(template).Select(NameOf).Order(StringComparer.Ordinal));
        var within = DefinitionPlace().Replace(template, place => InTemplate(NameOf(place)));
        await File.WriteAllTextAsync(desk.At("scale.yaml"), template, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(desk.At("within.yaml"), within, TestContext.Current.CancellationToken);

        var finished = await LintAsync("scale.yaml");
        finished.ExpectExitCode(0);
        Assert.Equal("", finished.Output);

        // The parameters that said where definitions lie are not needed there.
        finished = await LintAsync("within.yaml");
        Assert.All(finished.Output.Split('\n').Where(line => Rule().IsMatch(line)), line => Assert.Matches("^W2001 Parameter [A-Za-z]*Definition not used", line));
    }

    [Fact]
    public async Task Cfn_lint_would_find_a_state_that_leads_nowhere()
    {
        var broken = StateMachines.Parsed("sweep");
        broken["States"]!["Begin"]!["Nxt"] = "Accounts";
        var within = DefinitionPlace().Replace(Template, place => place.Groups[1].Value == "Sweep" ? $"DefinitionString: {JsonValue.Create(broken.ToJsonString()).ToJsonString()}" : place.Value);
        await File.WriteAllTextAsync(desk.At("within.yaml"), within, TestContext.Current.CancellationToken);

        Assert.Contains("E3601", (await LintAsync("within.yaml")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_state_is_reached_and_leads_on_or_ends(string machine) => Assert.Empty(Stray(StateMachines.Parsed(machine)));

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_task_is_tried_again_and_every_wait_has_a_bound(string machine)
    {
        var tasks = States(StateMachines.Parsed(machine)).Where(state => (string)state.Value!["Type"]! == "Task").ToList();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task => Assert.True(task.Value!["TimeoutSeconds"] is not null && task.Value["Retry"] is not null, $"{machine}: {task.Key}"));
        Assert.NotNull(StateMachines.Parsed(machine)["TimeoutSeconds"]);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_map_is_bounded_says_how_many_may_fail_and_keeps_its_results(string machine)
    {
        var maps = States(StateMachines.Parsed(machine)).Where(state => (string)state.Value!["Type"]! == "Map").ToList();

        Assert.NotEmpty(maps);
        Assert.All(maps, map =>
        {
            Assert.Equal("DISTRIBUTED", (string)map.Value!["ItemProcessor"]!["ProcessorConfig"]!["Mode"]!);
            // Zero would be as many as Step Functions can: ten thousand.
            Assert.InRange((int)map.Value["MaxConcurrency"]!, 1, 1_000);
            Assert.InRange((double)map.Value["ToleratedFailurePercentage"]!, 0, 10);
            Assert.NotNull(map.Value["ResultWriter"]);
        });
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void CloudFormation_puts_in_all_that_a_definition_leaves_open_and_no_more(string machine)
    {
        var open = Variable().Matches(StateMachines.Parsed(machine).ToJsonString()).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(open.Order(StringComparer.Ordinal), Deployed.Substitutions(machine).Select(each => each.Name).Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static string NameOf(Match place) => place.Groups[1].Value.ToLowerInvariant();

    private static string InTemplate(string machine) => $"DefinitionString: {JsonValue.Create(Deployed.Definition(machine)).ToJsonString()}";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> States(JsonNode machine) => machine["States"]!.AsObject()
        .SelectMany(state => state.Value!["ItemProcessor"] is { } inner ? States(inner).Prepend(state) : [state]);

    private static IEnumerable<string> Stray(JsonNode machine)
    {
        var states = machine["States"]!.AsObject();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>([(string)machine["StartAt"]!]);
        while (queue.TryDequeue(out var name))
        {
            if (states[name] is not { } state)
            {
                yield return $"{name} is not there";
            }
            else if (reached.Add(name))
            {
                var next = Next(state).ToList();
                next.ForEach(queue.Enqueue);
                if (next.Count == 0 && state["End"] is null && (string)state["Type"]! is not ("Succeed" or "Fail"))
                {
                    yield return $"{name} leads nowhere";
                }

                foreach (var inner in state["ItemProcessor"] is { } processor ? Stray(processor) : [])
                {
                    yield return inner;
                }
            }
        }

        foreach (var (name, _) in states.Where(state => !reached.Contains(state.Key)))
        {
            yield return $"{name} is never reached";
        }
    }

    private static IEnumerable<string> Next(JsonNode state) =>
        ((JsonNode?[])[state, .. state["Choices"]?.AsArray() ?? [], .. state["Catch"]?.AsArray() ?? []]).Select(each => (string?)each!["Next"]).Append((string?)state["Default"]).OfType<string>();

    private async Task<Finished> LintAsync(string file)
    {
        using var running = RunningProgram.Start(Judge.Require("cfn-lint", "pip install cfn-lint"), ["--non-zero-exit-code", "informational", "--regions", "eu-west-1", "--template", desk.At(file)], desk.Environment(), desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"DefinitionS3Location: \{.*!Ref (\w+)Definition\}")]
    private static partial Regex DefinitionPlace();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("^[EWI][0-9]{4} ")]
    private static partial Regex Rule();
}
