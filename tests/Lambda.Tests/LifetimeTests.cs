using System.Net;
using System.Net.Sockets;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>How the loop begins and ends, and its exit codes.</summary>
public sealed class LifetimeTests
{
    private static readonly FunctionHandler s_echo = (payload, _, _) => Task.FromResult(payload);

    [Fact]
    public async Task A_function_that_cannot_be_made_ready_tells_Lambda_why_and_asks_for_nothing()
    {
        await using var loop = new RunningLoop(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("POLICIES is not set");
        });

        var error = await loop.Api.InitError.Soon();

        Assert.Equal(ExitCode.InitFailed, await loop.ExitCode.Soon());
        Assert.Equal(("InvalidOperationException", "POLICIES is not set"), (error.ErrorType, error.Json.GetProperty("errorMessage").GetString()));
        Assert.Equal(0, loop.Api.Nexts);
        Assert.Equal("FATAL", (await loop.Log.LineAsync("the function could not be made ready")).GetProperty("level").GetString());
    }

    [Fact]
    public async Task A_shutdown_while_nothing_is_to_be_done_ends_the_process()
    {
        await using var loop = new RunningLoop(s_echo);
        await loop.Api.FirstNext.Soon();

        loop.ShutDown();

        Assert.Equal(ExitCode.Done, await loop.ExitCode.Soon());
    }

    [Fact]
    public async Task A_shutdown_while_the_function_is_made_ready_ends_the_process()
    {
        var begun = new TaskCompletionSource();
        await using var loop = new RunningLoop(async (_, stop) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return s_echo;
        });
        await begun.Task.Soon();

        loop.ShutDown();

        Assert.Equal(ExitCode.Done, await loop.ExitCode.Soon());
        Assert.False(loop.Api.InitError.IsCompleted);
    }

    [Fact]
    public async Task A_shutdown_lets_the_invocation_in_flight_finish_and_asks_for_no_other()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        await using var loop = new RunningLoop((_, _, _) =>
        {
            begun.SetResult();
            return release.Task;
        });
        var answer = loop.InvokeAsync("1");
        _ = loop.Api.InvokeAsync("2", loop.Time.GetUtcNow());
        await begun.Task.Soon();

        loop.ShutDown();
        release.SetResult("\"done\""u8.ToArray());

        Assert.Equal("\"done\"", (await answer).Text);
        Assert.Equal((ExitCode.Done, 1), (await loop.ExitCode.Soon(), loop.Api.Nexts));
    }

    [Theory]
    [InlineData(0.5, true, "the environment is shut down; the handler stopped as told")]
    [InlineData(1, false, "the environment is shut down, and the handler did not stop when told to")]
    public async Task A_shutdown_waits_for_the_invocation_in_flight_only_so_long(double seconds, bool obeys, string message)
    {
        var begun = new TaskCompletionSource();
        await using var loop = new RunningLoop(async (payload, _, stop) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, obeys ? stop : CancellationToken.None);
            return payload;
        });
        var answer = loop.InvokeAsync("1");
        await begun.Task.Soon();

        loop.ShutDown();
        loop.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(("Function.Shutdown", message), ((await answer).ErrorType, (await answer).Json.GetProperty("errorMessage").GetString()));
        Assert.Equal(ExitCode.Done, await loop.ExitCode.Soon());
    }

    [Fact]
    public async Task A_connection_that_is_lost_while_waiting_ends_the_process()
    {
        await using var loop = new RunningLoop(s_echo);
        await loop.Api.FirstNext.Soon();

        loop.Api.HangUp();

        Assert.Equal(ExitCode.NoRuntimeApi, await loop.ExitCode.Soon());
        _ = await loop.Log.LineAsync($"the connection to the runtime API at {loop.Api.Address} is lost");
    }

    [Theory]
    [InlineData("invocation/next", 403, "the runtime API answered HTTP 403")]
    [InlineData("/response", 500, "the runtime API answered HTTP 500")]
    [InlineData("/response", 0, "the connection to the runtime API")]
    public async Task A_runtime_API_that_fails_ends_the_process(string path, int status, string message)
    {
        await using var loop = new RunningLoop(s_echo, called => called.EndsWith(path, StringComparison.Ordinal) ? status : null);

        _ = loop.Api.InvokeAsync("1", loop.Time.GetUtcNow() + TimeSpan.FromSeconds(30));

        Assert.Equal(ExitCode.NoRuntimeApi, await loop.ExitCode.Soon());
        Assert.Equal("FATAL", (await loop.Log.LineAsync(message)).GetProperty("level").GetString());
    }

    [Fact]
    public async Task An_answer_that_the_runtime_API_refuses_is_noted_and_the_next_invocation_is_served()
    {
        var refusals = 0;
        await using var loop = new RunningLoop(s_echo, path => path.EndsWith("/response", StringComparison.Ordinal) && Interlocked.Increment(ref refusals) == 1 ? 403 : null);

        _ = loop.Api.InvokeAsync("1", loop.Time.GetUtcNow() + TimeSpan.FromSeconds(30));

        Assert.Equal("2", (await loop.InvokeAsync("2")).Text);
        _ = await loop.Log.LineAsync("the runtime API did not take the answer: HTTP 403");
    }

    [Fact]
    public async Task An_invocation_without_an_id_ends_the_process_for_it_cannot_be_answered()
    {
        await using var loop = new RunningLoop(s_echo);

        _ = loop.Api.InvokeAsync("1", loop.Time.GetUtcNow(), ("Lambda-Runtime-Aws-Request-Id", null));

        Assert.Equal(ExitCode.NoRuntimeApi, await loop.ExitCode.Soon());
        _ = await loop.Log.LineAsync("the runtime API handed over an invocation without Lambda-Runtime-Aws-Request-Id");
    }

    [Fact]
    public async Task A_runtime_API_that_nobody_answers_for_is_told_with_its_address()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = closed.LocalEndpoint.ToString()!;
        closed.Stop();

        var (code, log) = await RunAsync(address);

        Assert.Equal(ExitCode.NoRuntimeApi, code);
        _ = await log.LineAsync($"the connection to the runtime API at {address} is lost");
    }

    [Fact]
    public async Task Outside_Lambda_the_process_says_where_it_belongs()
    {
        var (code, log) = await RunAsync("");

        Assert.Equal(ExitCode.NoRuntimeApi, code);
        _ = await log.LineAsync("AWS_LAMBDA_RUNTIME_API is not set");
    }

    private static async Task<(int Code, CapturedLog Log)> RunAsync(string address)
    {
        var log = new CapturedLog();
        var environment = FunctionEnvironment.Read(name => name == "AWS_LAMBDA_RUNTIME_API" ? address : null);
        var loop = new FunctionLoop(environment, new(), new LogLines(log, LogFormat.Json, LogLevel.Information, TimeProvider.System), TimeProvider.System);
        return (await loop.RunAsync((_, _) => Task.FromResult(s_echo), TestContext.Current.CancellationToken).Soon(), log);
    }
}
