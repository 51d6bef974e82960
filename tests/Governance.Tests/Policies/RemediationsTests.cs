using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class RemediationsTests
{
    private static readonly RemediationsPolicy s_real = PolicyFolder.Read(RealPolicies.Folder).Bundle!.Find(RemediationsFile.Area)!.Value.Value.Policy;

    [Theory]
    [InlineData("\"ssh-closed\"", "\"ssh-clsed\"", "unknown-control", "nothing fixes a control \"ssh-clsed\"", "did you mean \"ssh-closed\"?")]
    [InlineData("\"uat\": {\n      \"none\"", "\"uta\": {\n      \"none\"", "unknown-environment", "there is no environment \"uta\"", "did you mean \"uat\"?")]
    [InlineData("\"uat\": {\n      \"none\"", "\"uta\": {\n      \"none\"", "incomplete-matrix", "the matrix does not name \"uat\"", "\"default\"")]
    [InlineData("\"dev\": \"auto\"", "\"dve\": \"auto\"", "unknown-environment", "there is no environment \"dve\"", "did you mean \"dev\"?")]
    [InlineData("\"root\"\n  ],", "\"rot\"\n  ],", "unknown-environment", "there is no environment \"rot\"", "there are dev, prod, uat")]
    [InlineData(",\n    \"root\"\n  ],", "\n  ],", "management-not-production", "the management account \"root\" is not among production", "add \"root\"")]
    [InlineData("\"irreversible\": \"alert\"\n    },\n    \"root\"", "\"irreversible\": \"auto\"\n    },\n    \"root\"", "too-bold", "what cannot be taken back would be done by itself in \"prod\"", "write \"approve\"")]
    [InlineData("\"fixes\": 3", "\"fixes\": 0", "out-of-range", "the number 0 is not a whole number from 1 to 100", "from 1 to 100")]
    [InlineData("\"perAccountAnHour\": 60", "\"perAccountAnHour\": 0", "out-of-range", "the number 0 is not a whole number", "from 1 to")]
    [InlineData("\"perControlAnHour\": 100", "\"perControlAnHour\": -1", "out-of-range", "the number -1 is not a whole number", "from 1 to")]
    [InlineData("\"graceMinutes\": 15", "\"graceMinutes\": -1", "out-of-range", "the number -1 is not a whole number from 0 to 10080", "from 0 to")]
    [InlineData("\"dev\",\n      \"uat\"", "\"dev\",\n      \"prod\"", "tag-exempts-production", "a tag would exempt in \"prod\", which is production", "exemptions/")]
    [InlineData("\"queue\": \"secret-scoops-remediation\"", "\"queue\": \"secret-scoops-remediations\"", "queue-disagrees", "no rule of alerts.json sends to queue", "did you mean \"secret-scoops-remediation\"?")]
    [InlineData("remediation-dead-letters", "remediation-dead", "queue-disagrees", "alerts.json names the queue for dead letters \"secret-scoops-remediation-dead-letters\"", "same in both files")]
    [InlineData("secret-scoops/governance/SecretScoopsRemediation", "SecretScoopsRemediation", "role-not-exempt", "guardrails would stop its fixes", "automationRoles", "no pattern of ")]
    [InlineData("\"MinimumPasswordLength\": \"16\"", "\"MinimumPasswordLength\": \"8\"", "parameter-disagrees", "in \"dev\" \"iam-password-policy\" is fixed with MinimumPasswordLength \"8\", and config-rules.json asks for \"16\"", "never complies")]
    [InlineData("\"ssh-closed\": {", "\"ssh-closed\": {\"mode\": \"auto\",", "duplicate-property", "property \"mode\" is written twice", "keep one of them")]
    [InlineData("\"dev\": false", "\"dev\": true", "wrong-type", "expected \"auto\", \"approve\", \"alert\", false or an object, found true", "false")]
    public void A_fault_is_told_with_its_place_and_remedy(string old, string replacement, string code, string what, string remedy, string begins = "")
    {
        using var policies = new PolicyCopy().Edit("remediations.json", old, replacement);

        var faults = policies.Read().Faults.Where(fault => fault.Code == code && fault.What.Contains(what, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(faults);
        Assert.All(faults, fault =>
        {
            Assert.StartsWith(begins, fault.What, StringComparison.Ordinal);
            Assert.EndsWith("remediations.json", fault.Where.Name, StringComparison.Ordinal);
            Assert.True(fault.Where.Line > 1 && fault.Where.Column > 1);
            Assert.Contains(remedy, $"{fault.What} {fault.Remedy}", StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("databases-encrypted", "\"mode\": \"alert\"", "\"mode\": \"auto\"", "in \"prod\", which is production; its fix is of class \"irreversible\", and no more than alert is sound there")]
    [InlineData("databases-encrypted", "\"mode\": \"alert\"", "\"mode\": \"auto\"", "in \"dev\"; its fix is of class \"irreversible\", and no more than approve is sound there")]
    [InlineData("network-acls-closed", "\"mode\": \"approve\"", "\"mode\": \"auto\"", "in \"root\", which is production")]
    public void A_control_bolder_than_is_sound_is_refused(string control, string old, string replacement, string what)
    {
        using var policies = new PolicyCopy();
        var text = File.ReadAllText(policies.At("remediations.json"));
        var rule = text.IndexOf($"\"{control}\": {{", StringComparison.Ordinal);
        var mode = text.IndexOf(old, rule, StringComparison.Ordinal);
        _ = policies.Write("remediations.json", text[..mode] + replacement + text[(mode + old.Length)..]);

        var fault = Assert.Single(policies.Read().Faults, fault => fault.Code == "too-bold" && fault.What.Contains(what, StringComparison.Ordinal));

        Assert.Equal($"/rules/{control}/mode", fault.Where.Pointer);
    }

    [Fact]
    public void A_bolder_matrix_is_refused_for_every_rule_that_follows_it()
    {
        using var policies = new PolicyCopy();
        var text = File.ReadAllText(policies.At("remediations.json"));
        var row = text.IndexOf("\"prod\": {", StringComparison.Ordinal);
        var cut = text.IndexOf("\"traffic-cut\": \"approve\"", row, StringComparison.Ordinal);
        _ = policies.Write("remediations.json", text[..cut] + "\"traffic-cut\": \"auto\"" + text[(cut + "\"traffic-cut\": \"approve\"".Length)..]);

        var faults = policies.Read().Faults.Where(fault => fault.Code == "too-bold").ToList();

        Assert.Contains(faults, fault => fault.What.StartsWith("\"iam-no-users\" would be auto in \"prod\"", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Equal("/matrix/prod/traffic-cut", fault.Where.Pointer));
    }

    [Fact]
    public void What_is_acted_upon_where_nobody_asks_for_it_is_warned_of()
    {
        using var policies = new PolicyCopy();
        var text = File.ReadAllText(policies.At("remediations.json"));
        var rule = text.IndexOf("\"databases-deletion-protected\"", StringComparison.Ordinal);
        var off = text.IndexOf("\"dev\": false", rule, StringComparison.Ordinal);
        var reading = policies.Write("remediations.json", text[..off] + "\"dev\": \"auto\"" + text[(off + "\"dev\": false".Length)..]).Read();

        Assert.NotNull(reading.Bundle);
        Assert.Equal("config-rules.json does not ask for \"databases-deletion-protected\" in \"dev\", and here it is acted upon", Assert.Single(reading.Faults).What);
    }

    /// <summary>Written down from the study of peers and of AWS's documentation, by hand: the file, and the table that checks it, must both agree.</summary>
    [Theory]
    [InlineData("auto", "ssh-closed only-web-open default-security-group-closed subnets-no-public-ip flow-logs-on iam-password-policy")]
    [InlineData("auto", "account-public-access-blocked buckets-public-access-blocked buckets-encrypted buckets-tls-only buckets-logged volumes-encrypted-by-default volume-snapshots-private")]
    [InlineData("auto", "databases-private database-snapshots-private databases-deletion-protected keys-rotated keys-not-deleted functions-private function-urls-authorized apis-logged distributions-https")]
    [InlineData("auto", "load-balancers-protected load-balancers-logged queues-encrypted topics-private queues-private trail-on logs-kept config-recording security-hub-on guardduty-on guardrails-attached")]
    [InlineData("approve", "network-acls-closed instances-imdsv2 no-open-route internet-gateways-known buckets-encrypted-with-kms databases-multi-az databases-backed-up")]
    [InlineData("approve", "secrets-rotated secrets-encrypted apis-behind-waf load-balancers-https scaling-checks-load-balancer topics-encrypted iam-access-keys-rotated")]
    [InlineData("alert", "root-no-access-key iam-no-admin-policies instances-no-key-pair databases-in-private-subnets databases-encrypted databases-tls credentials-in-secrets-manager apis-authorized containers-no-public-ip")]
    public void In_production_every_control_has_its_verdict(string verdict, string controls) =>
        Assert.All(controls.Split(' '), control => Assert.Equal(
            Enum.Parse<RemediationMode>(verdict, ignoreCase: true), s_real.StanceOf(control, "prod", RemediationCatalogue.All[control].Outage).Mode));

    [Fact]
    public void Every_control_that_can_be_fixed_has_a_rule_and_in_production_its_boldest_sound_mode()
    {
        Assert.True(s_real.Rules.Count >= 64);
        Assert.Equal(RemediationCatalogue.All.Keys.Order(StringComparer.Ordinal), s_real.Rules.Keys.Order(StringComparer.Ordinal));
        Assert.All(RemediationCatalogue.All.Values.Where(known => s_real.Applies(known.Control, "prod")), known =>
            Assert.Equal(known.Production, s_real.StanceOf(known.Control, "prod", known.Outage).Mode));
    }

    [Theory]
    [InlineData("iam-no-users", "TrafficCut")]
    [InlineData("iam-no-access-keys", "TrafficCut")]
    [InlineData("databases-backed-up", "Restart")]
    [InlineData("secrets-rotated", "TrafficCut")]
    [InlineData("apis-behind-waf", "TrafficCut")]
    [InlineData("apis-throttled", "TrafficCut")]
    public void Where_a_fix_is_harmless_at_times_the_case_at_hand_decides(string control, string atWorst)
    {
        Assert.Equal(RemediationMode.Auto, s_real.StanceOf(control, "prod", Outage.None).Mode);
        Assert.Equal(RemediationMode.Approve, s_real.StanceOf(control, "prod", Enum.Parse<Outage>(atWorst)).Mode);
    }

    [Theory]
    [InlineData("ssh-closed", "prod", "TrafficCut", "Auto")]
    [InlineData("ssh-closed", "prod", "Restart", "Approve")]
    [InlineData("ssh-closed", "prod", "Irreversible", "Alert")]
    [InlineData("ssh-closed", "dev", "Restart", "Auto")]
    [InlineData("ssh-closed", "dev", "Irreversible", "Approve")]
    [InlineData("network-acls-closed", "prod", "None", "Approve")]
    [InlineData("network-acls-closed", "prod", "Irreversible", "Alert")]
    [InlineData("scaling-launch-template", "dev", "Restart", "Alert")]
    public void A_case_that_costs_more_than_the_fix_is_known_to_cost_is_no_bolder_than_the_matrix(string control, string environment, string outage, string mode) =>
        Assert.Equal(Enum.Parse<RemediationMode>(mode), s_real.StanceOf(control, environment, Enum.Parse<Outage>(outage)).Mode);

    [Fact]
    public void The_environment_wins_over_the_rule_and_the_rule_over_the_matrix()
    {
        Assert.Equal(RemediationMode.Auto, s_real.StanceOf("ssh-closed", "prod", Outage.TrafficCut).Mode);
        Assert.Equal(RemediationMode.Approve, s_real.StanceOf("network-acls-closed", "prod", Outage.None).Mode);
        Assert.Equal(RemediationMode.Auto, s_real.StanceOf("network-acls-closed", "dev", Outage.TrafficCut).Mode);
        Assert.Equal("443", s_real.StanceOf("only-web-open", "prod", Outage.TrafficCut).Parameters["authorizedTcpPorts"]);
        Assert.Equal("443,80,8080-8089", s_real.StanceOf("only-web-open", "dev", Outage.TrafficCut).Parameters["authorizedTcpPorts"]);
        Assert.Equal(("REJECT", "/secret-scoops/flow-logs"), (s_real.StanceOf("flow-logs-on", "dev", Outage.None).Parameters["trafficType"], s_real.StanceOf("flow-logs-on", "dev", Outage.None).Parameters["logGroup"]));
        Assert.Equal(TimeSpan.FromMinutes(15), s_real.StanceOf("subnets-no-public-ip", "prod", Outage.None).Grace);
    }

    [Theory]
    [InlineData("no-such-control", "prod")]
    [InlineData("ssh-closed", "no-such-environment")]
    [InlineData("ssh-closed", "default")]
    [InlineData("ssh-closed", "PROD")]
    [InlineData("ssh-closed", "")]
    [InlineData("ssh-closed", null)]
    [InlineData("databases-deletion-protected", "dev")]
    public void What_is_not_stated_is_alerted(string control, string? environment) =>
        Assert.Equal(RemediationMode.Alert, s_real.StanceOf(control, environment, Outage.None).Mode);

    [Fact]
    public void An_outage_that_does_not_exist_is_alerted() => Assert.Equal(RemediationMode.Alert, s_real.StanceOf("ssh-closed", "dev", (Outage)17).Mode);

    [Fact]
    public void The_kill_switch_leaves_alerts_alone() =>
        Assert.All(s_real.Rules.Keys, control => Assert.Equal(RemediationMode.Alert, (s_real with { Enabled = false }).StanceOf(control, "dev", Outage.None).Mode));

    [Fact]
    public void Nothing_irreversible_is_automatic_in_production_whatever_the_policy_says()
    {
        var reckless = s_real with { Rules = s_real.Rules.ToDictionary(rule => rule.Key, rule => rule.Value with { Mode = RemediationMode.Auto, Environments = new Dictionary<string, RemediationRuleIn>() }) };

        Assert.Equal(RemediationMode.Auto, reckless.StanceOf("databases-encrypted", "dev", Outage.Irreversible).Mode);
        Assert.Equal(RemediationMode.Approve, reckless.StanceOf("databases-encrypted", "prod", Outage.Irreversible).Mode);
        Assert.Equal(RemediationMode.Approve, reckless.StanceOf("databases-encrypted", "root", Outage.Irreversible).Mode);
    }

    [Fact]
    public void A_tag_exempts_where_the_policy_says_and_never_in_production()
    {
        var tags = new Dictionary<string, string> { ["governance:exempt"] = "" };
        var everywhere = s_real with { ExemptionTag = new("governance:exempt", ["dev", "prod", "root"]) };

        Assert.True(s_real.TagExempts("dev", tags));
        Assert.False(s_real.TagExempts("dev", new Dictionary<string, string> { ["Governance:Exempt"] = "" }));
        Assert.False(everywhere.TagExempts("prod", tags));
        Assert.False(everywhere.TagExempts("root", tags));
        Assert.False(everywhere.TagExempts("uat", tags));
        Assert.False(everywhere.TagExempts(null, tags));
        Assert.False((s_real with { ExemptionTag = null }).TagExempts("dev", tags));
    }

    [Fact]
    public void Without_the_file_nothing_is_decided_here()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("remediations.json"));

        Assert.Null(policies.Read().Bundle!.Find(RemediationsFile.Area));
    }
}
