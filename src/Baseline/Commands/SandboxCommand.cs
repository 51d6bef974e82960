using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline sandbox</c>: serves a local landing zone on the loopback interface, for the AWS CLI, Terraform or whatever a person likes to try.</summary>
internal static class SandboxCommand
{
    public static Command Create(CommonOptions options, Runner runner, Func<string, int, Action<Uri>, CancellationToken, Task> serve)
    {
        var port = new Option<int>("--port") { Description = "The loopback port; 0 for a free one", DefaultValueFactory = _ => 4566 };
        var state = new Option<string>("--state") { Description = "The file that keeps the landing zone", HelpName = "FILE", DefaultValueFactory = _ => ".baseline/rehearsal.json" };
        var command = new Command("sandbox", "Serve a local AWS organization on the loopback interface") { port, state, options.NoColor, options.Verbose };
        command.SetAction((parsed, cancel) =>
        {
            var file = parsed.GetValue(state)!;
            return runner.TellAsync(options.Read(parsed) with { Rehearsal = file }, renderer => RunAsync(file, parsed.GetValue(port), renderer, serve, cancel), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(string state, int port, Renderer renderer, Func<string, int, Action<Uri>, CancellationToken, Task> serve, CancellationToken cancel)
    {
        try
        {
            await serve(state, port, address => renderer.Note($"serving {state} at {address} — point AWS_ENDPOINT_URL there; Ctrl-C ends it"), cancel);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }
}
