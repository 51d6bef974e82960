using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Findings, imported and sent on by hand.</summary>
public sealed class SecurityHubTests
{
    private const string Consolidated = "securityhub-findings-imported-consolidated";
    private const string OfGuardDuty = "securityhub-findings-imported-guardduty-origin-no-Compliance";

    [Fact]
    public void A_members_finding_in_the_administrators_account_is_about_the_member()
    {
        var doorbell = OnlyDoorbell(Read(Consolidated));

        Assert.Equal((EventSource.SecurityHub, Member, "eu-west-2", "AWS::EC2::SecurityGroup", "sg-04cfb7a4712d75b00"), (doorbell.Source, doorbell.AccountId, doorbell.Region, doorbell.ResourceType, doorbell.ResourceId));
        Assert.Equal("arn:aws:ec2:eu-west-2:111122223333:security-group/sg-04cfb7a4712d75b00", doorbell.ResourceArn);
        Assert.Equal(
            new FindingKey("arn:aws:securityhub:eu-west-2:111122223333:security-control/EC2.13/finding/0003b335-cf3f-4f93-a025-6b1a7baced06", "arn:aws:securityhub:eu-west-2::product/aws/securityhub"),
            doorbell.Finding);
    }

    [Theory]
    [InlineData(Consolidated)]
    [InlineData("securityhub-findings-imported-unconsolidated-standard")]
    public void Consolidated_or_not_a_finding_names_the_same_control(string name)
    {
        Assert.Equal(new Trigger(TriggerKind.SecurityControl, "EC2.13"), OnlyDoorbell(Read(name)).Trigger);
    }

    [Fact]
    public void An_older_standard_without_controls_is_known_by_its_rule()
    {
        var doorbell = OnlyDoorbell(Read(Consolidated, tree =>
        {
            Finding(tree)["Compliance"]!.AsObject().Remove("SecurityControlId");
            Finding(tree)["GeneratorId"] = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1";
        }));

        Assert.Equal(new Trigger(TriggerKind.StandardRule, "cis-aws-foundations-benchmark/v/1.2.0/4.1"), doorbell.Trigger);
    }

    [Fact]
    public void Copies_from_the_member_the_administrator_and_a_linked_region_are_one_incident()
    {
        var copies = new[]
        {
            Read(Consolidated),
            Read(Consolidated, tree => tree["account"] = Member),
            Read(Consolidated, tree => tree["region"] = "us-east-1"),
            Read("securityhub-findings-imported-unconsolidated-standard"),
        };

        Assert.Single(copies.Select(OnlyDoorbell).Select(each => (each.IncidentOf("ssh-closed"), each.Trigger)).Distinct());
    }

    [Fact]
    public void Every_finding_of_a_batch_rings()
    {
        var rung = Assert.IsType<Reading.Rung>(Read("securityhub-findings-imported-batch-of-two-DEFENSIVE"));

        Assert.Equal([("AWS::EC2::SecurityGroup", "sg-04cfb7a4712d75b00"), ("AWS::S3::Bucket", "example-bucket-1608116489")], rung.Doorbells.Select(each => (each.ResourceType, each.ResourceId)));
    }

    [Fact]
    public void Every_resource_of_a_finding_rings_but_those_that_no_control_is_about()
    {
        var reading = Read(Consolidated, tree =>
        {
            Finding(tree)["Resources"]!.AsArray().Add(JsonNode.Parse("""{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::logs"}"""));
            Finding(tree)["Resources"]!.AsArray().Add(JsonNode.Parse("""{"Type":"Other","Id":"whatever"}"""));
        });

        Assert.Equal(["sg-04cfb7a4712d75b00", "logs"], Assert.IsType<Reading.Rung>(reading).Doorbells.Select(each => each.ResourceId));
    }

    [Fact]
    public void Findings_of_GuardDuty_have_no_compliance_and_the_type_that_GuardDuty_itself_tells()
    {
        var doorbell = OnlyDoorbell(Read(OfGuardDuty));

        Assert.Equal(new Trigger(TriggerKind.FindingType, "UnauthorizedAccess:IAMUser/TorIPCaller"), doorbell.Trigger);
        Assert.Equal(("AWS::IAM::User", "jdoe", "us-east-1", "AKIAIOSFODNN7EXAMPLE"), (doorbell.ResourceType, doorbell.ResourceId, doorbell.Region, doorbell.Hints["accessKeyId"]));
    }

