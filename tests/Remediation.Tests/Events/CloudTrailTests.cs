using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>API calls via CloudTrail: the shapes that break naive readers.</summary>
public sealed class CloudTrailTests
{
    private const string Authorize = "cloudtrail-AuthorizeSecurityGroupIngress";
    private const string Own = "cloudtrail-RevokeSecurityGroupIngress-by-own-role";

    [Theory]
    [InlineData(Authorize, "sgr-0bb31cddb2c27f401")]
    [InlineData("cloudtrail-AuthorizeSecurityGroupIngress-flat-shape", "sgr-0a11552a7d225f5c7")]
    [InlineData("cloudtrail-AuthorizeSecurityGroupIngress-ipv6-rdp", "sgr-0aaaabbbbccccdddd")]
    public void Both_shapes_of_Authorize_ring_for_the_group_and_hint_at_the_rule(string name, string rule)
    {
        var doorbell = OnlyDoorbell(Read(name));

        Assert.Equal(("AWS::EC2::SecurityGroup", "sg-04cfb7a4712d75b00", rule), (doorbell.ResourceType, doorbell.ResourceId, doorbell.Hints["securityGroupRuleIds"]));
        Assert.Equal(new Trigger(TriggerKind.Call, "ec2.amazonaws.com:AuthorizeSecurityGroupIngress"), doorbell.Trigger);
    }

    [Fact]
    public void A_list_that_is_written_as_an_empty_object_is_an_empty_list()
    {
        var doorbell = OnlyDoorbell(Read(Authorize, tree => tree["detail"]!["responseElements"]!["securityGroupRuleSet"] = JsonNode.Parse("""{"items":{}}""")));

        Assert.False(doorbell.Hints.ContainsKey("securityGroupRuleIds"));
    }

    [Fact]
    public void Several_rules_of_one_call_are_one_doorbell()
    {
        var doorbell = OnlyDoorbell(Read(Authorize, tree => tree["detail"]!["responseElements"]!["securityGroupRuleSet"]!["items"]!.AsArray().Add(JsonNode.Parse("""{"securityGroupRuleId":"sgr-2"}"""))));

        Assert.Equal("sgr-0bb31cddb2c27f401,sgr-2", doorbell.Hints["securityGroupRuleIds"]);
    }

    [Fact]
    public void ModifySecurityGroupRules_is_read_through_its_wrapper()
    {
        var doorbell = OnlyDoorbell(Read("cloudtrail-ModifySecurityGroupRules"));

        Assert.Equal(("sg-04cfb7a4712d75b00", "sgr-0bb31cddb2c27f401"), (doorbell.ResourceId, doorbell.Hints["securityGroupRuleIds"]));
    }

