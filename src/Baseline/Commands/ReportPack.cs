using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Publishing;
using SecretScoops.Governance.Reports.Spooling;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>Writes a report pack, signed and chained to the one before.</summary>
/// <param name="opened">Leads to a key of KMS.</param>
/// <param name="settings">The common options.</param>
/// <param name="wish">What is asked of it.</param>
/// <param name="renderer">Takes notes.</param>
/// <param name="output">Takes the summary.</param>
internal sealed class ReportPack(Opened opened, Settings settings, ReportWish wish, Renderer renderer, Output output)
{
    /// <summary>The key of rehearsals.</summary>
    public const string LocalKeyFile = ".baseline/report-key.pem";

    /// <summary>Looks at the key, has the findings collected, which may take long, and writes.</summary>
    /// <param name="collect">Fills the spool; gives the header.</param>
    /// <param name="use">What else is done with the report once it is written; its exit code, or null.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Engine.FaultException">The key cannot be used.</exception>
    /// <exception cref="IOException">The pack cannot be written.</exception>
    public async Task<int> WriteAsync(Func<FindingSpool, Task<ReportHeader>> collect, Func<Report, FindingSpool, Task<int?>> use, CancellationToken cancel)
    {
        using var signing = Signing.Open(wish.SignWith, opened, LocalKeyFile);
        await signing.CheckAsync(cancel);
        var previous = PackChain.Last(wish.Out);
        using var spool = new FindingSpool();
        var header = await collect(spool);
        var report = new Report(header with { Earlier = EarlierReports.In(wish.Out, renderer.Note) }, spool.Count());
        // Reports that were begun in the same second are told apart by a number.
        var directory = PackNames.Numbered(PackNames.Folder(header.At)).Select(name => Path.Combine(wish.Out, name)).First(each => !Path.Exists(each));
        new Publication(directory).Write(report, spool.Findings(), wish.Formats, (partial, files) => signing.Seal(partial, header, files, previous, cancel), cancel);
        if (signing.Signer is null)
        {
            renderer.Note("the pack is not signed, so that nobody can tell whether it was changed: name a KMS key with --sign-with");
        }

        new Lines(output, settings).Write(format => ReportSummary.Of(format, report, directory), (line, _) => line);
        return await use(report, spool) is { } failed ? failed
            : report.Fails(wish.FailOn) ? ExitCodes.Pending
            : ExitCodes.Done;
    }
}
