using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Baseline.Tests.Rendering;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

public sealed class LogArchiveKindTests
{
    private static readonly PolicyBundle policies = PolicyFolder.Read(Repository.File("policies")).Bundle!;

    [Fact]
    public void The_trail_waits_for_its_bucket_its_key_and_trusted_access() =>
        Assert.Superset(
            new HashSet<string> { "bucket/trail@root/eu-west-1", "kms-key/logs@root/eu-west-1", "service-access/cloudtrail.amazonaws.com", "account/prod" },
            Declared(KindNames.Trail).Single().DependsOn.Select(a => a.ToString()).ToHashSet());

    [Fact]
    public void A_bucket_waits_for_its_key_the_bucket_of_its_access_log_and_the_organization_that_its_policy_names() =>
        Assert.Equal(
            ["account/root", "bucket/access-logs@root/eu-west-1", "kms-key/logs@root/eu-west-1", "organization/root"],
            Declared(KindNames.Bucket).Single(b => b.Address.Name == "trail").DependsOn.Select(a => a.ToString()));

    [Fact]
    public void No_document_and_no_selector_carries_an_id() =>
        Assert.All(new[] { KindNames.KmsKey, KindNames.Bucket, KindNames.Trail }.SelectMany(Declared), r => Assert.DoesNotMatch("[0-9]{12}", r.Attributes.ToJsonString()));

    [Fact]
    public void Every_bucket_is_closed_to_plain_connections_to_deletion_and_to_all_but_the_readers() =>
        Assert.All(Declared(KindNames.Bucket), bucket =>
        {
            var sids = bucket.Attributes["policy"]!["Statement"]!.AsArray().Where(s => (string?)s!["Effect"] == "Deny").Select(s => (string?)s!["Sid"]);
            Assert.Superset(new HashSet<string?> { "EncryptedConnectionsOnly", "NobodyDeletes", "ReadersAlone" }, sids.ToHashSet());
        });

    [Fact]
    public void What_CloudTrail_writes_is_not_logged_again()
    {
        var selector = Declared(KindNames.Trail).Single().Attributes["selectors"]!.AsArray().First(s => ((string?)s!["name"])!.StartsWith("Objects read", StringComparison.Ordinal));

        Assert.Contains("arn:aws:s3:::secret-scoops-trail-@{account:root}-eu-west-1/", Values(selector!, "resources.ARN notStartsWith"));
    }

    [Fact]
    public void An_environment_is_chosen_by_its_accounts_in_every_governed_region()
    {
        var selector = Declared(KindNames.Trail).Single().Attributes["selectors"]!.AsArray().Single(s => (string?)s!["name"] == "Functions invoked in production");

        Assert.Equal(
            ["arn:aws:lambda:eu-central-1:@{account:prod}:function:", "arn:aws:lambda:eu-west-1:@{account:prod}:function:"], Values(selector!, "resources.ARN startsWith"));
    }

    [Fact]
    public void The_deletion_of_a_bucket_that_holds_objects_is_refused_with_the_way_out()
    {
        var kind = Kinds.Pure[KindNames.Bucket];
        var bucket = Declared(KindNames.Bucket)[0];
        var full = (JsonObject)bucket.Attributes.DeepClone();
        full["holdsObjects"] = true;

        Assert.Equal("not-empty", kind.Refuse(new(bucket.Address, new(bucket.Address, full), null))!.Code);
        Assert.Null(kind.Refuse(new(bucket.Address, bucket, null)));
    }

    private static IReadOnlyList<Resource> Declared(string kind) => [.. Kinds.Pure[kind].Declare(policies)];

    private static IEnumerable<string?> Values(JsonNode selector, string field) =>
        selector["fields"]!.AsArray().Single(f => (string?)f!["name"] == field)!["values"]!.AsArray().Select(v => (string?)v);
}
