using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>What can never succeed goes to the dead letters at once, with the reason; nothing else is touched, and nobody is woken.</summary>
[KeepsCalls]
public sealed class RefusedMessagesTests
{
    private const string Bucket = "prod-orders";
    private const string Stranger = "999988887777";

    /// <summary>A refusal's code, and the message that is made of a good one.</summary>
    public static TheoryData<string, string> Bad => new()
    {
        { Refusals.Malformed, "no json" },
        { Refusals.Malformed, "no object" },
        { Refusals.Malformed, "doubled key" },
        { Refusals.Malformed, "detail missing" },
        { Refusals.Truncated, "empty" },
        { Refusals.Truncated, "cut off" },
        { Refusals.Oversized, "oversized" },
        { Refusals.Unknown, "unknown" },
        { Refusals.ForeignAccount, "foreign account" },
        { Refusals.Forged, "another account's resource" },
        { Refusals.Forged, "another source" },
        { Refusals.RegionNotGoverned, "foreign region" },
        { Refusals.Malformed, "recall of a foreign account" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task A_message_that_can_never_succeed_is_buried_with_its_reason_and_nothing_changes(string code, string sort)
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        var body = Spoilt(ward, sort);
        var before = ward.Everything();

        Assert.Empty(await ward.DeliverAsync(("bad", body)));

        var buried = Assert.Single(await ward.BuriedAsync());
        Assert.Equal(code, buried.Code);
        Assert.True(buried.Why.Length > 20, buried.Why);
        Assert.Equal(sort switch { "empty" => "(empty)", "oversized" => body[..1_000_000], _ => body }, buried.Body);
        Assert.Equal(before, ward.Everything());
        Assert.Empty(await ward.ToldAsync());
    }

    [Fact]
    public async Task A_message_that_comes_again_after_it_was_done_changes_nothing()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket)), ("1", ward.EventOf(Bucket))));
        Assert.Single(await ward.ToldAsync());
        var before = ward.Everything();

        Assert.Empty(await ward.DeliverAsync(("1", ward.EventOf(Bucket)), ("2", ward.EventOf(Bucket, "another event"))));

        Assert.Equal(before, ward.Everything());
        Assert.Empty(await ward.ToldAsync());
        Assert.Empty(await ward.BuriedAsync());
    }

    [Fact]
    public async Task A_bucket_of_another_account_is_not_touched_and_the_message_is_buried_when_AWS_has_refused_it_three_times()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await Made.BucketAsync(ward.Home, Bucket, TestContext.Current.CancellationToken);
        await ward.Home.S3.DeletePublicAccessBlockAsync(new() { BucketName = Bucket }, TestContext.Current.CancellationToken);
        var before = ward.Everything();

        Assert.Equal(["1"], await ward.DeliverAsync(("1", ward.EventOf(Bucket))));
        Assert.Empty(await ward.BuriedAsync());
        using var connection = ward.Connect();
        var third = await Invocations.CallAsync(ward.FunctionOn(connection), Invocations.Batch(3, ("1", ward.EventOf(Bucket))), ward.Time);

        Assert.Empty(Invocations.Again(third));
        var buried = Assert.Single(await ward.BuriedAsync());
        Assert.Equal(Refusals.RefusedByAws, buried.Code);
        Assert.StartsWith("tried 3 times: ", buried.Why, StringComparison.Ordinal);
        Assert.Equal(before, ward.Everything());
    }

    [Fact]
    public async Task Bad_messages_neither_block_nor_repeat_the_good_ones_of_their_batch()
    {
        await using var ward = await SandboxWard.OpenAsync();
        await ward.OpenBucketAsync(Bucket);
        await Made.BucketAsync(ward.Home, "of-another-account", TestContext.Current.CancellationToken);

        var again = await ward.DeliverAsync(("malformed", "{"), ("poison", ward.EventOf("of-another-account")), ("good", ward.EventOf(Bucket)), ("gone", ward.EventOf("never-was")));

        Assert.Equal(["poison"], again);
        Assert.Equal(Refusals.Truncated, Assert.Single(await ward.BuriedAsync()).Code);
        Assert.True(await ward.IsBlockedAsync(Bucket));
        Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], (await ward.HistoryAsync(Bucket)).Entries.Select(e => e.Step));
    }

    private static string Spoilt(SandboxWard ward, string sort)
    {
        var good = ward.EventOf(Bucket);
        var json = JsonNode.Parse(good)!.AsObject();
        switch (sort)
        {
            case "no json":
                return "the bucket is open";
            case "no object":
                return $"[{good}]";
            case "doubled key":
                return good.Replace("\"version\":\"0\"", "\"version\":\"0\",\"version\":\"0\"", StringComparison.Ordinal);
            case "detail missing":
                json.Remove("detail");
                return json.ToJsonString();
            case "empty":
                return "";
            case "cut off":
                return good[..^7];
            case "oversized":
                return good[..^1] + $",\"padding\":\"{new string('x', Belief.QueueLimitBytes)}\"}}";
            case "unknown":
                (json["source"], json["detail-type"]) = ("aws.ec2", "EC2 Instance State-change Notification");
                return json.ToJsonString();
            case "foreign account":
                return good.Replace(ward.AccountId, Stranger, StringComparison.Ordinal);
            case "another account's resource":
                json["detail"]!["awsAccountId"] = "123456789012";
                return json.ToJsonString();
            case "another source":
                json["source"] = "com.example";
                return json.ToJsonString();
            case "foreign region":
                return good.Replace(SandboxWard.Region, "ap-south-1", StringComparison.Ordinal);
            case "recall of a foreign account":
                return IncidentCall.Message(ward.IncidentOf(Bucket) with { AccountId = Stranger }, "Sweep", "sweep-1", ward.Time.GetUtcNow());
            default:
                throw new ArgumentOutOfRangeException(nameof(sort), sort, "no such message");
        }
    }
}
