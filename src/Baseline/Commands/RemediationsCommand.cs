using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline remediations</c>: what waits for somebody, deciding it, taking a fix back, and the ledger for auditors.</summary>
internal static class RemediationsCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var command = new Command("remediations", "See, decide and take back what the remediation functions do");
        command.Add(With(new("list", "What waits for somebody's decision"), (docket, _, cancel) => ListAsync(docket, output, cancel)));
        command.Add(Deciding("approve", "Let a fix be made that is held, stopped or expired; it judges the resource anew", (docket, id, why, cancel) => docket.ApproveAsync(id, why, cancel)));
        command.Add(Deciding("reject", "Leave a held incident as it is", (docket, id, why, cancel) => docket.RejectAsync(id, why, cancel)));
        command.Add(Deciding("undo", "Give back the state before the last fix, and exempt the resource for seven days", (docket, id, why, cancel) => docket.UndoAsync(id, why, cancel)));
        var file = new Option<string>("--out") { Description = "The file to write, one line of JSON for each line of the ledger", HelpName = "FILE", Required = true };
        command.Add(With(new("export", "Write the whole ledger, and check that nobody changed it") { file }, (docket, parsed, cancel) => LedgerExport.WriteAsync(docket, parsed.GetValue(file)!, output, cancel)));
        return command;

        Command Deciding(string name, string description, Func<Docket, string, string, CancellationToken, Task<Incident>> decide)
        {
            var id = new Argument<string>("ID") { Description = "The incident, as list shows it" };
            var why = new Option<string>("--reason") { Description = "Why; it stands in the ledger", HelpName = "TEXT", Required = true };
            return With(new(name, description) { id, why }, async (docket, parsed, cancel) =>
            {
                var incident = await decide(docket, parsed.GetValue(id)!, parsed.GetValue(why)!, cancel);
                await output.Result.WriteLineAsync($"{incident.ShortId} {incident}: written down and rung for");
                return ExitCodes.Done;
            });
        }

        Command With(Command made, Func<Docket, ParseResult, CancellationToken, Task<int>> run)
        {
            foreach (var option in new Option[] { options.Policies, options.NoColor, options.Verbose })
            {
                made.Add(option);
            }

            made.SetAction((parsed, cancel) => runner.RunAsync(options.Read(parsed), (opened, _, stop) => run(DocketOf(opened, time), parsed, stop), cancel));
            return made;
        }
    }

    private static Docket DocketOf(Opened opened, TimeProvider time) => opened.Policies.Find(RemediationsFile.Area) is { Value: var file }
        ? new(opened.Connection!.Home, file.Policy, time)
        : throw new FaultException(new() { Code = "no-remediations", What = "remediations.json is missing, so that there is no ledger", Where = new("remediations.json"), Remedy = "declare it, or name another folder with --policies" });

    private static async Task<int> ListAsync(Docket docket, Output output, CancellationToken cancel)
    {
        var waiting = await docket.WaitingAsync(cancel);
        foreach (var history in waiting)
        {
            var last = history.Last!;
            await output.Result.WriteLineAsync($"{history.Incident.ShortId}  {last.Severity,-8}  {last.Environment,-5}  {history.Incident.Control}  {history.Incident.ResourceType} {history.Incident.ResourceId}  {HowItStands(last)}");
            foreach (var violation in last.Violations)
            {
                await output.Result.WriteLineAsync($"              {violation.What}");
            }
        }

        await output.Result.WriteLineAsync(waiting.Count == 0 ? "nothing waits for a decision" : $"{waiting.Count} waiting: baseline remediations approve ID --reason TEXT, or reject");
        return ExitCodes.Done;
    }

    private static string HowItStands(LedgerEntry last) => last.Step switch
    {
        LedgerStep.Held => $"held until {last.Until:u}",
        LedgerStep.Stopped => $"stopped: {last.Why}",
        _ => "expired",
    };
}
