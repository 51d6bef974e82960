using System.Text.Json.Nodes;
using Amazon.Organizations.Model;
using Amazon.SQS.Model;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.EndToEnd.Tests.Scale;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>An account joined: its baseline is asked for once, and one that nobody declared is told of.</summary>
[KeepsCalls]
public sealed class VendedTests : IAsyncLifetime
{
    private SandboxWard ward = null!;
    private string queue = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ward = await SandboxWard.OpenAsync();
        var bus = ward.Bundle.Find(AlertsFile.Area)!.Value.Value.BusName!;
        await ward.Home.Events.CreateEventBusAsync(new() { Name = bus }, Cancel);
        queue = (await ward.Home.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = "state-machine" }, Cancel)).QueueUrl;
        var arn = (await ward.Home.Sqs.GetQueueAttributesAsync(new() { QueueUrl = queue, AttributeNames = ["QueueArn"] }, Cancel)).Attributes["QueueArn"];
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"{{arn}}"}]}""";
        await ward.Home.Sqs.SetQueueAttributesAsync(new() { QueueUrl = queue, Attributes = new() { ["Policy"] = policy } }, Cancel);
        var (rule, targets) = new ScaleTemplate(await ward.Home.AccountIdAsync(Cancel), "eu-west-1").RuleOfAccountVended(bus, arn);
        await ward.Home.Events.PutRuleAsync(rule, Cancel);
        await ward.Home.Events.PutTargetsAsync(targets, Cancel);
    }

    [Fact]
    public async Task A_declared_account_that_was_created_starts_its_baseline_once_however_often_the_event_comes()
    {
        var id = await CreatedAsync("uat");
        var happened = Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED");

        Assert.Equal("null", await ward.InvokeAsync("vended", happened));
        await ward.InvokeAsync("vended", happened);

        // It rings by another name too.
        await ward.InvokeAsync("vended", Event("AccountJoinedOrganization", id, "event-2", state: null));

        Assert.Equal(["""{"accounts": ["uat"]}"""], await AskedAsync());
        Assert.Equal(["account uat joined: its baseline was asked for"], await ward.ToldAsync());
    }

    [Fact]
    public async Task An_account_that_an_apply_made_is_left_to_that_apply()
    {
        var id = await CreatedAsync("uat", new Tag { Key = "governance:managed-by", Value = "secret-scoops" });

        await ward.InvokeAsync("vended", Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED"));

        Assert.Empty(await AskedAsync());
        Assert.Equal(["account uat joined: the apply that made it brings its baseline"], await ward.ToldAsync());
    }

    [Fact]
    public async Task An_event_from_another_account_starts_nothing()
    {
        var dev = await CreatedAsync("dev");
        var bus = ward.Bundle.Find(AlertsFile.Area)!.Value.Value.BusName!;
        var home = await ward.Home.AccountIdAsync(Cancel);
        await ward.Home.Events.PutPermissionAsync(
            new() { EventBusName = bus, Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{dev}}:root"},"Action":"events:PutEvents","Resource":"*"}]}""" }, Cancel);

        var answer = await ward.Home.In(dev).Events.PutEventsAsync(
            new() { Entries = [new() { EventBusName = $"arn:aws:events:eu-west-1:{home}:event-bus/{bus}", Source = "secret-scoops.governance", DetailType = "Account Vended", Detail = """{"accountName":"dev"}""" }] }, Cancel);

        Assert.Equal(0, answer.FailedEntryCount);
        Assert.Empty(await AskedAsync());
    }

    [Fact]
    public async Task A_declared_account_that_was_invited_and_joined_starts_its_baseline_too()
    {
        var id = await CreatedAsync("dev");

        await ward.InvokeAsync("vended", Event("AccountJoinedOrganization", id, "event-1", state: null));

        Assert.Equal(["""{"accounts": ["dev"]}"""], await AskedAsync());
    }

    [Fact]
    public async Task An_event_whose_handling_failed_is_handled_when_it_comes_again()
    {
        var id = await CreatedAsync("uat");
        ward.Refuse("PutEvents");
        await Assert.ThrowsAnyAsync<Exception>(() => ward.InvokeAsync("vended", Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED")));
        ward.Observe = _ => { };
        Assert.Empty(await AskedAsync());

        await ward.InvokeAsync("vended", Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED"));

        Assert.Single(await AskedAsync());
    }

    [Fact]
    public async Task An_account_that_nobody_declared_is_told_of_and_gets_no_baseline()
    {
        var id = await CreatedAsync("stray");

        await ward.InvokeAsync("vended", Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED"));

        Assert.Empty(await AskedAsync());
        Assert.Equal(["account stray joined and nobody declared it"], await ward.ToldAsync());
    }

    [Fact]
    public async Task A_creation_that_failed_starts_nothing()
    {
        await ward.InvokeAsync("vended", Event("CreateAccountResult", "111122223333", "event-1", state: "FAILED"));

        Assert.Empty(await AskedAsync());
        Assert.Empty(await ward.ToldAsync());
    }

    [Theory]
    [InlineData("malformed", Refusals.Malformed)]
    [InlineData("cut off", Refusals.Truncated)]
    [InlineData("of a foreign organization", Refusals.ForeignAccount)]
    [InlineData("from another source", Refusals.Forged)]
    public async Task What_is_malformed_foreign_or_forged_is_refused_with_its_reason_and_nothing_is_started(string sort, string code)
    {
        var id = await CreatedAsync("uat");
        var good = Event("CreateAccountResult", id, "event-1", state: "SUCCEEDED");
        var management = await ward.Home.AccountIdAsync(Cancel);
        var before = ward.Everything();
        var bad = sort switch
        {
            "malformed" => """{"id":"1"}""",
            "cut off" => good[..^5],
            "of a foreign organization" => good.Replace(management, "999988887777", StringComparison.Ordinal),
            _ => good.Replace("\"source\":\"aws.organizations\"", "\"source\":\"com.example\"", StringComparison.Ordinal),
        };

        var refused = await Assert.ThrowsAsync<FormatException>(() => ward.InvokeAsync("vended", bad));

        Assert.StartsWith($"{code}: ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await AskedAsync());
        Assert.Empty(await ward.ToldAsync());
        Assert.Equal(before, ward.Everything());
    }

    public ValueTask DisposeAsync() => ward.DisposeAsync();

    private async Task<string> CreatedAsync(string name, params List<Tag> tags)
    {
        var created = (await ward.Home.Organizations.CreateAccountAsync(new() { AccountName = name, Email = $"aws+{name}@secretscoops.example", Tags = tags }, Cancel)).CreateAccountStatus;
        return (await ward.Home.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = created.Id }, Cancel)).CreateAccountStatus.AccountId;
    }

    // What the state machine would be started with.
    private async Task<IReadOnlyList<string>> AskedAsync()
    {
        var asked = new List<string>();
        while ((await ward.Home.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10 }, Cancel)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                asked.Add(message.Body);
                await ward.Home.Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, Cancel);
            }
        }

        return asked;
    }

    // As CloudTrail's documentation has it (CloudTrail User Guide, "AWS service events", and Organizations User Guide, "Logging AWS Organizations API calls").
    private string Event(string name, string accountId, string id, string? state)
    {
        var management = ward.Home.AccountId!;
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = id,
            ["detail-type"] = "AWS Service Event via CloudTrail",
            ["source"] = "aws.organizations",
            ["account"] = management,
            ["time"] = "2026-11-26T03:00:00Z",
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray(),
            ["detail"] = new JsonObject
            {
                ["eventVersion"] = "1.08",
                ["userIdentity"] = new JsonObject { ["accountId"] = management, ["invokedBy"] = "AWS Internal" },
                ["eventTime"] = "2026-11-26T03:00:00Z",
                ["eventSource"] = "organizations.amazonaws.com",
                ["eventName"] = name,
                ["awsRegion"] = "us-east-1",
                ["sourceIPAddress"] = "AWS Internal",
                ["userAgent"] = "AWS Internal",
                ["requestParameters"] = null,
                ["responseElements"] = null,
                ["eventID"] = "0f1e2d3c",
                ["readOnly"] = false,
                ["eventType"] = "AwsServiceEvent",
                ["recipientAccountId"] = management,
                ["serviceEventDetails"] = state is null
                    ? new JsonObject { ["accountId"] = accountId, ["joinedMethod"] = "Invited" }
                    : new JsonObject { ["createAccountStatus"] = new JsonObject { ["id"] = "car-1", ["state"] = state, ["accountName"] = "****", ["accountId"] = accountId } },
            },
        }.ToJsonString();
    }
}
