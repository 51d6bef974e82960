using System.Text;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What the function writes about its work.</summary>
public sealed class LogTests
{
    private const string Bucket = "prod-orders";

    [Fact]
    public async Task A_secret_that_somebody_gave_for_a_reason_is_not_logged()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var rejected = (await ward.HistoryAsync(Bucket)).Next(
            new() { Incident = "", Window = 0, Sequence = 0, Previous = "", At = ward.Time.GetUtcNow(), Step = LedgerStep.Rejected, Why = "they log in with password=hunter2" });
        Assert.True(await new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table).AppendAsync(rejected, TestContext.Current.CancellationToken));
        using var connection = ward.Connect();
        using var lines = new MemoryStream();

        await Invocations.CallAsync(ward.FunctionOn(connection).HandleAsync, Invocations.Batch(("1", ward.EventOf(Bucket))), ward.Time, lines);

        var log = Encoding.UTF8.GetString(lines.ToArray());
        Assert.Contains("they log in with password=(redacted)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", log, StringComparison.Ordinal);
    }
}
