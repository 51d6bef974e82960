using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Merging;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report merge</c>: one pack from several, each of which reports on some accounts.</summary>
internal static class ReportMergeCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output)
    {
        var packs = new Argument<string[]>("PACK") { Description = "Packs made with --account, or their report.json", Arity = ArgumentArity.OneOrMore };
        var asked = new ReportOptions();
        var command = new Command("merge", "Make one report of several that are each on some accounts") { packs };
        IReadOnlyList<Option> all = [.. asked.All, options.Policies, options.Rehearse, options.Format, options.NoColor, options.Verbose];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            var (settings, wish) = (options.Read(parsed), asked.Read(parsed));
            return runner.RunAsync(settings, (opened, renderer, stop) => RunAsync(parsed.GetValue(packs)!, opened, renderer, new(opened, settings, wish, renderer, output), stop), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] packs, Opened opened, Renderer renderer, ReportPack pack, CancellationToken cancel)
    {
        try
        {
            var (policies, log) = (opened.Policies, new FaultLog());
            if (ReportParts.Open([.. packs.Select(ReportPlace.Of).DistinctBy(file => Path.GetFullPath(file.Path))], policies.Fingerprint, log) is not { } parts)
            {
                log.Faults.ToList().ForEach(fault => renderer.Error(fault, null));
                return ExitCodes.Error;
            }

            return await pack.WriteAsync(
                spool =>
                {
                    foreach (var finding in parts.Findings)
                    {
                        cancel.ThrowIfCancellationRequested();
                        spool.Append(finding);
                    }

                    return Task.FromResult(parts.Header([.. policies.Everywhere.Select(account => account.Name)], (Collector.NoAccount, policies.LandingZone.HomeRegion)));
                },
                (_, _) => Task.FromResult<int?>(null),
                cancel);
        }
        catch (InvalidDataException fault)
        {
            throw new FaultException(new() { Code = "bad-report", What = fault.Message, Where = new("report merge"), Remedy = "name reports that this tool wrote, and that you may read" }, fault);
        }
    }
}