    [Theory]
    [InlineData("securityhub-findings-imported-SUPPRESSED", "SUPPRESSED")]
    [InlineData("securityhub-findings-imported-ARCHIVED-PASSED", "ARCHIVED")]
    public void What_is_suppressed_or_archived_is_ignored(string name, string why)
    {
        Assert.Contains(why, IgnoredFor(Read(name)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PASSED")]
    [InlineData("WARNING")]
    [InlineData("NOT_AVAILABLE")]
    public void Only_what_failed_rings(string status)
    {
        Assert.Contains(status, IgnoredFor(Read(Consolidated, tree => Finding(tree)["Compliance"]!["Status"] = status)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_retired_workflow_state_says_nothing()
    {
        OnlyDoorbell(Read(Consolidated, tree => Finding(tree)["WorkflowState"] = "RESOLVED"));
    }

    [Theory]
    [InlineData("2024-02-17T14:58:00Z", true)]
    [InlineData("2024-02-17T14:50:00Z", false)]
    public void Our_own_note_does_not_ring_until_the_finding_is_judged_anew(string noted, bool isEcho)
    {
        var reading = Read(Consolidated, tree => Finding(tree)["Note"] = Note(noted, Ours.NoteAuthor));

        Assert.Equal(isEcho, reading is Reading.Ignored);
    }

    [Fact]
    public void Somebody_elses_note_rings()
    {
        OnlyDoorbell(Read(Consolidated, tree => Finding(tree)["Note"] = Note("2024-02-17T14:58:00Z", "ann")));
    }

    [Fact]
    public void A_person_who_asks_is_heard_in_spite_of_suppression_and_notes()
    {
        const string custom = "securityhub-findings-custom-action";

        OnlyDoorbell(Read(custom));
        OnlyDoorbell(Read(custom, tree =>
        {
            Finding(tree)["Workflow"]!["Status"] = "SUPPRESSED";
            Finding(tree)["Note"] = Note("2024-02-17T14:58:00Z", Ours.NoteAuthor);
        }));
        IgnoredFor(Read(custom, tree => Finding(tree)["Compliance"]!["Status"] = "PASSED"));
    }

    [Fact]
    public void A_finding_about_another_accounts_resource_is_forged()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(Consolidated, tree => Finding(tree)["Resources"]![0]!["Id"] = $"arn:aws:ec2:eu-west-2:{Administrator}:security-group/sg-1")));
    }

    [Fact]
    public void A_finding_whose_resource_is_in_two_regions_is_forged()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(Consolidated, tree => Finding(tree)["Resources"]![0]!["Region"] = "us-east-1")));
    }

    [Fact]
    public void A_finding_whose_id_is_of_another_account_is_forged()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(Consolidated, tree => Finding(tree)["Id"] = $"arn:aws:securityhub:eu-west-2:{Administrator}:security-control/EC2.13/finding/1")));
    }

    [Theory]
    [InlineData(Consolidated)]
    [InlineData(OfGuardDuty)]
    public void A_member_brings_no_findings_of_other_accounts(string name)
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(name, tree =>
        {
            tree["account"] = Member;
            Finding(tree)["AwsAccountId"] = Administrator;
        })));
    }

    [Fact]
    public void A_finding_of_an_account_that_is_not_ours_is_refused()
    {
        Assert.Equal(Refusals.ForeignAccount, RefusedFor(Read(Consolidated, tree => Finding(tree)["AwsAccountId"] = Stranger)));
    }

    [Fact]
    public void One_forged_finding_refuses_its_whole_batch()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read("securityhub-findings-imported-batch-of-two-DEFENSIVE", tree => tree["detail"]!["findings"]![1]!["Resources"]![0]!["Id"] = "arn:aws:ec2:eu-west-2:1:x/y")));
    }

    [Fact]
    public void Findings_of_other_products_are_ignored()
    {
        Assert.Contains("inspector", IgnoredFor(Read(Consolidated, tree => Finding(tree)["ProductArn"] = "arn:aws:securityhub:eu-west-2::product/aws/inspector")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_OCSF_finding_rings_for_the_same_incident_as_its_twin()
    {
        var doorbell = OnlyDoorbell(Read("securityhub-v2-findings-imported-V2-envelope"));

        Assert.Equal((new Trigger(TriggerKind.SecurityControl, "EC2.13"), Member, "us-west-2", "sg-04cfb7a4712d75b00"), (doorbell.Trigger, doorbell.AccountId, doorbell.Region, doorbell.ResourceId));
    }

    [Theory]
    [InlineData("class_uid", "2004")]
    [InlineData("compliance", "null")]
    [InlineData("cloud", "\"?\"")]
    public void An_OCSF_finding_that_is_otherwise_than_we_know_is_left_to_its_twin(string key, string value)
    {
        Assert.Contains("its copy in the Security Finding Format will ring", IgnoredFor(Read("securityhub-v2-findings-imported-V2-envelope", tree => Finding(tree)[key] = JsonNode.Parse(value))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status_id", "4")]
    [InlineData("compliance", """{"control":"EC2.13","status":"Pass"}""")]
    public void An_OCSF_finding_that_is_closed_or_passed_is_ignored(string key, string value)
    {
        IgnoredFor(Read("securityhub-v2-findings-imported-V2-envelope", tree => Finding(tree)[key] = JsonNode.Parse(value)));
    }

    private static JsonNode Finding(JsonNode tree) => tree["detail"]!["findings"]![0]!;

    private static JsonObject Note(string at, string by) => new() { ["Text"] = "fixed", ["UpdatedBy"] = by, ["UpdatedAt"] = at };
}
