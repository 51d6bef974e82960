using System.CommandLine;
using System.Reflection;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report</c>: collects evidence and writes a report pack, signed and chained to the one before.</summary>
internal static class ReportWriteCommand
{
    /// <summary>Gives the command <c>report</c> its own options and action.</summary>
    public static void Offer(Command report, CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var asked = new ReportOptions();
        var import = new Option<bool>("--import-security-hub") { Description = "Send every finding to Security Hub, each in its own account and region" };
        IReadOnlyList<Option> all = [.. asked.All, import, options.Policies, options.Rehearse, options.Estate, options.Account, options.Without, options.Format, options.NoColor, options.Verbose];
        foreach (var option in all)
        {
            report.Add(option);
        }

        report.SetAction((parsed, cancel) =>
        {
            var (settings, wish, imports) = (options.Read(parsed), asked.Read(parsed), parsed.GetValue(import));
            return runner.RunAsync(settings, (opened, renderer, stop) => RunAsync(opened, settings, imports, renderer, new(opened, settings, wish, renderer, output), time, stop), cancel);
        });
    }

    private static Task<int> RunAsync(Opened opened, Settings settings, bool imports, Renderer renderer, ReportPack pack, TimeProvider time, CancellationToken cancel)
    {
        if (imports && opened.Connection is null)
        {
            throw new FaultException(new() { Code = "no-import", What = "a snapshot leads to no Security Hub", Where = new("--import-security-hub"), Remedy = "leave out --estate, or --import-security-hub" });
        }

        return pack.WriteAsync(
            async spool =>
            {
                using var reading = renderer.Reading();
                return await new Collector(opened.Policies, opened.Estate, opened.World, opened.Connection, time)
                    .CollectAsync(Subject(settings), settings.Plan, spool, Version(), settings.Policies, reading.Report, cancel);
            },
            (report, spool) => imports ? ImportedAsync(opened, report, spool, renderer, cancel) : Task.FromResult<int?>(null),
            cancel);
    }

    private static async Task<int?> ImportedAsync(Opened opened, Report report, FindingSpool spool, Renderer renderer, CancellationToken cancel)
    {
        var (taken, faults) = await new SecurityHubImport(opened.Connection!).SendAsync(new AsffBatches(report).Cut(spool.Findings()), cancel);
        renderer.Note($"Security Hub took {Words.Count(taken, "finding")}");
        foreach (var fault in faults)
        {
            renderer.Error(new() { Code = "not-imported", What = fault, Where = new("securityhub:BatchImportFindings") }, null);
        }

        return faults.Count > 0 ? ExitCodes.Error : null;
    }

    private static string Subject(Settings settings) => settings switch
    {
        { Estate: { } file } => $"a snapshot, {file}",
        { Rehearsal: { } file } => $"a rehearsal, {file}",
        _ => "AWS",
    };

    private static string Version() => typeof(ReportWriteCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
