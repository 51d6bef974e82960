using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The function's process dies at each call of a fix in turn: AWS carried the call out, and nobody hears so. The queue then delivers the message again, to a new process.</summary>
public sealed class KilledAtAnyCallTests
{
    private const string Bucket = "prod-orders";

    [Fact]
    public async Task A_fix_that_dies_at_any_call_and_is_delivered_again_ends_as_if_it_had_not_died()
    {
        await using var whole = await SandboxWard.OpenAsync();
        await whole.OpenBucketAsync(Bucket);
        var calls = new List<SandboxCall>();
        whole.Observe = call => calls.AddRange(call.Moment == SandboxMoment.After ? [call] : []);
        Assert.Empty(await whole.DeliverAsync(("1", whole.EventOf(Bucket))));
        whole.Observe = _ => { };
        Assert.True(await whole.IsBlockedAsync(Bucket));

        for (var death = 0; death < calls.Count; death++)
        {
            await DiesAsync(death, $"dead after call {death + 1} of {calls.Count}, {calls[death].Service}:{calls[death].Operation}", whole.Buckets());
        }

        Assert.Equal(["PutItem", "PutPublicAccessBlock", "Publish", "PutItem"], calls.Where(call => call.IsWrite && call.Operation is not ("UpdateItem" or "AssumeRole")).Select(call => call.Operation));
    }

    [Fact]
    public async Task A_fix_that_was_begun_is_ended_though_no_more_may_be_begun_in_this_hour()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        ward.DieAfter("PutItem");
        await ward.DeliverAsync(("1", ward.EventOf(Bucket)));
        ward.Observe = _ => { };
        ward.Time.Advance(ward.Lease);

        var ledger = new Aws.Ledger.LedgerTable(ward.Home.DynamoDb, Governance.Remediation.Functions.Setup.Rules(ward.Bundle).Table);
        while (await ledger.CountAsync($"fixes|{SandboxWard.Control}|2026-11-26T03", 100, TestContext.Current.CancellationToken))
        {
            // Until none is left.
        }

        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));

        Assert.Equal([LedgerStep.Claimed, LedgerStep.Claimed, LedgerStep.Fixed], (await ward.HistoryAsync(Bucket)).Entries.Select(e => e.Step));
    }

    [Fact]
    public async Task A_fix_of_several_writes_that_dies_at_any_call_is_ended_by_the_next_delivery()
    {
        var calls = new List<string>();
        var whole = await QuarantinedAsync(null, calls);
        Assert.Equal(["DeleteLoginProfile", "UpdateAccessKey", "PutUserPolicy"], calls.Where(operation => operation is "DeleteLoginProfile" or "UpdateAccessKey" or "PutUserPolicy"));

        for (var death = 0; death < calls.Count; death++)
        {
            var ended = await QuarantinedAsync(death, []);
            Assert.True(ended == whole, $"dead after call {death + 1} of {calls.Count}, {calls[death]}: {ended}");
        }
    }

    // How a user ends whose quarantine died after some call, or did not, and was delivered again.
    private static async Task<string> QuarantinedAsync(int? death, List<string> calls)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var ward = await SandboxWard.OpenAsync();
        var iam = ward.Member.Iam;
        await iam.CreateUserAsync(new() { UserName = "deployer" }, cancel);
        await iam.CreateAccessKeyAsync(new() { UserName = "deployer" }, cancel);
        await iam.CreateLoginProfileAsync(new() { UserName = "deployer", Password = "Opens-the-door-1" }, cancel);
        ward.DieAfter(death, calls);
        var message = ("1", Invocations.ConfigEvent("iam-no-users", "AWS::IAM::User", "deployer", ward.AccountId, SandboxWard.Region, "1"));
        await ward.DeliverAsync(message);
        ward.Observe = _ => { };
        ward.Time.Advance(ward.Lease);
        Assert.Empty(await ward.DeliverAsync(message));

        var entries = (await ward.HistoryAsync(new Incident("iam-no-users", ward.AccountId, "us-east-1", "AWS::IAM::User", "deployer"))).Entries;
        Assert.Empty(LedgerChain.Faults(entries));
        Assert.All(entries, entry => Assert.Equal("Active", (string?)entry.Before!["keys"]!.AsObject().Single().Value!["status"]));
        var keys = (await iam.ListAccessKeysAsync(new() { UserName = "deployer" }, cancel)).AccessKeyMetadata.Select(key => key.Status.Value);
        var policies = (await iam.ListUserPoliciesAsync(new() { UserName = "deployer" }, cancel)).PolicyNames;
        var after = entries[^1].After!["console"] is null ? "no password" : "a password";
        return $"{string.Join(' ', entries.Select(e => e.Step).Distinct())}; {string.Join(' ', keys.Concat(policies))}; {after}; told: {string.Join(", ", (await ward.ToldAsync()).Distinct())}";
    }

    private static async Task DiesAsync(int death, string told, string expected)
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var (seen, fixes) = (0, 0);
        ward.Observe = call =>
        {
            fixes += call is { Operation: "PutPublicAccessBlock", Moment: SandboxMoment.After, Error: null } ? 1 : 0;
            // From then on nothing is answered, and nothing is carried out.
            if (seen > death || (call.Moment == SandboxMoment.After && seen++ == death))
            {
                throw new InvalidOperationException("the process is dead");
            }
        };
        await ward.DeliverAsync(("1", ward.EventOf(Bucket)));
        ward.Observe = call => fixes += call is { Operation: "PutPublicAccessBlock", Moment: SandboxMoment.After, Error: null } ? 1 : 0;

        var begun = (await ward.HistoryAsync(Bucket)).Last?.Step == LedgerStep.Claimed;
        var early = await ward.DeliverAsync(("1", ward.EventOf(Bucket)));
        Assert.True(early.Count == (begun ? 1 : 0), $"{told}: {(begun ? "somebody else may be at it, and nobody waited" : "the message came again for nothing")}");
        ward.Time.Advance(ward.Lease);
        Assert.True(await ward.DeliverAsync(("1", ward.EventOf(Bucket))) is [], $"{told}: it came again a second time");

        var history = await ward.HistoryAsync(Bucket);
        Assert.True(LedgerChain.Faults(history.Entries) is [], $"{told}: {string.Join("; ", LedgerChain.Faults(history.Entries))}");
        var steps = string.Join(", ", history.Entries.Select(e => $"{e.Step} {e.Window}"));
        Assert.True(steps is "Claimed 1, Fixed 1" or "Claimed 1, Claimed 1, Fixed 1", $"{told}: {steps}");
        Assert.True(history.Entries.All(e => e.Before?.ToJsonString() == history.Entries[0].Before!.ToJsonString()), $"{told}: the state before it was lost");
        Assert.True(fixes == 1, $"{told}: it was fixed {fixes} times");
        Assert.True(ward.Buckets() == expected, $"{told}: {ward.Buckets()}");
        var said = await ward.ToldAsync();
        Assert.True(said.Count is 1 or 2 && said.Distinct().Count() == 1, $"{told}: people were told {said.Count} times: {string.Join("; ", said)}");
        await NothingLeftAsync(ward, told);
    }

    private static async Task NothingLeftAsync(SandboxWard ward, string told)
    {
        var writes = new List<string>();
        ward.Observe = call => writes.AddRange(call is { IsWrite: true, Moment: SandboxMoment.After, Operation: not "AssumeRole" } ? [call.Operation] : []);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        Assert.True(writes is [], $"{told}: the next delivery wrote {string.Join(", ", writes)}");
    }
}
