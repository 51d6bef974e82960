using Amazon.Lambda.Core;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Lambda.Logs;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>A loop in this process, with its runtime API, its log and a clock that stands still.</summary>
internal sealed class RunningLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _shutdown = new();

    public RunningLoop(FunctionHandler handler, Func<string, int?>? refuse = null)
        : this((_, _) => Task.FromResult(handler), refuse)
    {
    }

    public RunningLoop(Func<FunctionLog, CancellationToken, Task<FunctionHandler>> initialize, Func<string, int?>? refuse = null)
    {
        Api.Refuse = refuse ?? Api.Refuse;
        var environment = new FunctionEnvironment
        {
            RuntimeApi = Api.Address,
            FunctionName = "echo",
            FunctionVersion = "7",
            LogGroupName = "/aws/lambda/echo",
            LogStreamName = "stream",
            MemoryLimitInMB = 256,
        };
        var lines = new LogLines(Log, LogFormat.Json, LogLevel.Information, Time);
        ExitCode = Task.Run(() => new FunctionLoop(environment, Options, lines, Time).RunAsync(initialize, _shutdown.Token));
    }

    public static LoopOptions Options { get; } = new() { LargestResponse = 100 };

    public RuntimeApi Api { get; } = new();

    public CapturedLog Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero));

    public Task<int> ExitCode { get; }

    /// <summary>An invocation that has 30 seconds.</summary>
    public Task<Answer> InvokeAsync(string payload, params (string Name, string? Value)[] headers) =>
        Api.InvokeAsync(payload, Time.GetUtcNow() + TimeSpan.FromSeconds(30), headers).Soon();

    /// <summary>What SIGTERM does.</summary>
    public void ShutDown() => _shutdown.Cancel();

    public async ValueTask DisposeAsync()
    {
        ShutDown();
        await Api.DisposeAsync();
        await ExitCode.Soon();
        _shutdown.Dispose();
        await Log.DisposeAsync();
    }
}
