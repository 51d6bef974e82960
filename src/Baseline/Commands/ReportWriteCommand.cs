using System.CommandLine;
using System.Reflection;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report</c>: collects evidence and writes a report pack, signed and chained to the one before.</summary>
internal static class ReportWriteCommand
{
    // A line that names more is not read.
    private const int MostPlaces = 5;

    /// <summary>Gives the command <c>report</c> its own options and action.</summary>
    public static void Offer(Command report, CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var asked = new ReportOptions();
        var import = new Option<bool>("--import-security-hub") { Description = "Send every finding to Security Hub, each in its own account and region, and archive there what earlier reports sent and is gone" };
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
            (report, spool) => imports ? ImportedAsync(opened, settings, report, spool, renderer, cancel) : Task.FromResult<int?>(null),
            cancel);
    }

    private static async Task<int?> ImportedAsync(Opened opened, Settings settings, Report report, FindingSpool spool, Renderer renderer, CancellationToken cancel)
    {
        // What is left out was not looked at, though no call failed.
        var isWhole = !settings.Plan.Without.Any(Kinds.Pure.ContainsKey);
        var home = report.Header.Accounts.FirstOrDefault(account => account.Name == opened.Policies.LandingZone.ManagementAccount)?.Id;
        var done = await new SecurityHubImport(opened.Connection!, report).RunAsync(spool.Findings(), isWhole ? new AsffArchive(report, home) : null, cancel);
        foreach (var line in Told(done, isWhole))
        {
            renderer.Note(line);
        }

        foreach (var fault in done.Faults)
        {
            renderer.Error(fault, null);
        }

        return done.Faults.Count > 0 ? ExitCodes.Error : null;
    }

    private static IEnumerable<string> Told(Imported done, bool isWhole)
    {
        yield return $"Security Hub took {Words.Count(done.Taken, "finding")}";
        if (done.Archived > 0)
        {
            yield return $"{Words.Count(done.Archived, "finding")} of earlier reports {(done.Archived == 1 ? "is" : "are")} over and archived there";
        }

        if (done.Kept > 0)
        {
            yield return $"{Words.Count(done.Kept, "finding")} of earlier reports {(done.Kept == 1 ? "stays" : "stay")} open there: this report could not tell whether {(done.Kept == 1 ? "it is" : "they are")} over";
        }

        if (done.Unread.Count > 0)
        {
            yield return $"what earlier reports sent to {string.Join(", ", done.Unread.Take(MostPlaces))}{(done.Unread.Count > MostPlaces ? $" and {done.Unread.Count - MostPlaces} more" : "")} stays as it is: not all of it could be read";
        }

        if (!isWhole)
        {
            yield return "nothing of earlier reports is archived there, since --without left kinds unread";
        }
    }

    private static string Subject(Settings settings) => settings switch
    {
        { Estate: { } file } => $"a snapshot, {file}",
        { Rehearsal: { } file } => $"a rehearsal, {file}",
        _ => "AWS",
    };

    private static string Version() => typeof(ReportWriteCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
