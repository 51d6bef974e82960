using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>GuardDuty Finding.</summary>
public sealed class GuardDutyTests
{
    private const string Key = "guardduty-finding-AccessKey";

    [Fact]
    public void A_key_rings_for_its_user_and_hints_at_the_key()
    {
        var doorbell = OnlyDoorbell(Read(Key));

        Assert.Equal((EventSource.GuardDuty, "AWS::IAM::User", "jdoe", "AKIAIOSFODNN7EXAMPLE"), (doorbell.Source, doorbell.ResourceType, doorbell.ResourceId, doorbell.Hints["accessKeyId"]));
        Assert.Equal(new Trigger(TriggerKind.FindingType, "UnauthorizedAccess:IAMUser/TorIPCaller"), doorbell.Trigger);
        Assert.Equal(("5", "true"), (doorbell.Hints["severity"], doorbell.Hints["sample"]));
    }

    [Fact]
    public void A_sessions_key_rings_for_the_role_since_there_is_no_user_to_contain()
    {
        var doorbell = OnlyDoorbell(Read(Key, tree => tree["detail"]!["resource"]!["accessKeyDetails"]!["userType"] = "AssumedRole"));

        Assert.Equal("AWS::IAM::Role", doorbell.ResourceType);
    }

    [Fact]
    public void An_instance_rings()
    {
        var doorbell = OnlyDoorbell(Read("guardduty-finding-Instance"));

        Assert.Equal(("AWS::EC2::Instance", "i-99999999", "us-east-1"), (doorbell.ResourceType, doorbell.ResourceId, doorbell.Region));
    }

    [Fact]
    public void Every_bucket_of_a_finding_rings()
    {
        var reading = Read(Key, tree => tree["detail"]!["resource"] = JsonNode.Parse("""{"resourceType":"S3Bucket","s3BucketDetails":[{"name":"a"},{"name":"b"}]}"""));

        Assert.Equal(["a", "b"], Assert.IsType<Reading.Rung>(reading).Doorbells.Select(each => each.ResourceId));
    }

    [Fact]
    public void Archived_findings_and_those_about_the_root_user_are_ignored()
    {
        Assert.Contains("archived", IgnoredFor(Read(Key, tree => tree["detail"]!["service"]!["archived"] = true)), StringComparison.Ordinal);
        Assert.Contains("nothing is contained", IgnoredFor(Read(Key, tree => tree["detail"]!["resource"]!["accessKeyDetails"]!["userType"] = "Root")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_administrator_brings_a_members_finding_and_a_member_none_of_others()
    {
        OnlyDoorbell(Read(Key, tree => tree["account"] = Administrator));
        Assert.Equal(Refusals.Forged, RefusedFor(Read(Key, tree => tree["detail"]!["accountId"] = Administrator)));
    }
}
