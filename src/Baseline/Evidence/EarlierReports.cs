using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>What became of the counts over the reports that lie beside the one that is being made, and over those that these name: of a long chain its newest report is enough.</summary>
internal static class EarlierReports
{
    // A year of weekly reports; a page shows no more.
    private const int Most = 52;

    /// <summary>The latest of them, oldest first. One that cannot be read is left out, and told.</summary>
    /// <param name="folder">Of all packs; need not exist.</param>
    /// <param name="note">Told of what cannot be read.</param>
    public static IReadOnlyList<EarlierReport> In(string folder, Action<string> note)
    {
        var found = new Dictionary<Guid, EarlierReport>();
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(pack => Path.Combine(pack, "report.json")).Where(File.Exists) : [])
        {
            try
            {
                var report = new ReportFile(file).Read();
                foreach (var earlier in report.Header.Earlier)
                {
                    found.TryAdd(earlier.Id, earlier);
                }

                found[report.Header.Id] = new(report.Header.Id, report.Header.At, report.Header.Environments.ToDictionary(name => name, name => Counts(report, name)));
            }
            catch (InvalidDataException e)
            {
                note($"left out of the trend: {e.Message}");
            }
        }

        return [.. found.Values.OrderBy(report => report.At).TakeLast(Most)];
    }

    private static IReadOnlyList<int> Counts(Report report, string environment)
    {
        var tally = report.In(environment);
        return [tally.Pass, tally.Fail, tally.Exempt, tally.NotApplicable, tally.NotEvaluated];
    }
}
