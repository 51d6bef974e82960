using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What no event told is found by the sweep, rung for, and then handled like anything else.</summary>
[KeepsCalls]
public sealed class SweepTests
{
    private const string Bucket = "prod-orders";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Config_found_and_no_event_told_is_rung_for_once_and_then_fixed()
    {
        await using var ward = await OpenAsync();
        await ward.RuleAsync(SandboxWard.Control, "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED");
        await ward.OpenBucketAsync(Bucket);
        await ward.OpenBucketAsync("prod-closed");
        await ward.DeliverAsync(("1", ward.EventOf("prod-closed")));
        await ward.ToldAsync();

        await ward.InvokeAsync("sweep", "{}");

        var rung = await ward.RungAsync();
        Assert.Equal([ward.IncidentOf(Bucket).ToString()], rung.Where(body => IncidentIn(body).StartsWith($"{SandboxWard.Control}|{ward.AccountId}|", StringComparison.Ordinal)).Select(IncidentIn));
        Assert.Empty(await ward.DeliverAsync([.. rung.Select((body, i) => ($"{i}", body))]));
        Assert.True(await ward.IsBlockedAsync(Bucket));
        var history = await ward.HistoryAsync(Bucket);
        Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], history.Entries.Select(e => e.Step));
        Assert.Single(await ward.ToldAsync(), told => told == $"[PROD] fixed: {SandboxWard.Control} {Bucket}");

        await ward.InvokeAsync("sweep", "{}");
        Assert.DoesNotContain(ward.IncidentOf(Bucket).ToString(), (await ward.RungAsync()).Select(IncidentIn));
    }

    [Fact]
    public async Task What_no_rule_of_Config_looks_at_is_looked_at_in_every_account()
    {
        await using var ward = await OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        await ward.Member.Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = "open", Attributes = new() { ["SqsManagedSseEnabled"] = "false" } }, Cancel);
        await ward.Member.Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = "closed", Attributes = new() { ["SqsManagedSseEnabled"] = "true" } }, Cancel);

        await ward.InvokeAsync("sweep", "{}");

        var rung = (await ward.RungAsync()).Select(IncidentIn).Where(incident => incident.Contains($"|{ward.AccountId}|", StringComparison.Ordinal)).ToList();
        Assert.Contains($"iam-no-users|{ward.AccountId}|us-east-1|AWS::IAM::User|deployer", rung);
        Assert.Contains($"queues-encrypted|{ward.AccountId}|{SandboxWard.Region}|AWS::SQS::Queue|open", rung);
        Assert.DoesNotContain(rung, incident => incident.EndsWith("|closed", StringComparison.Ordinal));
        Assert.DoesNotContain(await ward.ToldAsync(), told => told.Contains("could not look", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_into_is_told_of_and_the_others_are_looked_into()
    {
        await using var ward = await OpenAsync(roleInManagement: false);
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);

        await ward.InvokeAsync("sweep", "{}");
        await ward.InvokeAsync("sweep", "{}");

        Assert.Contains($"iam-no-users|{ward.AccountId}|us-east-1|AWS::IAM::User|deployer", (await ward.RungAsync()).Select(IncidentIn));
        Assert.Single(await ward.ToldAsync(), told => told == "the sweep could not look everywhere: one trouble");
    }

    [Fact]
    public async Task One_control_that_cannot_be_looked_at_does_not_hide_what_the_others_find()
    {
        await using var ward = await OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        ward.Answer = (service, asked) => service == "lambda" ? "this is no answer" : Interposed.Empty(service);

        await ward.InvokeAsync("sweep", "{}");

        Assert.Contains($"iam-no-users|{ward.AccountId}|us-east-1|AWS::IAM::User|deployer", (await ward.RungAsync()).Select(IncidentIn));
        Assert.Contains("the sweep could not look everywhere: 2 troubles", await ward.ToldAsync());
    }

    [Fact]
    public async Task What_the_ledger_says_is_due_is_rung_for()
    {
        await using var ward = await OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        ward.DieAfter("PutItem");
        await ward.DeliverAsync(("1", ward.EventOf(Bucket)));
        ward.Observe = _ => { };

        await ward.InvokeAsync("sweep", "{}");
        Assert.DoesNotContain(ward.IncidentOf(Bucket).ToString(), (await ward.RungAsync()).Select(IncidentIn));
        ward.Time.Advance(ward.Lease);
        await ward.InvokeAsync("sweep", "{}");

        Assert.Contains(ward.IncidentOf(Bucket).ToString(), (await ward.RungAsync()).Select(IncidentIn));
    }

    [Fact]
    public async Task A_sweep_that_stopped_coming_is_told_of_once_a_day_even_when_the_first_telling_failed()
    {
        await using var ward = await OpenAsync();
        await ward.InvokeAsync("sweep", "{}");
        await ward.ToldAsync();
        ward.Time.Advance(TimeSpan.FromHours(Setup.Rules(ward.Bundle).SweepStaleAfterHours + 1));

        ward.Refuse("Publish");
        await ward.DeliverAsync(("1", ward.EventOf("never-was")));
        ward.Observe = _ => { };
        Assert.Empty(await ward.ToldAsync());

        await ward.DeliverAsync(("1", ward.EventOf("never-was")));
        await ward.DeliverAsync(("1", ward.EventOf("never-was")));

        Assert.StartsWith("the sweep has not come since 2026-11-26", Assert.Single(await ward.ToldAsync()), StringComparison.Ordinal);
    }

    [Fact, CallsVary]
    public async Task A_sweep_that_cannot_ring_is_not_taken_for_one_that_came()
    {
        await using var ward = await OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        var ledger = new LedgerTable(ward.Home.DynamoDb, Setup.Rules(ward.Bundle).Table);
        var before = await ledger.StampedAsync(SweepWatch.Stamp, Cancel);
        ward.Time.Advance(TimeSpan.FromHours(1));
        ward.Refuse("SendMessageBatch");

        await Assert.ThrowsAnyAsync<Exception>(() => ward.InvokeAsync("sweep", "{}"));

        Assert.Equal(before, await ledger.StampedAsync(SweepWatch.Stamp, Cancel));
    }

    // The state machine and the executable are in Scale; here it shows what the function calls.
    [Fact]
    public async Task A_sweep_in_steps_begins_looks_into_an_account_and_reads_what_the_accounts_answered()
    {
        await using var ward = await OpenAsync();
        await ward.Member.Iam.CreateUserAsync(new() { UserName = "deployer" }, Cancel);
        await Made.BucketAsync(ward.Home, "answers", Cancel);
        await PutAsync("manifest.json", """{"ResultFiles":{"SUCCEEDED":[{"Key":"sweep/1.json"}]}}""");
        await PutAsync("1.json", """[{"Input":"{\"accounts\":[]}","Output":"{\"troubles\":{}}"}]""");

        Assert.Contains(ward.AccountId, await ward.InvokeAsync("sweep", """{"step":"begin"}"""), StringComparison.Ordinal);
        await ward.InvokeAsync("sweep", $$"""{"step":"accounts","accounts":["{{ward.AccountId}}"]}""");
        await ward.InvokeAsync("sweep", """{"step":"end","results":{"Bucket":"answers","Key":"sweep/manifest.json"}}""");

        Assert.Contains(await ward.RungAsync(), body => body.Contains("deployer", StringComparison.Ordinal));

        Task PutAsync(string name, string text) => ward.Home.S3.PutObjectAsync(new() { BucketName = "answers", Key = $"sweep/{name}", ContentBody = text }, Cancel);
    }

    [Fact]
    public void Every_control_is_found_by_the_sweep_by_a_rule_of_Config_or_by_its_own_look()
    {
        var policies = Policies.PolicyFolder.Read(Judges.BaselineTool.DefaultPolicies).Bundle!;
        var rules = policies.Find(Policies.Files.ConfigRulesFile.Area)!.Value.Value.Rules.Select(rule => rule.Key);

        Assert.Equal([], Governance.Remediation.Remediations.AllRemediations.List.Select(r => r.Control).Except(rules).Except(Patrol.ControlsOf(policies).Select(r => r.Control)));
    }

    [Fact]
    public async Task Many_exemptions_with_long_reasons_that_end_are_told_in_a_message_that_SNS_takes()
    {
        using var desk = new Judges.Desk();
        var copy = Judges.PolicyCopy.On(desk);
        foreach (var i in Enumerable.Range(0, 300))
        {
            await File.WriteAllTextAsync(
                copy.At($"exemptions/ends-{i}.json"),
                $$"""
                {
                  "id": "ends-{{i}}", "owner": "shop@example.com", "requestedBy": "ada@example.com", "requestedOn": "2026-11-20", "approver": "security@example.com", "reason": "{{new string('x', 1000)}}",
                  "ticket": "SEC-1", "control": "{{SandboxWard.Control}}", "scope": { "environments": ["prod"], "resources": ["bucket-{{i}}"] }, "expires": "2026-11-28"
                }
                """,
                Cancel);
        }

        await using var ward = await OpenAsync(policies: copy.Folder);

        await ward.InvokeAsync("sweep", "{}");

        Assert.Contains("300 exemptions need you", await ward.ToldAsync());
    }

    private static string IncidentIn(string body) => (string)JsonNode.Parse(body)!["detail"]!["incident"]!;

    private static async Task<SandboxWard> OpenAsync(bool roleInManagement = true, string? policies = null)
    {
        var ward = await SandboxWard.OpenAsync(policies: policies);
        ward.Answer = (service, _) => Interposed.Empty(service);
        await ward.RecordAsync();
        if (roleInManagement)
        {
            await ward.AddRoleAsync(ward.Home);
        }

        return ward;
    }
}
