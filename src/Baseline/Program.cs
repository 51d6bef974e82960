using System.CommandLine;
using SecretScoops.Governance.Baseline.Commands;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Worker;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Sandbox;

// One executable: a worker where Lambda's runtime API is, a command everywhere else.
if (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null)
{
    return await FunctionLoop.RunAsync(Workers.Made((arguments, words, cancel) => RunAsync(arguments, words, cancel)));
}

return await RunAsync(args, Output.Console(), CancellationToken.None);

static Task<int> RunAsync(IReadOnlyList<string> arguments, Output output, CancellationToken cancel)
{
    var time = TimeProvider.System;
    var options = new CommonOptions();
    var renderers = new Renderers(output, time);
    var runner = new Runner(new Opening(file => new SandboxHandler(LocalCloud.Open(file, new(), time)), time), renderers);

    var root = new RootCommand("Plans and applies an AWS landing zone from declarative policies.")
    {
        ValidateCommand.Create(options, renderers, time),
        CheckCommand.Create(options, renderers, time),
        PlanCommand.Create(options, runner),
        ApplyCommand.Create(options, runner, output, time),
        SnapshotCommand.Create(options, runner, time),
        SchemaCommand.Create(options, renderers),
        ExplainCommand.Create(options, renderers, output),
        DoctorCommand.Create(options, runner, output),
        RemediationsCommand.Create(options, runner, output, time),
        ReportCommand.Create(options, runner, output, time),
        SandboxCommand.Create(options, runner, async (file, port, listening, stop) =>
        {
            await using var server = SandboxServer.Start(LocalCloud.Open(file, new(), time), port, time);
            listening(server.Address);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
        }),
    };

    // Ctrl-C cancels; an apply then finishes what is in flight within its grace before the process is made to end.
    return root.Parse(arguments).InvokeAsync(new() { ProcessTerminationTimeout = Applier.Grace + TimeSpan.FromSeconds(5), EnableDefaultExceptionHandler = false }, cancel);
}