    [Fact]
    public void A_call_that_failed_changed_nothing()
    {
        Assert.Contains("TrailNotFoundException", IgnoredFor(Read("cloudtrail-StopLogging-FAILED-errorCode")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:cloudtrail:us-east-1:111122223333:trail/org-trail", "arn:aws:cloudtrail:us-east-1:111122223333:trail/org-trail")]
    [InlineData("org-trail", null)]
    public void StopLogging_names_its_trail_or_gives_the_ARN(string given, string? arn)
    {
        var doorbell = OnlyDoorbell(Read("cloudtrail-StopLogging", tree => tree["detail"]!["requestParameters"]!["name"] = given));

        Assert.Equal(("AWS::CloudTrail::Trail", "org-trail", arn), (doorbell.ResourceType, doorbell.ResourceId, doorbell.ResourceArn));
    }

    [Theory]
    [InlineData("cloudtrail-CreateAccessKey")]
    [InlineData("cloudtrail-CreateAccessKey-self-null-requestParameters")]
    public void A_new_key_rings_for_its_user_whether_or_not_the_request_named_him(string name)
    {
        var doorbell = OnlyDoorbell(Read(name));

        Assert.Equal(("AWS::IAM::User", "example-backdoor-u-user", "AKIAI44QH8DHBEXAMPLE"), (doorbell.ResourceType, doorbell.ResourceId, doorbell.Hints["accessKeyId"]));
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("host")]
    public void A_bucket_is_read_from_its_name_however_the_host_is_spelt(string host)
    {
        var doorbell = OnlyDoorbell(Read("cloudtrail-DeleteBucketPublicAccessBlock", tree =>
        {
            var request = tree["detail"]!["requestParameters"]!.AsObject();
            request.Remove("Host");
            request[host] = new JsonArray("another-bucket.s3.amazonaws.com");
        }));

        Assert.Equal(("AWS::S3::Bucket", "example-bucket-1608116489"), (doorbell.ResourceType, doorbell.ResourceId));
    }

    [Fact]
    public void The_date_in_the_name_of_a_Lambda_call_is_left_out_of_the_trigger()
    {
        var doorbell = OnlyDoorbell(Read("cloudtrail-AddPermission20150331v2-public-lambda"));

        Assert.Equal((new Trigger(TriggerKind.Call, "lambda.amazonaws.com:AddPermission"), "example-backdoor-f-func", "backdoor"), (doorbell.Trigger, doorbell.ResourceId, doorbell.Hints["statementId"]));
    }

    [Fact]
    public void What_our_own_role_does_is_not_looked_at()
    {
        Assert.Contains("remediation itself", IgnoredFor(Read(Own, AsAuthorize)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_only_calls_itself_as_ours_rings_and_is_named_by_its_role()
    {
        var doorbell = OnlyDoorbell(Read(Own, tree =>
        {
            AsAuthorize(tree);
            tree["detail"]!["userIdentity"]!["arn"] = "arn:aws:sts::111122223333:assumed-role/developer/SecretScoops-Remediation-Network";
            tree["detail"]!["userIdentity"]!["sessionContext"]!["sessionIssuer"]!["arn"] = "arn:aws:iam::111122223333:role/people/developer";
        }));

        Assert.Equal("arn:aws:iam::111122223333:role/people/developer", doorbell.Actor?.Identity);
    }

    [Fact]
    public void A_role_of_our_name_in_a_strangers_account_is_not_ours()
    {
        OnlyDoorbell(Read(Own, tree =>
        {
            AsAuthorize(tree);
            tree["detail"]!["userIdentity"]!["sessionContext"]!["sessionIssuer"]!["arn"] = $"arn:aws:iam::{Stranger}:role/SecretScoops-Remediation-Network";
        }));
    }

    [Fact]
    public void Only_a_session_of_our_role_is_ours()
    {
        OnlyDoorbell(Read(Own, tree =>
        {
            AsAuthorize(tree);
            tree["detail"]!["userIdentity"]!["type"] = "FederatedUser";
        }));
    }

    [Fact]
    public void A_call_a_compliance_change_and_a_finding_about_one_group_are_one_incident()
    {
        var incidents = new[]
        {
            Read(Authorize, tree => tree["detail"]!["awsRegion"] = "eu-west-2"),
            Read("config-rules-compliance-change-NON_COMPLIANT"),
            Read("securityhub-findings-imported-consolidated"),
        }.Select(each => OnlyDoorbell(each).IncidentOf("ssh-closed"));

        Assert.Equal("111122223333/eu-west-2/AWS::EC2::SecurityGroup/sg-04cfb7a4712d75b00/ssh-closed", Assert.Single(incidents.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Without_an_issuer_a_session_is_still_not_named_by_its_session_name()
    {
        var actor = new Actor { PrincipalArn = "arn:aws:sts::111122223333:assumed-role/developer/jdoe@example.com" };

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/developer", actor.Identity);
    }

    [Fact]
    public void An_odd_user_agent_does_not_keep_the_event_from_being_read()
    {
        var doorbell = OnlyDoorbell(Read(Authorize, tree => tree["detail"]!["userAgent"] = "\u0007\n"));

        Assert.Null(doorbell.Actor?.UserAgent);
        Assert.Equal("198.51.100.20", doorbell.Actor?.SourceIp);
    }

    [Fact]
    public void Calls_that_read_or_break_nothing_are_ignored()
    {
        Assert.Contains("only reads", IgnoredFor(Read(Authorize, tree => tree["detail"]!["readOnly"] = true)), StringComparison.Ordinal);
        Assert.Contains("breaks no control", IgnoredFor(Read(Own)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_on_another_accounts_resource_is_left_to_the_owners_copy()
    {
        IgnoredFor(Doorbells.Read(Call("kms.amazonaws.com", "DisableKey", $$"""{"keyId":"arn:aws:kms:us-east-1:{{Administrator}}:key/k-1"}"""), Ours));
        IgnoredFor(Read("cloudtrail-DeleteBucketPublicAccessBlock", tree => tree["detail"]!["resources"]![0]!["accountId"] = Administrator));
    }

    [Fact]
    public void A_record_of_one_account_in_the_event_of_another_is_forged()
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(Authorize, tree => tree["detail"]!["recipientAccountId"] = Administrator)));
    }

    [Fact]
    public void A_call_whose_parameters_were_left_out_is_refused_and_says_where_it_looked()
    {
        var refused = Assert.IsType<Reading.Refused>(Doorbells.Read(Call("s3.amazonaws.com", "PutBucketPolicy", """{"omitted":true,"reason":"requestParameters too large"}"""), Ours));

        Assert.Contains("request.bucketName", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_spellings_of_one_name_neither_is_believed()
    {
        Assert.Equal(Refusals.Malformed, RefusedFor(Doorbells.Read(Call("ec2.amazonaws.com", "ModifySubnetAttribute", """{"SubnetId":"subnet-1","SubnetID":"subnet-2"}"""), Ours)));
    }

    private static void AsAuthorize(JsonNode tree) => tree["detail"]!["eventName"] = "AuthorizeSecurityGroupIngress";
}
