using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>Who may decide, about what, and what is out of sight for nobody.</summary>
public sealed class DocketTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LedgerStep.Held)]
    [InlineData(LedgerStep.Stopped)]
    [InlineData(LedgerStep.Fixed)]
    internal async Task Whoever_caused_it_decides_nothing_of_it(LedgerStep stands)
    {
        await using var ward = await SandboxWard.OpenAsync();
        var home = await ward.Home.AccountIdAsync(Cancel);
        var incident = ward.IncidentOf("prod-orders");
        // CloudTrail has the role with its path; STS tells whoever asks the role's name alone.
        await AppendAsync(ward, incident, stands, $"arn:aws:iam::{home}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Operator_1f");
        As(ward, home, "AWSReservedSSO_Operator_1f/ada@example.com");
        var docket = new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time);

        Func<Task>[] decisions = stands == LedgerStep.Fixed
            ? [() => docket.UndoAsync(incident.ShortId, "I need it", Cancel)]
            : [() => docket.ApproveAsync(incident.ShortId, "mend it", Cancel), () => docket.RejectAsync(incident.ShortId, "I need it", Cancel)];
        foreach (var decide in decisions)
        {
            Assert.StartsWith("you caused it: somebody else must ", (await Assert.ThrowsAsync<FaultException>(decide)).Fault.What, StringComparison.Ordinal);
        }

        Assert.Equal([stands], (await ward.HistoryAsync(incident)).Entries.Select(e => e.Step));
        As(ward, home, "AWSReservedSSO_Security_2e/grace@example.com");
        await (stands == LedgerStep.Fixed ? docket.UndoAsync(incident.ShortId, "they need it", Cancel) : docket.RejectAsync(incident.ShortId, "they need it", Cancel));
        Assert.Equal($"arn:aws:iam::{home}:role/AWSReservedSSO_Security_2e", (await ward.HistoryAsync(incident)).Last!.DecidedBy);
    }

    [Fact]
    public async Task An_id_that_is_hardly_one_decides_nothing_even_where_it_fits_one_incident_alone()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var incident = ward.IncidentOf("prod-orders");
        await AppendAsync(ward, incident, LedgerStep.Held);
        var docket = new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time);

        foreach (var id in (string[])["", incident.ShortId[..3]])
        {
            Assert.Equal("short-id", (await Assert.ThrowsAsync<FaultException>(() => docket.ApproveAsync(id, "yes", Cancel))).Fault.Code);
        }

        Assert.Equal(incident, await docket.ApproveAsync(incident.ShortId[..4], "yes", Cancel));
    }

    [Fact]
    public async Task Whatever_waits_for_somebody_s_word_is_listed_until_it_is_said()
    {
        await using var ward = await SandboxWard.OpenAsync();
        LedgerStep[][] each = [[LedgerStep.Held], [LedgerStep.Held, LedgerStep.Expired], [LedgerStep.Stopped], [LedgerStep.Alerted], [LedgerStep.Held, LedgerStep.Approved]];
        foreach (var (steps, i) in each.Select((steps, i) => (steps, i)))
        {
            foreach (var step in steps)
            {
                await AppendAsync(ward, ward.IncidentOf($"bucket-{i}"), step);
            }
        }

        var docket = new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(["bucket-0", "bucket-1", "bucket-2"], (await docket.WaitingAsync(Cancel)).Select(history => history.Incident.ResourceId).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_history_whose_first_line_was_taken_away_is_exported_and_found_faulty()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var (incident, table) = (ward.IncidentOf("prod-orders"), Setup.Rules(ward.Bundle).Table);
        await AppendAsync(ward, incident, LedgerStep.Held);
        await AppendAsync(ward, incident, LedgerStep.Rejected);
        await ward.Home.DynamoDb.DeleteItemAsync(new() { TableName = table, Key = new() { ["pk"] = new() { S = incident.ToString() }, ["sk"] = new() { S = "000000001" } } }, Cancel);

        var all = new List<History>();
        await foreach (var history in new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).AllAsync(Cancel))
        {
            all.Add(history);
        }

        Assert.NotEmpty(LedgerChain.Faults(Assert.Single(all).Entries));
    }

    private static async Task AppendAsync(SandboxWard ward, Incident incident, LedgerStep step, string? actor = null)
    {
        var (ledger, history) = (new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table), await ward.HistoryAsync(incident));
        Assert.True(await ledger.AppendAsync(
            history.Next(new() { Incident = "", Window = 0, Sequence = 0, Previous = "", At = ward.Time.GetUtcNow(), Step = step, Why = "because", Actor = actor, Until = ward.Time.GetUtcNow().AddDays(3) }), Cancel));
    }

    private static void As(SandboxWard ward, string account, string session) => ward.Answer = (service, asked) => service == "sts" && asked.Contains("GetCallerIdentity", StringComparison.Ordinal)
        ? $"""<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::{account}:assumed-role/{session}</Arn><UserId>x</UserId><Account>{account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""
        : null;
}
