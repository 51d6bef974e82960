using System.Text;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Commands;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What <c>invoke --dry-run</c> and <c>replay</c> say is what would be: they go by the ledger as functions do, and leave no trace anywhere.</summary>
public sealed class RehearsalTests
{
    private const string Bucket = "prod-orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_took_back_is_told_as_exempt_and_nothing_is_written()
    {
        await using var ward = await FixedAsync();
        await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).UndoAsync(ward.IncidentOf(Bucket).ShortId, "the shop reads it", Cancel);
        Assert.Empty(await ward.DeliverAsync(("undo", Assert.Single(await ward.RungAsync()))));
        var before = ward.Everything();

        var handled = await RehearseAsync(ward, ward.EventOf(Bucket, "another"));

        Assert.Equal(Ending.Left, handled.Ending);
        Assert.EndsWith("took the fix back, which exempts the resource for a time", handled.Why, StringComparison.Ordinal);
        Assert.Equal(before, ward.Everything());
    }

    [Fact]
    public async Task An_undo_that_was_asked_for_is_told_and_not_made()
    {
        await using var ward = await FixedAsync();
        await new Docket(ward.Home, Setup.Rules(ward.Bundle), ward.Time).UndoAsync(ward.IncidentOf(Bucket).ShortId, "the shop reads it", Cancel);
        var (asked, before) = (Assert.Single(await ward.RungAsync()), ward.Everything());

        var handled = await RehearseAsync(ward, asked);

        Assert.EndsWith("asked for the state before the fix, which would be given back", handled.Why, StringComparison.Ordinal);
        Assert.Equal(before, ward.Everything());
        Assert.True(await ward.IsBlockedAsync(Bucket));
    }

    [Fact]
    public async Task What_would_be_fixed_is_told_and_left()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var before = ward.Everything();

        Assert.Equal(Ending.WouldFix, (await RehearseAsync(ward, ward.EventOf(Bucket))).Ending);

        Assert.Equal(before, ward.Everything());
    }

    [Fact]
    public async Task Before_there_is_a_ledger_what_would_be_fixed_is_told_all_the_same()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        await ward.Home.DynamoDb.DeleteTableAsync(Setup.Rules(ward.Bundle).Table, Cancel);

        Assert.Equal(Ending.WouldFix, (await RehearseAsync(ward, ward.EventOf(Bucket))).Ending);
    }

    private static async Task<SandboxWard> FixedAsync()
    {
        var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        Assert.Equal(LedgerStep.Fixed, (await ward.HistoryAsync(Bucket)).Last!.Step);
        return ward;
    }

    private static async Task<Handled> RehearseAsync(SandboxWard ward, string message)
    {
        using var connection = ward.Connect();
        var intake = new Intake(Setup.Rehearsal(connection, ward.Bundle, new PrintingNotifier(TextWriter.Null), ward.Time), ward.Bundle);
        return Assert.Single(Assert.IsType<Taken.Worked>(await intake.TakeAsync(Encoding.UTF8.GetBytes(message), Cancel)).Incidents, handled => handled.Incident.Control == SandboxWard.Control);
    }
}
