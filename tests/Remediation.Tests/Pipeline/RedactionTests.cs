using System.Diagnostics;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Tests.Pipeline;

/// <summary>Secrets leave neither in images nor in texts; what only sounds like one stays.</summary>
public sealed class RedactionTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData("masterUserPassword")]
    [InlineData("DB_PASSWORD")]
    [InlineData("secretString")]
    [InlineData("SecretAccessKey")]
    [InlineData("aws_secret_access_key")]
    [InlineData("sessionToken")]
    [InlineData("x-api-key")]
    [InlineData("authToken")]
    public void A_value_with_a_secret_name_is_hidden_however_deep(string name)
    {
        var image = new JsonObject { [name] = "hunter2", ["in"] = new JsonObject { [name] = new JsonArray("hunter2", new JsonObject { ["value"] = "hunter2" }) } };

        Assert.DoesNotContain("hunter2", Redaction.Of(image).ToJsonString(), StringComparison.Ordinal);
        Assert.True(Redaction.Hides(Redaction.Of(image)));
    }

    [Theory]
    [InlineData("passwordPolicy")]
    [InlineData("passwordReusePrevention")]
    [InlineData("secretId")]
    [InlineData("accessKeyId")]
    [InlineData("apiKeyRequired")]
    [InlineData("kmsKeyId")]
    public void A_name_that_only_sounds_like_one_hides_nothing(string name)
    {
        var image = new JsonObject { [name] = "plain", ["key"] = Key };

        Assert.True(JsonNode.DeepEquals(image, Redaction.Of(image)));
        Assert.False(Redaction.Hides(Redaction.Of(image)));
    }

    [Theory]
    [InlineData("/environment/DB_PASSWORD", "\"hunter2\"")]
    [InlineData("/environment", """{ "DB_PASSWORD": "hunter2", "PORT": "22" }""")]
    [InlineData("/masterUserPassword/now", "\"hunter2\"")]
    [InlineData("/policies/deploy", """{ "note": "password=hunter2" }""")]
    public void What_a_fix_would_write_is_kept_in_the_ledger_without_its_secrets(string atom, string should)
    {
        var line = Round.Lined(new(atom, "the password=hunter2 stands in the open", JsonNode.Parse(should)));

        Assert.DoesNotContain("hunter2", line.Should!.ToJsonString() + line.What, StringComparison.Ordinal);
        Assert.Equal(atom, line.Atom);
    }

    [Fact]
    public void What_a_fix_would_write_stays_as_it_is_where_nothing_is_secret()
    {
        var should = JsonNode.Parse("""{ "Effect": "Deny", "Action": ["s3:*"] }""");

        Assert.True(JsonNode.DeepEquals(should, Round.Lined(new("/policy/statements/X", "what", should)).Should));
        Assert.Null(Round.Lined(new("/password", "what", null)).Should);
    }

    [Fact]
    public void Switches_and_numbers_stay_whatever_they_are_named()
    {
        var image = new JsonObject { ["password"] = true, ["authToken"] = 7, ["apiKey"] = null };

        Assert.True(JsonNode.DeepEquals(image, Redaction.Of(image)));
    }

    [Theory]
    [InlineData($"{Key} {Secret}", Secret)]
    [InlineData($"{Key}:{Secret}", Secret)]
    [InlineData("password=hunter2", "hunter2")]
    [InlineData("--master-user-password = hunter2 --x", "hunter2")]
    [InlineData("""{"password":"hunter2"}""", "hunter2")]
    [InlineData("""{"SecretAccessKey": "hunter2"}""", "hunter2")]
    [InlineData("api_key: 'hunter2'", "hunter2")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----", "hunter2")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nhunter2 and no end", "hunter2")]
    public void A_secret_in_a_text_is_hidden(string text, string secret) => Assert.DoesNotContain(secret, Redaction.Of(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("key AKIAIOSFODNN7EXAMPLE is 400 days old")]
    [InlineData("the password is older than 90 days")]
    [InlineData("sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/password-AbCdEf")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    public void What_is_none_stays(string text) => Assert.Equal(text, Redaction.Of(text));

    [Fact]
    public void A_text_without_any_is_its_own_redaction_and_twice_is_as_good_as_once()
    {
        var once = Redaction.Of($"password=hunter2 {Key} {Secret}");

        Assert.Equal(once, Redaction.Of(once));
        Assert.Contains(Key, once, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN ")]
    [InlineData("password = ")]
    [InlineData(" ")]
    [InlineData("AKIAAKIAAKIA")]
    public void A_hostile_text_takes_no_longer_than_another(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));
        var begun = Stopwatch.GetTimestamp();

        _ = Redaction.Of(text + "x");

        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(5));
    }
}
