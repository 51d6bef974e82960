using System.CommandLine;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Remediation.Commands;
using SecretScoops.Governance.Remediation.Functions;

// One executable: a function where Lambda's runtime API is, a command everywhere else.
if (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null)
{
    return await FunctionLoop.RunAsync(Handlers.InitializeAsync);
}

#pragma warning disable RS0030 // The one place that knows the console; everything else is given a writer.
var (output, errors) = (Console.Out, Console.Error);
#pragma warning restore RS0030
var root = new RootCommand("Runs the remediation functions by hand: on one event, or on a day of them.")
{
    InvokeCommand.Create(output, errors, TimeProvider.System),
    ReplayCommand.Create(output, errors, TimeProvider.System),
};
return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
