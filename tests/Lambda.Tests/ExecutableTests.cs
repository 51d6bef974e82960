using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>A real process, driven through its runtime API, its signals and its streams.</summary>
public sealed class ExecutableTests
{
    [Fact]
    public async Task A_process_serves_invocations_and_ends_on_SIGTERM()
    {
        await using var api = new RuntimeApi();
        await using var function = EchoFunction.Start(api);

        var echo = await Invoke(api, """{"do":"echo"}""", ("Lambda-Runtime-Aws-Request-Id", "request-1"));
        var thrown = await Invoke(api, """{"do":"throw"}""");
        var trace = await Invoke(api, """{"do":"trace"}""", ("Lambda-Runtime-Trace-Id", "Root=1-2"));
        var untraced = await Invoke(api, """{"do":"trace"}""");
        await function.TerminateAsync();

        Assert.Equal("""{"do":"echo"}""", echo.Text);
        Assert.Equal(("InvalidOperationException", "as told"), (thrown.ErrorType, thrown.Json.GetProperty("errorMessage").GetString()));
        Assert.Equal(("\"Root=1-2\"", "\"\""), (trace.Text, untraced.Text));
        Assert.Equal(0, await function.ExitCodeAsync());
        var line = await function.LineAsync("echoing 13 bytes");
        Assert.Equal(("request-1", "finding-1"), (line.GetProperty("requestId").GetString(), line.GetProperty("correlationId").GetString()));
        Assert.Equal(13, line.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_process_finishes_the_invocation_in_flight_on_SIGTERM()
    {
        await using var api = new RuntimeApi();
        await using var function = EchoFunction.Start(api);
        var held = Invoke(api, """{"do":"hold"}""");
        _ = await function.LineAsync("holding");

        await function.TerminateAsync();
        _ = await function.LineAsync("asked to shut down");
        await function.WriteLineAsync();

        Assert.Equal("\"released\"", (await held).Text);
        Assert.Equal((0, 1), (await function.ExitCodeAsync(), api.Nexts));
    }

    [Fact]
    public async Task A_process_answers_for_a_handler_whose_deadline_passes()
    {
        await using var api = new RuntimeApi();
        await using var function = EchoFunction.Start(api);
        await api.FirstNext.Soon();

        var ignored = await api.InvokeAsync("""{"do":"ignore"}""", DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1)).Soon();
        var obeyed = await api.InvokeAsync("""{"do":"wait"}""", DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1)).Soon();

        Assert.Equal("Function.Timeout", ignored.ErrorType);
        Assert.Equal("Function.Timeout", obeyed.ErrorType);
        Assert.Equal("""{"do":"echo"}""", (await Invoke(api, """{"do":"echo"}""")).Text);
    }

    [Fact]
    public async Task A_process_that_cannot_be_made_ready_tells_why_and_ends_with_1()
    {
        await using var api = new RuntimeApi();
        await using var function = EchoFunction.Start(api, ("ECHO_INIT", "no policies"));

        Assert.Equal("no policies", (await api.InitError.Soon()).Json.GetProperty("errorMessage").GetString());
        Assert.Equal((1, 0), (await function.ExitCodeAsync(), api.Nexts));
    }

    [Fact]
    public async Task A_process_whose_runtime_API_goes_ends_with_2()
    {
        await using var api = new RuntimeApi();
        await using var function = EchoFunction.Start(api, ("AWS_LAMBDA_LOG_LEVEL", "FATAL"));
        await api.FirstNext.Soon();

        api.HangUp();

        Assert.Equal(2, await function.ExitCodeAsync());
        Assert.Equal("FATAL", (await function.LineAsync("the connection to the runtime API")).GetProperty("level").GetString());
    }

    private static Task<Answer> Invoke(RuntimeApi api, string payload, params (string Name, string? Value)[] headers) =>
        api.InvokeAsync(payload, DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5), headers).Soon();

    private sealed class EchoFunction : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();

        private EchoFunction(Process process)
        {
            _process = process;
            _ = Task.Run(ReadAsync);
        }

        public static EchoFunction Start(RuntimeApi api, params (string Name, string Value)[] variables)
        {
            // artifacts/bin/Lambda.Tests/release → artifacts/bin/EchoFunction/release
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var program = Path.Combine(here.Parent!.Parent!.FullName, "EchoFunction", here.Name, "SecretScoops.EchoFunction.dll");
            var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            return new(Process.Start(start)!);
        }

        public async Task TerminateAsync()
        {
            using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        /// <summary>The next line of the log whose message begins so; those before it are skipped.</summary>
        public async Task<JsonElement> LineAsync(string message)
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();
                if (line.GetProperty("message").GetString()!.StartsWith(message, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }

        public async Task WriteLineAsync() => await _process.StandardInput.WriteLineAsync();

        public async Task<int> ExitCodeAsync()
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).Soon();
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
            }

            _process.Dispose();
        }

        private async Task ReadAsync()
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                _lines.Writer.TryWrite(JsonDocument.Parse(line).RootElement);
            }

            _lines.Writer.Complete();
        }
    }
}
