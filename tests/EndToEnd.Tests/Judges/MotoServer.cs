using System.Text.RegularExpressions;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>moto_server on a free loopback port: an emulator of AWS that others wrote. Shared by a test class, emptied for each test.</summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    // Some of moto's properties raise what its view of all it keeps (/moto-api/data.json) does not pass over: a database's password, a function's Docker where there is none.
    // Then the whole view ends with 500 (moto 5.2.1, rds/models.py, awslambda/models.py, moto_api/_internal/responses.py). Python reads a file of this name before it begins.
    private const string Tolerant = """
        import importlib.abc, importlib.util, sys

        def readable(thing, name, *otherwise):
            try:
                return getattr(thing, name, *otherwise)
            except Exception as unreadable:
                raise AttributeError(name) from unreadable

        class Finder(importlib.abc.MetaPathFinder):
            def find_spec(self, name, path, target=None):
                if name != "moto.moto_api._internal.responses":
                    return None
                sys.meta_path.remove(self)
                spec = importlib.util.find_spec(name)
                execute = spec.loader.exec_module

                def exec_module(module):
                    execute(module)
                    module.getattr = readable

                spec.loader.exec_module = exec_module
                return spec

        sys.meta_path.insert(0, Finder())
        """;

    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    private readonly Desk desk = new();
    private RunningProgram? running;
    private Uri? endpoint;

    /// <summary>Where it listens, and keys for it.</summary>
    public AwsAccess Access => new() { Endpoint = endpoint ?? throw new InvalidOperationException("moto_server is not started") };

    /// <summary>Python that is run before it begins, for what a test has to teach it.</summary>
    public string Taught { get; init; } = "";

    /// <summary>What it wrote, requests and tracebacks, for the message of a failing test.</summary>
    public string Log => running?.Errors ?? "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var program = Judge.Require("moto_server", "pip install 'moto[server]'");
        var environment = desk.Environment();
        // It says its port in a line that Python would otherwise keep in a buffer.
        environment["PYTHONUNBUFFERED"] = "1";
        await File.WriteAllTextAsync(desk.At("sitecustomize.py"), $"{Tolerant}\n{Taught}", TestContext.Current.CancellationToken);
        environment["PYTHONPATH"] = desk.Folder;
        // Thousands of images that nobody asks for, made anew after each reset and shown in each view.
        environment["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false";
        // Port 0: the kernel chooses a free one, which no other test can take in between.
        running = RunningProgram.Start(program, ["-H", "127.0.0.1", "-p", "0"], environment, desk.Folder);

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(startLimit);
        while (endpoint is null)
        {
            if (running.HasEnded || bound.IsCancellationRequested)
            {
                throw new InvalidOperationException($"moto_server did not start within {startLimit.TotalSeconds:0} s\n{running.Output}\n{Log}");
            }

            // werkzeug prints the line after it has bound the port: from then on connections are accepted.
            var line = ListeningLine().Match(Log);
            endpoint = line.Success ? new Uri(line.Groups[1].Value) : null;
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Forgets every account and resource, as if just started.</summary>
    public async Task Empty()
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(Access.Endpoint, "/moto-api/reset"), content: null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        running?.Dispose();
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"Running on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningLine();
}
