using System.CommandLine;
using System.Text.Json;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary><c>remediation invoke</c>: one event, as the function would take it, against whatever <c>AWS_ENDPOINT_URL</c> or the credentials name.</summary>
internal static class InvokeCommand
{
    public static Command Create(TextWriter output, TextWriter errors, TimeProvider time)
    {
        var file = new Option<FileInfo>("--event") { Description = "The event: EventBridge's, a batch of SQS, or what Config sends to a custom rule", Required = true, HelpName = "FILE" };
        var handler = new Option<string>("--handler") { Description = "Which function: remediate, evaluate, sweep or vended", HelpName = "NAME", DefaultValueFactory = _ => "remediate" };
        handler.AcceptOnlyFromAmong([.. Handlers.All.Keys]);
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be done; write nothing to any resource, to the ledger or to anybody" };
        var policies = Shared.Policies();
        var command = new Command("invoke", "Run a handler on one event and print decision, changes and alerts") { file, handler, dryRun, policies };
        command.SetAction((parsed, cancel) => Shared.TellAsync(errors, async () =>
        {
            var bundle = Setup.Policies(parsed.GetValue(policies)!);
            var payload = Shared.Read(parsed.GetValue(file)!);
            using var connection = new AwsConnection(new());
            if (parsed.GetValue(handler) != "remediate")
            {
                return parsed.GetValue(dryRun)
                    ? throw new SetupException("--dry-run is for the handler remediate: the others judge and ring, and change no resource")
                    : await RunAsync(Handlers.All[parsed.GetValue(handler)!](new(connection, bundle, Jurisdiction.All, time)), payload, output, time, cancel);
            }

            var printing = new PrintingNotifier(output);
            var office = parsed.GetValue(dryRun)
                ? Setup.Rehearsal(connection, bundle, printing, time)
                : Setup.Office(connection, bundle, time);
            return await TakeAsync(new(parsed.GetValue(dryRun) ? office : office with { Notifier = printing.Before(office.Notifier) }, bundle), payload, output, cancel);
        }));
        return command;
    }

    private static async Task<int> TakeAsync(Intake intake, byte[] payload, TextWriter output, CancellationToken cancel)
    {
        var code = ExitCode.Done;
        foreach (var body in Shared.Bodies(payload))
        {
            var taken = await intake.TakeAsync(body, cancel);
            await Report.WriteAsync(output, taken);
            code = taken is Taken.Refused || (taken is Taken.Worked worked && worked.Incidents.Any(i => i.Ending is Ending.Failed or Ending.Busy)) ? 1 : code;
        }

        return code;
    }

    // The loop's own way in, so that what runs at home is what runs in Lambda.
    private static async Task<int> RunAsync(FunctionHandler handler, byte[] payload, TextWriter output, TimeProvider time, CancellationToken cancel)
    {
        var answer = await OneInvocation.RunAsync(handler, payload, time, cancel);
        await output.WriteLineAsync(JsonSerializer.Serialize(JsonDocument.Parse(answer).RootElement, JsonElementJson.Default.JsonElement));
        return ExitCode.Done;
    }
}
