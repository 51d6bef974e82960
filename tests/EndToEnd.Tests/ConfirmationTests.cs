using System.CommandLine;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Commands;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>A person at the terminal, who takes their time.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private static readonly TimeSpan atOnce = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan afterLunch = TimeSpan.FromMinutes(40);

    private readonly Desk desk = new();
    private readonly LocalCloud cloud = LocalCloud.Open(null, new(), TimeProvider.System);

    [Fact]
    public async Task A_late_yes_is_not_taken_when_the_organization_has_changed_meanwhile()
    {
        var (code, said) = await Apply(afterLunch, CreateAnOrganization);

        Assert.Equal(1, code);
        Assert.Contains("the organization has changed while this plan waited", said, StringComparison.Ordinal);
        Assert.Equal(2, (await Apply(atOnce, () => Task.CompletedTask, "plan")).Code);
    }

    [Fact]
    public async Task A_late_yes_is_taken_when_nothing_has_changed()
    {
        var (code, said) = await Apply(afterLunch, () => Task.CompletedTask);

        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task A_quick_yes_is_taken_at_its_word()
    {
        var (code, said) = await Apply(atOnce, () => Task.CompletedTask);

        Assert.True(code == 0, said);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private async Task CreateAnOrganization()
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = "eu-west-1" });
        await connection.Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, TestContext.Current.CancellationToken);
    }

    private async Task<(int Code, string Said)> Apply(TimeSpan thinking, Func<Task> meanwhile, string command = "apply")
    {
        using var said = new StringWriter();
        using var person = new Person(thinking, meanwhile);
        var output = new Output { Result = said, Diagnostics = TextWriter.Synchronized(said), Answers = person, CanAsk = true };
        var options = new CommonOptions();
        var runner = new Runner(new Opening(_ => new SandboxHandler(cloud), TimeProvider.System), new Renderers(output, TimeProvider.System));
        var root = new RootCommand { ApplyCommand.Create(options, runner, output, person.Clock), PlanCommand.Create(options, runner) };
        var code = await root.Parse([command, "--rehearse", desk.At("zone.json"), "--policies", BaselineTool.DefaultPolicies]).InvokeAsync(new(), TestContext.Current.CancellationToken);
        return (code, said.ToString());
    }

    private sealed class Person(TimeSpan thinking, Func<Task> meanwhile) : TextReader
    {
        public Late Clock { get; } = new();

        // Asked from a thread of its own, as a terminal is.
        public override string ReadLine()
        {
            meanwhile().GetAwaiter().GetResult();
            Clock.By += thinking;
            return "yes";
        }
    }

    private sealed class Late : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
