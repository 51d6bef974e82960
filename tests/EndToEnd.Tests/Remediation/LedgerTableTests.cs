using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>A place in a history is one writer's: whoever got it, and nobody else, goes on.</summary>
public sealed class LedgerTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_who_write_the_same_words_in_the_same_moment_one_is_told_that_it_did()
    {
        await using var ward = await SandboxWard.OpenAsync();
        var ledger = new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table);
        var history = await ledger.ReadAsync(new("ssh-closed", ward.AccountId, SandboxWard.Region, "AWS::EC2::SecurityGroup", "sg-1"), Cancel);
        LedgerEntry words = new() { Incident = "", Window = 0, Sequence = 0, Previous = "", At = ward.Time.GetUtcNow(), Step = LedgerStep.Claimed, Why = "the policies say auto" };
        var (first, second) = (history.Next(words), history.Next(words));

        Assert.True(await ledger.AppendAsync(first, Cancel));

        Assert.False(await ledger.AppendAsync(second, Cancel));
        // The answer to the first try was lost: it is the same line still.
        Assert.True(await ledger.AppendAsync(first, Cancel));
        Assert.Equal([first.Hash], (await ledger.ReadAsync(history.Incident, Cancel)).Entries.Select(e => e.Hash));
    }
}
