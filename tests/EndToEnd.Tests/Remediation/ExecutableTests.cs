using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Lambda.Tests;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The executable that Lambda gets, driven through a runtime API, with the sandbox where AWS would be.</summary>
public sealed class ExecutableTests : IAsyncLifetime
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly Desk desk = new();
    private readonly RuntimeApi api = new();
    private SandboxWard ward = null!;
    private Sandbox.SandboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ward = await SandboxWard.OpenAsync(runs: true);
        server = Sandbox.SandboxServer.Start(ward.Cloud, 0, TimeProvider.System);
    }

    [Fact]
    public async Task It_serves_batches_and_names_only_what_must_come_again()
    {
        await ward.OpenBucketAsync("prod-orders");
        await ward.OpenBucketAsync("prod-invoices");
        await Made.BucketAsync(ward.Home, "of-another-account", Cancel);
        using var function = Start();

        var first = await InvokeAsync(Invocations.Batch(("good", ward.EventOf("prod-orders")), ("malformed", "{"), ("poison", ward.EventOf("of-another-account")), ("unknown", """{"detail-type":"x"}""")));
        var second = await InvokeAsync(Invocations.Batch(("good", ward.EventOf("prod-orders")), ("other", ward.EventOf("prod-invoices"))));
        var third = await InvokeAsync(Invocations.Batch(3, ("poison", ward.EventOf("of-another-account"))));

        Assert.Equal(["poison"], Invocations.Again(first.Text));
        Assert.Empty(Invocations.Again(second.Text));
        Assert.Empty(Invocations.Again(third.Text));
        foreach (var bucket in (string[])["prod-orders", "prod-invoices"])
        {
            Assert.True(await ward.IsBlockedAsync(bucket));
            var history = await ward.HistoryAsync(bucket);
            Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], history.Entries.Select(e => e.Step));
            Assert.Equal([], LedgerChain.Faults(history.Entries));
        }

        Assert.Equal(2, (await ward.ToldAsync()).Count);
        Assert.Equal([Refusals.Truncated, Refusals.Malformed, Refusals.RefusedByAws], (await ward.BuriedAsync()).Select(b => b.Code));
        Assert.All(function.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Fact]
    public async Task Each_environment_has_its_function_and_what_is_not_its_own_it_leaves()
    {
        await ward.OpenBucketAsync("prod-orders");
        await using var other = new RuntimeApi();
        using var dev = Start(("GOVERNANCE_ENVIRONMENTS", "dev"));
        using var rest = Executable.Start(desk, other, server.Address, ("GOVERNANCE_ENVIRONMENTS", "all but dev,uat"));
        var batch = Invocations.Batch(("1", ward.EventOf("prod-orders")));

        var left = await InvokeAsync(batch);
        Assert.False(left.IsError, left.Text);
        Assert.Empty(Invocations.Again(left.Text));
        Assert.False(await ward.IsBlockedAsync("prod-orders"));
        Assert.Empty((await ward.HistoryAsync("prod-orders")).Entries);

        var taken = await other.InvokeAsync(batch, DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5)).WaitAsync(patience, Cancel);
        Assert.Empty(Invocations.Again(taken.Text));
        Assert.True(await ward.IsBlockedAsync("prod-orders"));
    }

    [Fact]
    public async Task A_replay_goes_on_after_an_event_that_could_not_be_looked_at_and_says_so()
    {
        await ward.OpenBucketAsync("prod-orders");
        Directory.CreateDirectory(desk.At("day"));
        await File.WriteAllTextAsync(desk.At("day/1.json"), ward.EventOf("prod-lost"), Cancel);
        await File.WriteAllTextAsync(desk.At("day/2.json"), ward.EventOf("prod-orders"), Cancel);
        await File.WriteAllTextAsync(desk.At("day/3.json"), "{", Cancel);
        await Made.BucketAsync(ward.Home, "prod-lost", Cancel);

        using var replay = Executable.Home(desk, server.Address, "replay", desk.At("day"));
        var told = (await replay.Wait(patience, Cancel)).ExpectExitCode(1).Output;

        Assert.Contains($"     1  would fix: {SandboxWard.Control}\n", told, StringComparison.Ordinal);
        Assert.Contains("     1  could not be looked at\n", told, StringComparison.Ordinal);
        Assert.Contains("     1  refused: truncated\n", told, StringComparison.Ordinal);
        Assert.False(await ward.IsBlockedAsync("prod-orders"));
    }

    [Fact]
    public async Task An_environment_that_there_is_not_ends_it_since_nobody_would_guard_it()
    {
        using var function = Start(("GOVERNANCE_ENVIRONMENTS", "all but staging"));

        var message = (await api.InitError.WaitAsync(patience, Cancel)).Json.GetProperty("errorMessage").GetString();

        Assert.StartsWith("GOVERNANCE_ENVIRONMENTS: \"staging\" is no environment of the policies", message, StringComparison.Ordinal);
        (await function.Wait(patience, Cancel)).ExpectExitCode(1);
    }

    [Fact]
    public async Task An_invocation_that_is_no_batch_is_an_error_and_the_next_is_served()
    {
        using var function = Start();

        var none = await InvokeAsync("""{"hello":"world"}""");
        var cut = await InvokeAsync("""{"Records":[""");
        var empty = await InvokeAsync("""{"Records":[]}""");

        Assert.Equal((true, "FormatException"), (none.IsError, none.ErrorType));
        Assert.StartsWith("malformed: ", none.Json.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("truncated: ", cut.Json.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal((false, """{"batchItemFailures":[]}"""), (empty.IsError, empty.Text));
    }

    [Fact]
    public async Task When_the_deadline_nears_it_names_what_it_did_not_get_to()
    {
        string[] buckets = ["prod-a", "prod-b", "prod-c"];
        foreach (var bucket in buckets)
        {
            await ward.OpenBucketAsync(bucket);
        }

        using var function = Start();
        await api.FirstNext.WaitAsync(patience, Cancel);
        var told = false;
        using var answered = new ManualResetEventSlim();
        ward.Observe = call =>
        {
            told |= call is { Operation: "Publish", Moment: Sandbox.SandboxMoment.After };
            if (told && call.Service == "s3")
            {
                // The second bucket's first call: AWS is silent until the function has given up.
                Assert.True(answered.Wait(patience, Cancel));
            }
        };

        var answer = await api.InvokeAsync(Invocations.Batch(buckets.Select(bucket => (bucket, ward.EventOf(bucket)))), DateTimeOffset.UtcNow + TimeSpan.FromSeconds(2.5)).WaitAsync(patience, Cancel);
        ward.Observe = _ => { };
        answered.Set();

        Assert.False(answer.IsError, answer.Text);
        var again = Invocations.Again(answer.Text);
        Assert.Superset(new HashSet<string>(["prod-b", "prod-c"]), again.ToHashSet());
        foreach (var bucket in buckets.Except(again))
        {
            Assert.Equal(LedgerStep.Fixed, (await ward.HistoryAsync(bucket)).Last?.Step);
        }

        // Whoever was cut off in the middle holds a claim until the lease is over; the function has the machine's clock.
        var open = await InvokeAsync(Invocations.Batch(again.Select(bucket => (bucket, ward.EventOf(bucket)))));
        Assert.True(Invocations.Again(open.Text).Count <= 1, open.Text);
    }

    [Fact]
    public async Task SIGTERM_ends_it_when_it_waits_and_lets_an_invocation_answer()
    {
        await ward.OpenBucketAsync("prod-orders");
        using (var idle = Start())
        {
            Assert.Empty(Invocations.Again((await InvokeAsync(Invocations.Batch(("1", ward.EventOf("never-was"))))).Text));
            idle.Terminate();
            (await idle.Wait(patience, Cancel)).ExpectExitCode(0);
        }

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = new ManualResetEventSlim();
        await using var other = new RuntimeApi();
        using var function = Executable.Start(desk, other, server.Address);
        ward.Observe = call =>
        {
            if (call.Service == "s3")
            {
                begun.TrySetResult();
                Assert.True(terminated.Wait(patience, Cancel));
            }
        };
        var answer = other.InvokeAsync(Invocations.Batch(("1", ward.EventOf("prod-orders"))), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5));
        await begun.Task.WaitAsync(patience, Cancel);

        function.Terminate();
        terminated.Set();

        Assert.False((await answer.WaitAsync(patience, Cancel)).IsError);
        (await function.Wait(patience, Cancel)).ExpectExitCode(0);
        Assert.Equal(1, other.Nexts);
    }

    [Fact]
    public async Task Policies_with_faults_end_it_and_all_faults_are_told_of_its_init()
    {
        var copy = PolicyCopy.On(desk);
        copy.Edit("remediations.json", text => text.Replace("\"leaseSeconds\": 900", "\"leaseSeconds\": 1", StringComparison.Ordinal));
        copy.Edit("alerts.json", text => text.Replace("\"publishers\"", "\"publisher\"", StringComparison.Ordinal));
        using var function = Start(("GOVERNANCE_POLICIES", copy.Folder));

        var told = (await api.InitError.WaitAsync(patience, Cancel)).Json;

        var message = told.GetProperty("errorMessage").GetString()!;
        Assert.Contains("remediations.json", message, StringComparison.Ordinal);
        Assert.Contains("alerts.json", message, StringComparison.Ordinal);
        (await function.Wait(patience, Cancel)).ExpectExitCode(1);
        Assert.Equal(0, api.Nexts);
    }

    [Fact]
    public async Task A_handler_that_there_is_not_ends_it_and_those_that_there_are_are_told()
    {
        using var function = Start(("GOVERNANCE_HANDLER", "remidiate"));

        var message = (await api.InitError.WaitAsync(patience, Cancel)).Json.GetProperty("errorMessage").GetString();

        Assert.Equal("GOVERNANCE_HANDLER is \"remidiate\" — set it to one of remediate, evaluate, sweep, vended", message);
        (await function.Wait(patience, Cancel)).ExpectExitCode(1);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await server.DisposeAsync();
        await ward.DisposeAsync();
        desk.Dispose();
    }

    private RunningProgram Start(params (string Name, string Value)[] changed) => Executable.Start(desk, api, server.Address, changed);

    private Task<Answer> InvokeAsync(string payload) => api.InvokeAsync(payload, DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5)).WaitAsync(patience, Cancel);
}
