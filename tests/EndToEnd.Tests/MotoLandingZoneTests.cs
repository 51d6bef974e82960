using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What an apply leaves behind besides the organization and access, in an emulator that others wrote and as the AWS CLI sees it: every kind that moto serves.</summary>
public sealed class MotoLandingZoneTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private static readonly string[] regions = ["eu-west-1", "eu-central-1"];

    private readonly Desk desk = new();

    [Fact]
    public async Task The_log_archive_is_locked_encrypted_and_written_by_a_trail_that_logs()
    {
        var root = new AwsCli(desk, moto.Access);

        var trail = (await root.Call("cloudtrail", "describe-trails")).GetProperty("trailList").EnumerateArray().Single();
        Assert.All(["IsOrganizationTrail", "IsMultiRegionTrail", "LogFileValidationEnabled"], property => Assert.True(trail.GetProperty(property).GetBoolean(), property));
        Assert.True((await root.Call("cloudtrail", "get-trail-status", "--name", Text(trail, "Name"))).GetProperty("IsLogging").GetBoolean());
        var key = Text(trail, "KmsKeyId");
        Assert.True((await root.Call("kms", "get-key-rotation-status", "--key-id", key)).GetProperty("KeyRotationEnabled").GetBoolean());

        var bucket = Text(trail, "S3BucketName");
        Assert.Equal(4, (await root.Call("s3api", "list-buckets")).GetProperty("Buckets").GetArrayLength());
        Assert.Equal("Enabled", Text(await root.Call("s3api", "get-bucket-versioning", "--bucket", bucket), "Status"));
        var locked = (await root.Call("s3api", "get-object-lock-configuration", "--bucket", bucket)).GetProperty("ObjectLockConfiguration").GetProperty("Rule").GetProperty("DefaultRetention");
        Assert.Equal(365, locked.GetProperty("Days").GetInt32());
        Assert.Contains("aws:kms", (await root.Call("s3api", "get-bucket-encryption", "--bucket", bucket)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("cloudtrail.amazonaws.com", Text(await root.Call("s3api", "get-bucket-policy", "--bucket", bucket), "Policy"), StringComparison.Ordinal);
        AllTrue((await root.Call("s3api", "get-public-access-block", "--bucket", bucket)).GetProperty("PublicAccessBlockConfiguration"));
    }

    [Fact]
    public async Task Services_are_trusted_tags_prescribed_topics_encrypted_and_threats_looked_for()
    {
        var root = new AwsCli(desk, moto.Access);

        Assert.Contains("cloudtrail.amazonaws.com", (await root.Call("organizations", "list-aws-service-access-for-organization")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("tag-resources", (await root.Call("organizations", "list-policies", "--filter", "TAG_POLICY")).GetRawText(), StringComparison.Ordinal);
        var topics = (await root.Call("sns", "list-topics")).GetProperty("Topics").EnumerateArray().Select(topic => Text(topic, "TopicArn")).ToList();
        Assert.All(["critical", "high", "medium", "info"], severity => Assert.Contains(topics, topic => topic.EndsWith($":secret-scoops-alerts-{severity}", StringComparison.Ordinal)));
        var attributes = (await root.Call("sns", "get-topic-attributes", "--topic-arn", topics.First(topic => topic.EndsWith("critical", StringComparison.Ordinal)))).GetProperty("Attributes");
        Assert.NotEqual("", Text(attributes, "KmsMasterKeyId"));
        foreach (var region in regions)
        {
            var detector = (await root.Call("guardduty", "list-detectors", "--region", region)).GetProperty("DetectorIds").EnumerateArray().Single().GetString()!;
            Assert.Equal("ENABLED", Text(await root.Call("guardduty", "get-detector", "--region", region, "--detector-id", detector), "Status"));
        }
    }

    [Fact]
    public async Task A_member_account_has_its_defaults_in_every_region()
    {
        // Not its block of public access: the CLI puts the account's id before the host, which loopback does not resolve. AccountDefaultsContract looks at that.
        var prod = await InAsync("prod");

        Assert.Equal(16, (await prod.Call("iam", "get-account-password-policy")).GetProperty("PasswordPolicy").GetProperty("MinimumPasswordLength").GetInt32());
        Assert.Equal("security@secretscoops.example", Text((await prod.Call("account", "get-alternate-contact", "--alternate-contact-type", "SECURITY")).GetProperty("AlternateContact"), "EmailAddress"));
        foreach (var region in regions)
        {
            Assert.True((await prod.Call("ec2", "get-ebs-encryption-by-default", "--region", region)).GetProperty("EbsEncryptionByDefault").GetBoolean(), region);
            Assert.Empty((await prod.Call("ec2", "describe-vpcs", "--region", region, "--filters", "Name=is-default,Values=true")).GetProperty("Vpcs").EnumerateArray());
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // Everything is looked at and nothing changed: once is enough for all tests.
        var policies = MotoPolicies.On(desk);
        (await new BaselineTool(desk, moto.Access).Run(["apply", "--yes", "--policies", policies.Folder, .. MotoPolicies.Without])).ExpectExitCode(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<AwsCli> InAsync(string account)
    {
        var root = new AwsCli(desk, moto.Access);
        var id = Text((await root.Call("organizations", "list-accounts")).GetProperty("Accounts").EnumerateArray().Single(each => Text(each, "Name") == account), "Id");
        var session = (await root.Call("sts", "assume-role", "--role-arn", $"arn:aws:iam::{id}:role/OrganizationAccountAccessRole", "--role-session-name", "looking")).GetProperty("Credentials");
        var access = moto.Access with { AccessKeyId = Text(session, "AccessKeyId"), SecretAccessKey = Text(session, "SecretAccessKey"), SessionToken = Text(session, "SessionToken") };
        return new(desk, access);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static void AllTrue(JsonElement switches) => Assert.All(switches.EnumerateObject(), each => Assert.True(each.Value.GetBoolean(), each.Name));
}
