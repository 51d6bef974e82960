using System.Text.Json.Nodes;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.S3.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.LogArchive;

public sealed class EventHistoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("history").FullName;

    private string State => Path.Combine(folder, "state.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_call_is_found_by_its_name_with_its_principal_parameters_and_error()
    {
        using var rig = await LogRig.Ready();
        var member = rig.Home.In(await rig.Cloud.NewAccount("dev"));
        await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => member.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = "nobodys-bucket" }, Cancel));

        var found = Assert.Single((await member.CloudTrail.LookupEventsAsync(Ask(LookupAttributeKey.EventName, "DeleteBucket"), Cancel)).Events);

        var call = JsonNode.Parse(found.CloudTrailEvent)!;
        Assert.Equal("s3.amazonaws.com", found.EventSource);
        Assert.Equal("NoSuchBucket", (string?)call["errorCode"]);
        Assert.Equal("nobodys-bucket", (string?)call["requestParameters"]!["bucketName"]);
        Assert.Equal("AssumedRole", (string?)call["userIdentity"]!["type"]);
        Assert.EndsWith(":role/OrganizationAccountAccessRole", (string?)call["userIdentity"]!["sessionContext"]!["sessionIssuer"]!["arn"], StringComparison.Ordinal);
        Assert.False((bool)call["readOnly"]!);
        Assert.Equal("arn:aws:s3:::nobodys-bucket", (string?)call["resources"]![0]!["ARN"]);
    }

    [Fact]
    public async Task What_happened_in_another_account_or_region_is_not_shown_and_neither_are_calls_on_data()
    {
        using var rig = await LogRig.Ready();
        await rig.NewBucket(null);
        await rig.Home.S3.PutObjectAsync(new PutObjectRequest { BucketName = LogRig.Bucket, Key = "a", ContentBody = "b" }, Cancel);

        Assert.Empty((await rig.Home.InRegion("eu-central-1").CloudTrail.LookupEventsAsync(Ask(LookupAttributeKey.EventName, "CreateBucket"), Cancel)).Events ?? []);
        Assert.Empty((await rig.Home.CloudTrail.LookupEventsAsync(Ask(LookupAttributeKey.EventName, "PutObject"), Cancel)).Events ?? []);
        Assert.Single((await rig.Home.CloudTrail.LookupEventsAsync(Ask(LookupAttributeKey.ResourceName, LogRig.Bucket), Cancel)).Events);
    }

    [Fact]
    public async Task Time_range_and_pages_narrow_what_is_shown()
    {
        using var rig = await LogRig.Ready();
        for (var call = 0; call < 5; call++)
        {
            await rig.Home.Kms.ListKeysAsync(new(), Cancel);
            rig.Cloud.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var ask = Ask(LookupAttributeKey.EventName, "ListKeys");
        ask.MaxResults = 2;
        var first = await rig.Home.CloudTrail.LookupEventsAsync(ask, Cancel);
        Assert.Equal(2, first.Events.Count);
        Assert.True(first.Events[0].EventTime > first.Events[1].EventTime);
        ask.NextToken = first.NextToken;
        Assert.Equal(2, (await rig.Home.CloudTrail.LookupEventsAsync(ask, Cancel)).Events.Count);
        var late = Ask(LookupAttributeKey.EventName, "ListKeys");
        late.StartTime = rig.Cloud.Time.GetUtcNow().UtcDateTime.AddMinutes(-2);
        Assert.Equal(2, (await rig.Home.CloudTrail.LookupEventsAsync(late, Cancel)).Events.Count);
    }

    [Fact]
    public async Task The_history_is_there_again_when_the_world_is_opened_again_and_gone_with_its_state()
    {
        using (var rig = await LogRig.Ready(path: State))
        {
            await rig.NewBucket(null);
        }

        using (var again = new TestCloud(path: State))
        {
            using var handler = new SandboxHandler(again.Cloud);
            using var connection = new Aws.Sessions.AwsConnection(new() { Handler = handler, Region = "eu-west-1" });
            Assert.Single((await connection.Home.CloudTrail.LookupEventsAsync(Ask(LookupAttributeKey.EventName, "CreateBucket"), Cancel)).Events);
        }

        File.Delete(State);
        using var anew = new TestCloud(path: State);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    private static LookupEventsRequest Ask(LookupAttributeKey key, string value) => new() { LookupAttributes = [new() { AttributeKey = key, AttributeValue = value }] };
}
