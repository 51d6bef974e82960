using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.Kms;
using SecretScoops.Governance.Remediation.Remediations.Secrets;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

/// <summary>What breaks the rules of secrets and keys, and what their fixes cost.</summary>
public sealed class SecretAndKeyJudgementTests
{
    private static readonly Demands s_none = new(new Dictionary<string, string>(), "prod");

    [Fact]
    public void Rotation_that_was_on_before_comes_back_as_it_was_and_costs_nothing()
    {
        var (remediation, image) = (new SecretsRotated(), Secret("arn:aws:lambda:eu-west-1:1:function:f"));
        image["rotation"]!["schedule"] = "rate(10 days)";

        var violation = Assert.Single(remediation.Judge(image, s_none));

        Assert.Equal("""{"on":true,"days":null,"schedule":"rate(10 days)"}""", violation.Should!.ToJsonString());
        Assert.Equal(Outage.None, remediation.OutageOf(image, [violation]));
    }

    [Fact]
    public void Rotation_for_the_first_time_takes_the_policies_function_and_may_cut_clients_off()
    {
        var (remediation, image) = (new SecretsRotated(), Secret(null));

        var violations = remediation.Judge(image, new(new Dictionary<string, string> { ["function"] = "rotate-it" }, "prod"));

        Assert.Equal("arn:aws:lambda:eu-west-1:111122223333:function:rotate-it", (string?)violations[0].Should);
        Assert.Equal(Outage.TrafficCut, remediation.OutageOf(image, violations));
    }

    [Fact]
    public void A_secret_that_a_service_keeps_for_itself_is_left_to_it()
    {
        var image = Secret(null);
        image["owningService"] = "rds";

        Assert.Empty(new SecretsRotated().Judge(image, s_none));
        Assert.Empty(new SecretsEncrypted().Judge(image, s_none));
    }

    [Theory]
    [InlineData("2026-11-26", "2026-01-01", "2026-08-28", true)]
    [InlineData("2026-11-26", "2026-01-01", "2026-08-29", false)]
    [InlineData("2026-11-26", "2026-08-28", null, true)]
    [InlineData("2026-11-26", "2026-11-25", null, false)]
    [InlineData("2026-11-26", null, null, false)]
    public void A_secret_is_unused_when_nobody_fetched_it_for_as_many_days(string today, string? created, string? accessed, bool breaks)
    {
        var image = Secret(null);
        (image["today"], image["created"], image["accessed"]) = (today, created, accessed);

        Assert.Equal(breaks, new SecretsUsed(TimeProvider.System).Judge(image, s_none).Count > 0);
    }

    [Theory]
    [InlineData("CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS", null, "Enabled", true)]
    [InlineData("CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS", "PRIMARY", "Enabled", true)]
    [InlineData("CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS", "REPLICA", "Enabled", false)]
    [InlineData("CUSTOMER", "RSA_4096", "AWS_KMS", null, "Enabled", false)]
    [InlineData("CUSTOMER", "SYMMETRIC_DEFAULT", "EXTERNAL", null, "Enabled", false)]
    [InlineData("AWS", "SYMMETRIC_DEFAULT", "AWS_KMS", null, "Enabled", false)]
    [InlineData("CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS", null, "PendingDeletion", false)]
    public void Only_keys_that_AWS_can_rotate_must_be(string manager, string spec, string origin, string? multiRegion, string state, bool breaks) =>
        Assert.Equal(breaks, new KeysRotated().Judge(Key(manager, spec, origin, multiRegion, state, new() { ["on"] = false, ["days"] = null }), s_none).Count > 0);

    [Theory]
    [InlineData(90, false)]
    [InlineData(365, false)]
    [InlineData(730, true)]
    [InlineData(null, false)]
    public void A_key_that_is_rotated_more_often_than_asked_stays_so(int? days, bool breaks) =>
        Assert.Equal(breaks, new KeysRotated().Judge(Key("CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS", null, "Enabled", new() { ["on"] = true, ["days"] = days }), s_none).Count > 0);

    private static JsonObject Secret(string? function) => new()
    {
        ["arn"] = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1B2c3",
        ["owningService"] = null,
        ["isReplica"] = false,
        ["key"] = null,
        ["function"] = function,
        ["rotation"] = new JsonObject { ["on"] = false, ["days"] = null, ["schedule"] = null },
    };

    private static JsonObject Key(string manager, string spec, string origin, string? multiRegion, string state, JsonObject rotation) => new()
    {
        ["manager"] = manager,
        ["spec"] = spec,
        ["origin"] = origin,
        ["multiRegion"] = multiRegion,
        ["state"] = new JsonObject { ["name"] = state, ["deletedAt"] = null },
        ["rotation"] = rotation,
    };
}
