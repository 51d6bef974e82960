using System.Text.Json.Nodes;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.CloudTrail;
using SecretScoops.Governance.Remediation.Remediations.Iam;
using SecretScoops.Governance.Remediation.Remediations.Logs;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

/// <summary>What is asked of users, passwords, trails and logs, and what a fix would cost: the pure halves.</summary>
public sealed class IdentityVerdictTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5, null, nameof(Outage.None))]
    [InlineData(5, 1, nameof(Outage.TrafficCut))]
    [InlineData(16, null, nameof(Outage.TrafficCut))]
    [InlineData(60 * 24 * 400, null, nameof(Outage.TrafficCut))]
    public void A_key_costs_nothing_only_while_it_is_new_and_unused(int madeMinutesAgo, int? usedMinutesAgo, string outage)
    {
        var image = User(("AKIAIOSFODNN7EXAMPLE", "Active", madeMinutesAgo, usedMinutesAgo));

        Assert.Equal(("/keys/AKIAIOSFODNN7EXAMPLE/status", outage), Verdict(new IamNoAccessKeys(), image, Asked(("newWithinMinutes", "15"))));
    }

    [Fact]
    public void A_new_key_beside_one_in_use_is_no_cheaper_than_that()
    {
        var image = User(("AKIAIOSFODNN7EXAMPLE", "Active", 1, null), ("AKIAI44QH8DHBEXAMPLE", "Active", 60 * 24, 5));
        var remediation = new IamNoAccessKeys();

        Assert.Equal(Outage.TrafficCut, remediation.OutageOf(image, remediation.Judge(image, Asked()), Asked()));
    }

    [Fact]
    public void A_key_that_is_off_breaks_nothing() =>
        Assert.Empty(new IamNoAccessKeys().Judge(User(("AKIAIOSFODNN7EXAMPLE", "Inactive", 60 * 24 * 400, 5)), Asked()));

    [Theory]
    [InlineData(60 * 24 * 40, 60 * 24 * 10, nameof(Outage.TrafficCut))]
    [InlineData(60 * 24 * 200, 60 * 24 * 150, nameof(Outage.None))]
    [InlineData(60 * 24 * 200, null, nameof(Outage.None))]
    public void An_old_key_costs_nothing_once_it_was_quiet_for_a_quarter(int madeMinutesAgo, int? usedMinutesAgo, string outage) => Assert.Equal(
        ("/keys/AKIAIOSFODNN7EXAMPLE/status", outage),
        Verdict(new IamAccessKeysRotated(), User(("AKIAIOSFODNN7EXAMPLE", "Active", madeMinutesAgo, usedMinutesAgo)), Asked(("maxAccessKeyAge", "30"), ("inUseWithinHours", "2208"))));

    [Theory]
    [InlineData("\"Action\":\"s3:Get*\"", null)]
    [InlineData("\"Action\":[\"s3:GetObject\",\"dynamodb:*\"]", "it allows \"dynamodb:*\"")]
    [InlineData("\"Action\":\"*\"", "it allows \"*\"")]
    [InlineData("\"Action\":\"ec2:**\"", "it allows \"ec2:**\"")]
    [InlineData("\"NotAction\":[\"iam:*\",\"organizations:*\"]", "it allows every action but \"iam:*\" and \"organizations:*\"")]
    [InlineData("\"NotAction\":\"*\"", null)]
    public void A_policy_allows_a_whole_service_by_its_name_or_by_naming_others(string actions, string? what)
    {
        var image = new JsonObject { ["document"] = JsonNode.Parse($$"""{"Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"},{"Effect":"Allow",{{actions}},"Resource":"*"}]}""") };

        Assert.Equal(what is null ? [] : [what], new IamNoFullServicePolicies().Judge(image, Asked()).Select(v => v.What));
    }

    [Fact]
    public void A_user_in_quarantine_is_left_alone()
    {
        var image = User(("AKIAIOSFODNN7EXAMPLE", "Inactive", 5, null));
        image["policies"] = new JsonObject { [IamNoUsers.Quarantine] = IamNoUsers.DenyAll() };

        Assert.Empty(new IamNoUsers().Judge(image, Asked()));
    }

    [Fact]
    public void A_quarantine_that_somebody_loosened_is_put_back()
    {
        var image = User();
        image["policies"] = new JsonObject { [IamNoUsers.Quarantine] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[]}""") };

        Assert.Equal(("/policies/governance-quarantine", nameof(Outage.TrafficCut)), Verdict(new IamNoUsers(), image, Asked()));
    }

    [Fact]
    public void When_a_credential_was_last_used_is_no_change_of_ours()
    {
        var (before, after) = (User(("AKIAIOSFODNN7EXAMPLE", "Active", 600, null)), User(("AKIAIOSFODNN7EXAMPLE", "Active", 600, 1)));

        Assert.Empty(Images.Strays(before, after, []));
        after["tags"]!["team"] = "shop";
        Assert.Equal(["/tags/team"], Images.Strays(before, after, []));
    }

    [Fact]
    public void A_password_policy_that_is_stricter_than_asked_stays()
    {
        var strict = PasswordPolicy(length: 32, reuse: 24, age: 30, hardExpiry: true);

        Assert.Empty(new IamPasswordPolicy().Judge(strict, Asked()));
    }

    [Fact]
    public void A_password_policy_is_raised_setting_by_setting()
    {
        var loose = PasswordPolicy(length: 20, reuse: 5, age: 0, hardExpiry: false);

        Assert.Equal(
            [("/passwordPolicy/PasswordReusePrevention", "24"), ("/passwordPolicy/MaxPasswordAge", "90")],
            new IamPasswordPolicy().Judge(loose, Asked()).Select(v => (v.Atom, v.Should!.ToJsonString())));
    }

    [Theory]
    [InlineData(true, true, 1, true)]
    [InlineData(false, true, 1, false)]
    [InlineData(true, false, 0, true)]
    public void A_trail_is_looked_after_in_its_home_region_and_mended_by_its_owner(bool isOwn, bool isHome, int violations, bool canMend)
    {
        var image = new JsonObject { ["arn"] = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/x", ["isOwn"] = isOwn, ["isHome"] = isHome, ["logging"] = false };
        var remediation = new TrailOn();
        var found = remediation.Judge(image, Asked());

        Assert.Equal((violations, canMend), (found.Count, remediation.CanMend(image, found)));
    }

    [Theory]
    [InlineData(7, "365", 365)]
    [InlineData(7, "366", 400)]
    [InlineData(400, "365", null)]
    [InlineData(null, "365", null)]
    public void Logs_are_kept_longer_and_never_shorter(int? days, string asked, int? should) => Assert.Equal(
        should, new LogsKept().Judge(new() { ["retentionDays"] = days }, Asked(("MinRetentionTime", asked))).Select(v => (int?)v.Should).SingleOrDefault());

    [Fact]
    public void Whatever_the_user_is_called_rights_on_users_fit_into_a_session()
    {
        var incident = new Incident("iam-no-users", "111122223333", "us-east-1", ResourceTypes.User, new('u', 64));

        Assert.All(
            AllRemediations.List.Where(r => r is UserRemediation or IamNoInlinePolicies),
            r => Assert.InRange(Rights.PolicyFor(r.Reads.Concat(r.Writes), need => need.On(incident, "aws")).Length, 1, 2048));
    }

    private static (string Atom, string Outage) Verdict(Governance.Remediation.Remediations.Remediation remediation, JsonObject image, Demands demands)
    {
        var violations = remediation.Judge(image, demands);
        return (Assert.Single(violations).Atom, remediation.OutageOf(image, violations, demands).ToString());
    }

    private static Demands Asked(params (string Name, string Value)[] parameters) => new(parameters.ToDictionary(p => p.Name, p => p.Value), "prod") { Now = s_now };

    private static JsonObject User(params (string Id, string Status, int MadeMinutesAgo, int? UsedMinutesAgo)[] keys) => new()
    {
        ["createdAt"] = Ago(60 * 24 * 400),
        ["keys"] = new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Id, new JsonObject { ["status"] = key.Status, ["createdAt"] = Ago(key.MadeMinutesAgo) }))),
        ["console"] = null,
        ["policies"] = new JsonObject(),
        ["tags"] = new JsonObject(),
        ["observed"] = new JsonObject
        {
            ["keysLastUsed"] = new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Id, key.UsedMinutesAgo is { } minutes ? Ago(minutes) : null))),
        },
    };

    private static JsonObject PasswordPolicy(int length, int reuse, int age, bool hardExpiry) => new()
    {
        ["passwordPolicy"] = new JsonObject
        {
            ["MinimumPasswordLength"] = length,
            ["PasswordReusePrevention"] = reuse,
            ["MaxPasswordAge"] = age,
            ["RequireUppercaseCharacters"] = true,
            ["RequireLowercaseCharacters"] = true,
            ["RequireNumbers"] = true,
            ["RequireSymbols"] = true,
            ["AllowUsersToChangePassword"] = true,
            ["HardExpiry"] = hardExpiry,
        },
    };

    private static string Ago(int minutes) => (s_now - TimeSpan.FromMinutes(minutes)).ToString("o");
}
