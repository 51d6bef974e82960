using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>The ledger of remediations: what was broken, by whom, and what became of it. An open incident fails; what was fixed was read again afterwards, and passed then.</summary>
/// <param name="inquiry">What is asked.</param>
/// <param name="home">The management account's session.</param>
/// <param name="rules">Where the ledger is.</param>
/// <param name="proof">Makes evidence.</param>
/// <param name="without">What it means that there is no table.</param>
internal sealed class LedgerWitness(Inquiry inquiry, AwsSession home, RemediationsPolicy rules, Proof proof, WithoutTable without) : IWitness
{
    /// <summary>Rights that it needs in the root account.</summary>
    /// <param name="table">Of the ledger.</param>
    /// <param name="key">Alias of the key that it is encrypted with.</param>
    public static IReadOnlyList<Need> Permissions(string table, string key) =>
    [
        .. LedgerTable.Reading(table),
        KmsKey.Use("kms:Decrypt", key) with { For = "dynamodb:Scan", Because = "the table is encrypted with a customer's key, which AWS uses in the caller's name" },
    ];

    /// <inheritdoc/>
    public IEnumerable<Spot> Asked() => [];

    /// <inheritdoc/>
    public async Task TestifyAsync(Testimony record, CancellationToken cancel)
    {
        try
        {
            var ledger = new LedgerTable(home.DynamoDb, rules.Table);
            var log = new AnswerLog();
            await log.KeepAsync(async () =>
            {
                await foreach (var history in ledger.AllAsync(cancel))
                {
                    Tell(history, log, record);
                }

                return true;
            });
        }
        catch (ResourceNotFoundException) when (without == WithoutTable.NothingRepaired)
        {
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e) || e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            var told = AwsFaults.IsFromAws(e) ? AwsFaults.From(e, inquiry.Policies.LandingZone.ManagementAccount, home.Region).What : $"table {rules.Table} holds what is no ledger: {e.Message}";
            record.Shut(new(
                inquiry.ByName(inquiry.Policies.LandingZone.ManagementAccount)?.Id ?? home.AccountId ?? "", home.Region, $"dynamodb:{FailedCall.Of(e)?.Operation ?? "Query"}",
                $"the ledger of remediations could not be read, so that what was repaired is missing: {told}", []));
        }
    }

    private void Tell(History history, AnswerLog log, Testimony record)
    {
        var (incident, last) = (history.Incident, history.Last);
        if (last is null || !inquiry.Controls.TryGetValue(incident.Control, out var control) || inquiry.ById(incident.AccountId) is not { } account || !Inquiry.Asks(control, account))
        {
            return;
        }

        // Who undid a fix wanted the violation back, and an exemption with it.
        var fails = history.IsOpen || last.Step is LedgerStep.Undone or LedgerStep.UndoRefused;
        record.Found(new()
        {
            Control = control.Id,
            AccountId = account.Id,
            Environment = account.Environment,
            Region = incident.Region,
            ResourceType = incident.ResourceType,
            ResourceId = incident.ResourceId,
            Verdict = fails ? Verdict.Fail : Verdict.Pass,
            Reason = $"ledger: {Word(last.Step)}, {last.Why}",
            Observed = last.After,
            ObservedAt = last.At,
            Evidence = log.Answers.LastOrDefault() is { } answer ? [proof.Of(answer, EvidenceSource.Ledger)] : [],
            Repairs = [.. history.Entries.Select(entry => new Repair(entry.At, Word(entry.Step), entry.Why, entry.Hash, entry.Actor, entry.DecidedBy))],
        });
    }

    private static string Word(LedgerStep step) => step switch
    {
        LedgerStep.UndoAsked => "undo asked for",
        LedgerStep.UndoRefused => "undo refused",
        LedgerStep.Alerted or LedgerStep.Exempted or LedgerStep.Waiting or LedgerStep.Held or LedgerStep.Approved or LedgerStep.Rejected or LedgerStep.Expired
            or LedgerStep.Stopped or LedgerStep.Claimed or LedgerStep.Fixed or LedgerStep.Failed or LedgerStep.Closed or LedgerStep.Undone => step.ToString().ToLowerInvariant(),
    };
}

/// <summary>What it means that a ledger's table is not there.</summary>
internal enum WithoutTable
{
    /// <summary>It could not be read: what was repaired is missing.</summary>
    NotRead,

    /// <summary>Nothing was ever repaired.</summary>
    NothingRepaired,
}
