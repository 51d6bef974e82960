using System.CommandLine;
using System.Globalization;
using System.Reflection;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Publishing;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report</c>: collects evidence and writes a report pack, signed and chained to the one before.</summary>
internal static class ReportWriteCommand
{
    // A line that names more is not read.
    private const int MostPlaces = 5;

    private const string LocalKeyFile = ".baseline/report-key.pem";

    /// <summary>Gives the command <c>report</c> its own options and action.</summary>
    public static void Offer(Command report, CommonOptions options, Runner runner, Output output, TimeProvider time)
    {
        var @out = new Option<string>("--out") { Description = "The folder that packs are written into, each in a folder of its own", HelpName = "DIR", DefaultValueFactory = _ => "reports" };
        var known = ReportFormat.All.Select(format => format.Name).ToList();
        var formats = CommonOptions.Names("--formats", $"Which of {string.Join(", ", known)}; json is always written", "NAME");
        CommonOptions.RejectUnknown(formats, known, "format");
        var failOn = new Option<string?>("--fail-on") { Description = "Exit with 2 when a control of this severity, or a graver one, fails: critical, high, medium or low", HelpName = "SEVERITY" };
        failOn.AcceptOnlyFromAmong("critical", "high", "medium", "low");
        var sign = new Option<string?>("--sign-with") { Description = $"An asymmetric KMS key by its ARN, or a private key in a PEM file; a rehearsal's default is {LocalKeyFile}, made when it is missing", HelpName = "KEY" };
        var import = new Option<bool>("--import-security-hub") { Description = "Send every finding to Security Hub, each in its own account and region, and archive there what earlier reports sent and is gone" };
        foreach (var option in new Option[] { @out, formats, failOn, sign, import, options.Policies, options.Rehearse, options.Estate, options.Account, options.Without, options.Format, options.NoColor, options.Verbose })
        {
            report.Add(option);
        }

        report.SetAction((parsed, cancel) =>
        {
            var settings = options.Read(parsed);
            var wish = new ReportWish(
                parsed.GetValue(@out)!,
                [.. ReportFormat.All.Where(format => format.Name == "json" || parsed.GetValue(formats) is not { Length: > 0 } named || named.Contains(format.Name))],
                parsed.GetValue(failOn) is { } gravest ? Enum.Parse<AlertSeverity>(gravest, ignoreCase: true) : null,
                parsed.GetValue(sign),
                parsed.GetValue(import));
            return runner.RunAsync(settings, (opened, renderer, stop) => RunAsync(opened, settings, wish, renderer, output, time, stop), cancel);
        });
    }

    private static async Task<int> RunAsync(Opened opened, Settings settings, ReportWish wish, Renderer renderer, Output output, TimeProvider time, CancellationToken cancel)
    {
        if (wish.Import && opened.Connection is null)
        {
            throw new FaultException(new() { Code = "no-import", What = "a snapshot leads to no Security Hub", Where = new("--import-security-hub"), Remedy = "leave out --estate, or --import-security-hub" });
        }

        using var signing = Signing.Open(wish.SignWith, opened, LocalKeyFile);
        await signing.CheckAsync(cancel);
        var previous = PackChain.Last(wish.Out);
        using var spool = new FindingSpool();
        ReportHeader header;
        using (var reading = renderer.Reading())
        {
            header = await new Collector(opened.Policies, opened.Estate, opened.World, opened.Connection, time)
                .CollectAsync(Subject(settings), settings.Plan, spool, Version(), settings.Policies, reading.Report, cancel);
        }

        var report = new Report(header with { Earlier = EarlierReports.In(wish.Out, renderer.Note) }, spool.Count());
        var directory = Path.Combine(wish.Out, header.At.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        new Publication(directory).Write(report, spool.Findings(), wish.Formats, (partial, files) => signing.Seal(partial, header, files, previous, cancel), cancel);
        if (signing.Signer is null)
        {
            renderer.Note("the pack is not signed, so that nobody can tell whether it was changed: name a KMS key with --sign-with");
        }

        new Lines(output, settings).Write(format => ReportSummary.Of(format, report, directory), (line, _) => line);
        return await ImportedAsync(opened, settings, wish, report, spool, renderer, cancel) is { } failed ? failed
            : report.Fails(wish.FailOn) ? ExitCodes.Pending
            : ExitCodes.Done;
    }

    private static async Task<int?> ImportedAsync(Opened opened, Settings settings, ReportWish wish, Report report, FindingSpool spool, Renderer renderer, CancellationToken cancel)
    {
        if (!wish.Import)
        {
            return null;
        }

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

/// <summary>What is asked of a report.</summary>
/// <param name="Out">The folder of all packs.</param>
/// <param name="Formats">Those to be written.</param>
/// <param name="FailOn">The mildest severity that counts for the exit code; null for none.</param>
/// <param name="SignWith">ARN of a KMS key, or a file; null for the default.</param>
/// <param name="Import">Whether findings go to Security Hub.</param>
internal sealed record ReportWish(string Out, IReadOnlyList<ReportFormat> Formats, AlertSeverity? FailOn, string? SignWith, bool Import);
