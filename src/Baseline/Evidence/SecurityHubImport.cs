using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>
/// Sends a report's findings to Security Hub, each in its own account and region: AWS takes them from no other (Security Hub API Reference, BatchImportFindings, read 2026-11). What earlier reports sent and this one has
/// no more is archived there.
/// </summary>
/// <remarks>
/// A provider archives by sending the finding again with RecordState ARCHIVED and a later UpdatedAt; BatchUpdateFindings cannot (Security Hub User Guide, "RecordState", read 2026-11). Archived findings can still be found.
/// </remarks>
/// <param name="connection">Leads to every account.</param>
/// <param name="report">Whose findings are sent.</param>
internal sealed class SecurityHubImport(AwsConnection connection, Report report)
{
    private const int PerPage = 100;

    // A call takes 6 MB, and a finding may have 240 KB.
    private const int MostArchived = 24;

    /// <summary>Rights that it needs in each account.</summary>
    public static IReadOnlyList<Need> Permissions { get; } = ["securityhub:BatchImportFindings", "securityhub:GetFindings"];

    /// <summary>Sends the findings, one batch after another, and archives what is over, place by place; what fails in one account stops no other.</summary>
    /// <param name="findings">Of the report.</param>
    /// <param name="archive">Says what is over; null where all that is there stays as it is.</param>
    /// <param name="cancel">Ends the sending.</param>
    public async Task<Imported> RunAsync(IEnumerable<Finding> findings, AsffArchive? archive, CancellationToken cancel)
    {
        var (taken, faults, failed) = (0, new List<Fault>(), new HashSet<(string, string)>());
        foreach (var batch in new AsffBatches(report).Cut(archive?.Watch(findings) ?? findings))
        {
            try
            {
                taken += await SentAsync(batch.AccountId, batch.Region, [.. batch.Findings.Select(SecurityHubFinding.Of)], faults, cancel);
            }
            catch (Exception e) when (AwsFaults.IsFromAws(e))
            {
                failed.Add((batch.AccountId, batch.Region));
                faults.Add(AwsFaults.From(e, batch.AccountId, batch.Region));
            }
        }

        var places = archive is null ? [] : report.Header.Accounts.SelectMany(account => account.Regions, (account, region) => (account.Id, Region: region)).Where(place => !failed.Contains(place)).ToList();
        var read = places.Where(place => archive!.WasRead(place.Id, place.Region)).ToList();
        var done = await Paged.EachAsync(read, (place, stop) => ArchivedAsync(place.Id, place.Region, archive!, stop), cancel);
        return new(
            taken,
            done.Sum(each => each.Archived),
            done.Sum(each => each.Kept),
            [.. places.Except(read).Select(place => $"{place.Id}/{place.Region}")],
            [.. faults, .. done.SelectMany(each => each.Faults)]);
    }

    private async Task<int> SentAsync(string accountId, string region, List<AwsSecurityFinding> findings, List<Fault> faults, CancellationToken cancel)
    {
        var answer = await connection.Home.In(accountId, region).SecurityHub.BatchImportFindingsAsync(new() { Findings = findings }, cancel);
        faults.AddRange((answer.FailedFindings ?? []).Select(failed =>
            new Fault { Code = "not-imported", What = $"{failed.Id}: {failed.ErrorCode}: {failed.ErrorMessage}", Where = new($"{accountId}/{region} securityhub:BatchImportFindings") }));
        return answer.SuccessCount ?? 0;
    }

    private async Task<(int Archived, int Kept, IReadOnlyList<Fault> Faults)> ArchivedAsync(string accountId, string region, AsffArchive archive, CancellationToken cancel)
    {
        var (archived, kept, faults) = (0, 0, new List<Fault>());
        try
        {
            (var over, kept) = await OverAsync(accountId, region, archive, cancel);
            foreach (var batch in over.Chunk(MostArchived))
            {
                archived += await SentAsync(accountId, region, [.. batch.Select(finding => SecurityHubFinding.Archived(finding, report.Header))], faults, cancel);
            }
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e))
        {
            faults.Add(AwsFaults.From(e, accountId, region));
        }

        return (archived, kept, faults);
    }

    // All of a place before the first is archived: pages of a list that shrinks meanwhile leave some out.
    private async Task<(List<AwsSecurityFinding> Over, int Kept)> OverAsync(string accountId, string region, AsffArchive archive, CancellationToken cancel)
    {
        var (over, kept, product) = (new List<AwsSecurityFinding>(), 0, AsffFinding.ProductArn(accountId, region));
        var filters = new AwsSecurityFindingFilters
        {
            // An administrator is shown its members' findings too.
            AwsAccountId = [Equal(accountId)],
            ProductArn = [Equal(product)],
            GeneratorId = [new() { Value = AsffFinding.Ours, Comparison = "PREFIX" }],
            RecordState = [Equal("ACTIVE")],
        };
        await Paged.VisitAsync(async token =>
        {
            var page = await connection.Home.In(accountId, region).SecurityHub.GetFindingsAsync(new() { Filters = filters, MaxResults = PerPage, NextToken = token }, cancel);
            // Emulators leave filters unheard.
            foreach (var finding in (page.Findings ?? []).Where(each => each.ProductArn == product && each.AwsAccountId == accountId && each.RecordState != RecordState.ARCHIVED))
            {
                var fate = archive.Of(accountId, region, finding.Id, finding.GeneratorId, finding.ProductFields?.GetValueOrDefault(AsffFinding.EvidenceField));
                kept += fate == AsffFate.Unknown ? 1 : 0;
                over.AddRange(fate == AsffFate.Over ? [finding] : []);
            }

            return page.NextToken;
        });
        return (over, kept);
    }

    private static StringFilter Equal(string value) => new() { Value = value, Comparison = "EQUALS" };
}

/// <summary>What became of an import.</summary>
/// <param name="Taken">Findings of the report that Security Hub took.</param>
/// <param name="Archived">Findings of earlier reports that are over.</param>
/// <param name="Kept">Findings of earlier reports of which this one cannot say whether they are over.</param>
/// <param name="Unread">Accounts and regions that were not read whole, where every finding was left as it is.</param>
/// <param name="Faults">What was not taken, or not archived, and why.</param>
internal sealed record Imported(int Taken, int Archived, int Kept, IReadOnlyList<string> Unread, IReadOnlyList<Fault> Faults);
