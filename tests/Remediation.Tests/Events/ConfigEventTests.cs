using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Config Rules Compliance Change.</summary>
public sealed class ConfigEventTests
{
    private const string NonCompliant = "config-rules-compliance-change-NON_COMPLIANT";

    [Fact]
    public void What_is_not_compliant_rings_with_the_resource_of_the_rule()
    {
        var doorbell = OnlyDoorbell(Read(NonCompliant));

        Assert.Equal(
            (EventSource.Config, "51677f1d-1ae8-5357-cc9b-387ac98e26ab", Member, "eu-west-2", "AWS::EC2::SecurityGroup", "sg-04cfb7a4712d75b00"),
            (doorbell.Source, doorbell.EventId, doorbell.AccountId, doorbell.Region, doorbell.ResourceType, doorbell.ResourceId));
        Assert.Equal(new Trigger(TriggerKind.ConfigRule, "restricted-ssh"), doorbell.Trigger);
        Assert.Equal(new(2020, 12, 17, 5, 13, 50, TimeSpan.Zero), doorbell.At);
    }

    [Fact]
    public void A_first_evaluation_rings_though_there_is_no_old_one()
    {
        Assert.Equal(OnlyDoorbell(Read(NonCompliant)).IncidentOf("x"), OnlyDoorbell(Read("config-rules-compliance-change-first-evaluation-no-old")).IncidentOf("x"));
    }

    [Theory]
    [InlineData("config-rules-compliance-change-COMPLIANT", "compliant")]
    [InlineData("config-rules-compliance-change-NOT_APPLICABLE-deleted", "deleted")]
    public void What_is_compliant_or_gone_is_ignored_and_says_which(string name, string why)
    {
        Assert.Contains(why, IgnoredFor(Read(name)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_unique_id_is_kept_and_told_as_such_since_no_IAM_call_takes_it()
    {
        var doorbell = OnlyDoorbell(Read("config-rules-compliance-change-securityhub-servicelinked-iam-user-AIDA-id"));

        Assert.Equal(("AWS::IAM::User", "AIDACKCEVSQ6C2EXAMPLE"), (doorbell.ResourceType, doorbell.ResourceId));
        Assert.Equal("AIDACKCEVSQ6C2EXAMPLE", doorbell.Hints["uniqueId"]);
    }

    [Fact]
    public void A_rule_that_Security_Hub_keeps_is_known_by_its_ARN_and_named_without_prefix_and_suffix()
    {
        Assert.Equal(
            new Trigger(TriggerKind.SecurityHubRule, "access-keys-rotated"),
            OnlyDoorbell(Read("config-rules-compliance-change-securityhub-servicelinked-iam-user-AIDA-id")).Trigger);
    }

    [Theory]
    [InlineData("OrgConfigRule-ssh-closed-dbgzf8ba", "ssh-closed")]
    [InlineData("ssh-closed-conformance-pack-szsm1uv0w", "ssh-closed")]
    [InlineData("securityhub-looks-like-1a2b3c4d", "securityhub-looks-like-1a2b3c4d")]
    public void What_AWS_adds_to_a_rules_name_is_taken_off(string name, string declared)
    {
        Assert.Equal(new Trigger(TriggerKind.ConfigRule, declared), OnlyDoorbell(Read(NonCompliant, tree => tree["detail"]!["configRuleName"] = name)).Trigger);
    }

    [Theory]
    [InlineData("OrgConfigRule-secret-scoops-ssh-closed-dbgzf8ba", "ssh-closed")]
    [InlineData("secret-scoops-ssh-closed", "ssh-closed")]
    [InlineData("secret-scoops-", "secret-scoops-")]
    [InlineData("OrgConfigRule-secret-scoops-databases-backed-up-prod-dbgzf8ba", "databases-backed-up")]
    [InlineData("secret-scoops-nobodys-prod", "nobodys-prod")]
    [InlineData("OrgConfigRule-ssh-closed-dbgzf8ba", "ssh-closed")]
    public void What_the_landing_zone_puts_around_its_rules_names_is_taken_off(string name, string declared)
    {
        var changed = With(NonCompliant, tree => tree["detail"]!["configRuleName"] = name);

        Assert.Equal(new Trigger(TriggerKind.ConfigRule, declared), OnlyDoorbell(Doorbells.Read(changed, Ours with { Rules = new("secret-scoops-", ["root", "dev", "prod"]) })).Trigger);
    }

    [Fact]
    public void A_global_resource_has_the_same_incident_whichever_region_recorded_it()
    {
        const string name = "config-rules-compliance-change-securityhub-servicelinked-iam-user-AIDA-id";

        Assert.Equal(OnlyDoorbell(Read(name)).IncidentOf("x"), OnlyDoorbell(Read(name, tree => tree["detail"]!["awsRegion"] = "ap-south-2")).IncidentOf("x"));
    }

    [Fact]
    public void A_compliance_change_that_another_account_sent_is_forged_even_from_an_administrator()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(NonCompliant, tree => tree["account"] = Administrator)));
    }

    [Fact]
    public void An_account_finding_about_another_account_is_forged()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(NonCompliant, tree =>
        {
            tree["detail"]!["resourceType"] = "AWS::::Account";
            tree["detail"]!["resourceId"] = Administrator;
        })));
    }

    [Fact]
    public void A_compliance_type_that_nobody_knows_is_refused_rather_than_taken_for_a_violation()
    {
        Assert.Equal(Refusals.Malformed, RefusedFor(Read(NonCompliant, tree => tree["detail"]!["newEvaluationResult"]!["complianceType"] = "MAYBE")));
    }
}
