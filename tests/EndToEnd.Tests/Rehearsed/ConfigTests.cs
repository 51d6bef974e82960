using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>AWS Config by the default policies, on the sandbox: on, off, otherwise, and told where it fails.</summary>
[KeepsCalls]
public sealed class ConfigTests : IDisposable
{
    private const string FewRules =
        """
        {
          "rules": {
            "ssh-closed": { "managed": "INCOMING_SSH_DISABLED" },
            "keys-rotated": { "managed": "ACCESS_KEYS_ROTATED", "parameters": { "maxAccessKeyAge": "30" }, "homeRegionOnly": true,
              "environments": { "dev": { "parameters": { "maxAccessKeyAge": "90" } }, "uat": false } },
            "volumes": { "guard": ["rule encrypted {", "  configuration.encrypted == true", "}"], "resourceTypes": ["AWS::EC2::Volume"] },
            "own": { "function": "iam-no-user", "frequency": "24h" }
          }
        }
        """;

    private readonly Desk desk = new();

    [Fact]
    public async Task The_default_policies_record_and_check_everywhere_and_a_second_plan_finds_nothing()
    {
        using var zone = new ConfigInProcess();

        var done = await zone.Apply(Read());

        Assert.Equal(8, done.Count(c => c.Address.Kind == "config-recorder"));
        Assert.True(done.Count(c => c.Address.Kind == "config-rule") > 150);
        var rules = (await zone.Home.Config.DescribeConfigRulesAsync(new(), TestContext.Current.CancellationToken)).ConfigRules;
        Assert.Contains(rules, r => r.ConfigRuleName.StartsWith("OrgConfigRule-secret-scoops-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_of_every_sort_come_change_and_go()
    {
        using var zone = new ConfigInProcess();

        var made = await zone.Apply(Read(rules: FewRules));
        var changed = await zone.Apply(Read(rules: FewRules.Replace("\"90\"", "\"60\"", StringComparison.Ordinal).Replace("encrypted == true", "encrypted == false", StringComparison.Ordinal)));
        var alike = await zone.Apply(Read(rules: FewRules.Replace("\"90\"", "\"30\"", StringComparison.Ordinal)));
        var gone = await zone.Apply(Read(rules: """{ "rules": {} }"""));

        Assert.Equal(
            [
                "config-rule/secret-scoops-keys-rotated-dev@root/eu-west-1", "config-rule/secret-scoops-keys-rotated@root/eu-west-1",
                "config-rule/secret-scoops-own@root/eu-central-1", "config-rule/secret-scoops-own@root/eu-west-1",
                "config-rule/secret-scoops-ssh-closed@root/eu-central-1", "config-rule/secret-scoops-ssh-closed@root/eu-west-1",
                "config-rule/secret-scoops-volumes@root/eu-central-1", "config-rule/secret-scoops-volumes@root/eu-west-1",
            ],
            made.Select(c => c.Address).Where(a => a.Kind == "config-rule").Select(a => a.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["/parameters/maxAccessKeyAge"], changed.Single(c => c.Address.Name.EndsWith("-dev", StringComparison.Ordinal)).Differences.Select(d => d.Path));
        Assert.Equal(
            [(Verb.Update, "secret-scoops-keys-rotated"), (Verb.Delete, "secret-scoops-keys-rotated-dev")],
            alike.Where(c => c.Address.Name.Contains("keys-rotated", StringComparison.Ordinal)).Select(c => (c.Verb, c.Address.Name)));
        Assert.Equal(7, gone.Count(c => c.Verb == Verb.Delete));
    }

    [Fact]
    public async Task Switched_off_it_stops_and_switched_on_it_records_again()
    {
        using var zone = new ConfigInProcess();
        await zone.Apply(Read(rules: FewRules));

        var off = await zone.Apply(Read(rules: FewRules, config: text => text.Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal).Replace("\"24h\"", "\"6h\"", StringComparison.Ordinal)));
        var on = await zone.Apply(Read(rules: FewRules, config: text => text.Replace("\"continuous\"", "\"daily\"", StringComparison.Ordinal)));

        Assert.Equal(["/recording", "/snapshotFrequency"], off[0].Differences.Select(d => d.Path));
        Assert.Equal(["/mode/frequency", "/recording", "/snapshotFrequency"], on[0].Differences.Select(d => d.Path));
        Assert.True(Assert.Single((await zone.Home.Config.DescribeConfigurationRecorderStatusAsync(new(), TestContext.Current.CancellationToken)).ConfigurationRecordersStatus).Recording);
    }

    [Fact]
    public async Task Slow_deployments_are_followed_to_their_end()
    {
        using var zone = new ConfigInProcess(new() { AsyncReads = 3, EmptyPages = true, PageSize = 2 });

        await zone.Apply(Read(rules: FewRules));
        await zone.Apply(Read(rules: """{ "rules": {} }"""));
    }

    [Fact]
    public async Task An_account_that_cannot_have_a_rule_is_named_and_can_be_left_out()
    {
        using var zone = new ConfigInProcess();
        await zone.Apply(Read(rules: """{ "rules": {} }"""));
        await zone.Home.Organizations.CreateAccountAsync(new() { AccountName = "stray", Email = "stray@example.com" }, TestContext.Current.CancellationToken);

        var failed = await zone.Try(Read(rules: FewRules));
        await zone.Apply(Read(rules: FewRules.Replace("\"rules\"", "\"excludedAccounts\": [\"stray\"], \"rules\"", StringComparison.Ordinal)));

        Assert.All(failed.OfType<Outcome.Failed>(), f => Assert.Contains("stray (NoAvailableConfigurationRecorder", f.Why.What, StringComparison.Ordinal));
        Assert.Equal(8, failed.OfType<Outcome.Failed>().Count());
    }

    [Fact]
    public async Task A_rule_that_somebody_changed_or_deleted_is_mended()
    {
        using var zone = new ConfigInProcess();
        var policies = Read(rules: FewRules);
        await zone.Apply(policies);
        var config = zone.Home.Config;
        await config.DeleteOrganizationConfigRuleAsync(new() { OrganizationConfigRuleName = "secret-scoops-ssh-closed" }, TestContext.Current.CancellationToken);
        await config.PutConfigurationRecorderAsync(
            new() { ConfigurationRecorder = new() { Name = "default", RoleARN = "arn:aws:iam::123456789012:role/other", RecordingGroup = new() { AllSupported = true } } }, TestContext.Current.CancellationToken);

        var mended = await zone.Apply(policies);

        Assert.Equal(["config-recorder/default@root/eu-west-1", "config-rule/secret-scoops-ssh-closed@root/eu-west-1"], mended.Select(c => c.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["/records/globalTypes", "/role"], mended.Single(c => c.Verb == Verb.Update).Differences.Select(d => d.Path));
    }

    [Fact]
    public async Task With_the_log_archive_everything_is_delivered_under_its_key_and_rules_find_its_buckets()
    {
        string[] kinds =
        [
            "organization", "ou", "account", "service-access", "delegated-administrator", "kms-key", "bucket", "config-role", "config-recorder", "config-aggregator", "config-rule",
        ];
        using var zone = new LandingZoneInProcess();
        var copy = PolicyCopy.On(desk);
        copy.WithoutControls().Edit("config-rules.json", _ => """{ "rules": { "tls": { "managed": "S3_BUCKET_SSL_REQUESTS_ONLY" } } }""");
        var policies = PolicyFolder.Read(copy.Folder).Bundle!;

        await zone.Apply(policies, kinds);

        var again = (await zone.Plan(policies, kinds)).Pending.ToList();
        Assert.True(again.Count == 0, string.Join("\n", again.Select(c => $"{c.Verb} {c.Address} {string.Join(", ", c.Differences)}")));
        Assert.NotNull(Assert.Single((await zone.Home.Config.DescribeDeliveryChannelsAsync(new(), TestContext.Current.CancellationToken)).DeliveryChannels).S3KmsKeyArn);
        var rule = Assert.Single((await zone.Home.Config.DescribeConfigRulesAsync(new(), TestContext.Current.CancellationToken)).ConfigRules).ConfigRuleName;
        var found = (await zone.Home.Config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = rule }, TestContext.Current.CancellationToken)).EvaluationResults;
        Assert.Equal(4, found.Count);
        Assert.All(found, f => Assert.Equal("COMPLIANT", f.ComplianceType.Value));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private PolicyBundle Read(string? rules = null, Func<string, string>? config = null)
    {
        var copy = PolicyCopy.On(desk);
        copy.Edit("config.json", text => text.Replace("\"key\": \"logs\",", "", StringComparison.Ordinal));
        if (config is not null)
        {
            copy.Edit("config.json", config);
        }

        if (rules is not null)
        {
            copy.WithoutControls().Edit("config-rules.json", _ => rules);
        }

        var reading = PolicyFolder.Read(copy.Folder);
        Directory.Delete(copy.Folder, recursive: true);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }
}
