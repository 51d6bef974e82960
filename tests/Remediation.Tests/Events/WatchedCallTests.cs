using System.Text;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>The table of calls, against parameters as CloudTrail writes them.</summary>
public sealed class WatchedCallTests
{
    [Theory]
    [InlineData("ec2", "ModifyImageAttribute", """{"imageId":"ami-1","launchPermission":{"add":{"items":[{"group":"all"}]}}}""", "null", "AWS::EC2::Image ami-1")]
    [InlineData("ec2", "DeleteFlowLogs", """{"DeleteFlowLogsRequest":{"FlowLogId":{"content":"fl-1","tag":1}}}""", "null", "AWS::EC2::FlowLog fl-1")]
    [InlineData("ec2", "DeleteFlowLogs", """{"DeleteFlowLogsRequest":{"FlowLogId":[{"content":"fl-1","tag":1},{"content":"fl-2","tag":2}]}}""", "null", "AWS::EC2::FlowLog fl-1,AWS::EC2::FlowLog fl-2")]
    [InlineData("ec2", "ModifyInstanceMetadataOptions", """{"ModifyInstanceMetadataOptionsRequest":{"HttpTokens":"optional","InstanceId":"i-1"}}""", "null", "AWS::EC2::Instance i-1")]
    [InlineData("ec2", "RunInstances", "{}", """{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}}""", "AWS::EC2::Instance i-1,AWS::EC2::Instance i-2")]
    [InlineData("ec2", "CreateSubnet", """{"vpcId":"vpc-1"}""", """{"subnet":{"subnetId":"subnet-1","vpcId":"vpc-1"}}""", "AWS::EC2::Subnet subnet-1")]
    [InlineData("ec2", "DisableEbsEncryptionByDefault", """{"DisableEbsEncryptionByDefaultRequest":""}""", "null", "AWS::::Account 111122223333")]
    [InlineData("s3", "DeleteAccountPublicAccessBlock", "null", "null", "AWS::::Account 111122223333")]
    [InlineData("s3-control", "PutAccountPublicAccessBlock", "null", "null", "AWS::::Account 111122223333")]
    [InlineData("rds", "ModifyDBInstance", """{"dBInstanceIdentifier":"shop","publiclyAccessible":true}""", "null", "AWS::RDS::DBInstance shop")]
    [InlineData("rds", "ModifyDBSnapshotAttribute", """{"dBSnapshotIdentifier":"s-1","attributeName":"restore","valuesToAdd":["all"]}""", "null", "AWS::RDS::DBSnapshot s-1")]
    [InlineData("iam", "UpdateAccessKey", """{"accessKeyId":"AKIAIOSFODNN7EXAMPLE","status":"Active"}""", "null", "AWS::IAM::User jdoe")]
    [InlineData("iam", "DeleteAccountPasswordPolicy", "null", "null", "AWS::::Account 111122223333")]
    [InlineData("cloudtrail", "PutEventSelectors", """{"trailName":"org-trail"}""", "null", "AWS::CloudTrail::Trail org-trail")]
    [InlineData("guardduty", "UpdateDetector", """{"detectorId":"d-1","enable":false}""", "null", "AWS::::Account 111122223333")]
    [InlineData("ssm", "PutParameter", """{"name":"/shop/db/password","type":"SecureString"}""", "null", "AWS::SSM::Parameter /shop/db/password")]
    [InlineData("kms", "ScheduleKeyDeletion", """{"keyId":"arn:aws:kms:us-east-1:111122223333:key/k-1"}""", "null", "AWS::KMS::Key k-1")]
    [InlineData("secretsmanager", "CancelRotateSecret", """{"secretId":"db"}""", """{"arn":"arn:aws:secretsmanager:us-east-1:111122223333:secret:db-a1B2c3"}""", "AWS::SecretsManager::Secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-a1B2c3")]
    [InlineData("lambda", "UpdateFunctionUrlConfig20211031", """{"functionName":"arn:aws:lambda:us-east-1:111122223333:function:pay:live","authType":"NONE"}""", "null", "AWS::Lambda::Function pay")]
    [InlineData("lambda", "CreateFunctionUrlConfig", """{"functionName":"pay"}""", "null", "AWS::Lambda::Function pay")]
    [InlineData("apigateway", "UpdateStage", """{"restApiId":"a1","stageName":"prod"}""", "null", "AWS::ApiGateway::Stage a1/prod")]
    [InlineData("apigateway", "UpdateStage", """{"apiId":"h1","stageName":"$default"}""", "null", "AWS::ApiGatewayV2::Stage h1/$default")]
    [InlineData("elasticloadbalancing", "ModifyListener", """{"listenerArn":"arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/1/2"}""", """{"listeners":[{"loadBalancerArn":"arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/1"}]}""", "AWS::ElasticLoadBalancingV2::LoadBalancer arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/1")]
    [InlineData("cloudfront", "UpdateDistribution2020_05_31", """{"id":"E1"}""", "null", "AWS::CloudFront::Distribution E1")]
    [InlineData("wafv2", "DisassociateWebACL", """{"resourceArn":"arn:aws:apigateway:us-east-1::/restapis/a1/stages/prod"}""", "null", "AWS::ApiGateway::Stage a1/prod")]
    [InlineData("sns", "SetTopicAttributes", """{"topicArn":"arn:aws:sns:us-east-1:111122223333:t","attributeName":"Policy"}""", "null", "AWS::SNS::Topic arn:aws:sns:us-east-1:111122223333:t")]
    [InlineData("sqs", "SetQueueAttributes", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/111122223333/q"}""", "null", "AWS::SQS::Queue q")]
    [InlineData("ecr", "PutImageTagMutability", """{"repositoryName":"team/app"}""", "null", "AWS::ECR::Repository team/app")]
    [InlineData("ecs", "UpdateService", """{"service":"web"}""", """{"service":{"serviceArn":"arn:aws:ecs:us-east-1:111122223333:service/c/web"}}""", "AWS::ECS::Service arn:aws:ecs:us-east-1:111122223333:service/c/web")]
    [InlineData("organizations", "DetachPolicy", """{"policyId":"p-1","targetId":"ou-1"}""", "null", "AWS::Organizations::Policy p-1")]
    [InlineData("organizations", "LeaveOrganization", "null", "null", "AWS::Organizations::Account 111122223333")]
    public void A_call_rings_for_what_it_changed(string service, string name, string request, string response, string resources)
    {
        var rung = Assert.IsType<Reading.Rung>(Doorbells.Read(Call($"{service}.amazonaws.com", name, request, response), Ours));

        Assert.Equal(resources, string.Join(',', rung.Doorbells.Select(each => $"{each.ResourceType} {each.ResourceId}")));
    }

    [Fact]
    public void A_web_ACL_taken_off_what_no_control_is_about_is_ignored()
    {
        IgnoredFor(Doorbells.Read(Call("wafv2.amazonaws.com", "DisassociateWebACL", """{"resourceArn":"arn:aws:cognito-idp:us-east-1:111122223333:userpool/u"}"""), Ours));
    }

    [Theory]
    [InlineData("SUCCEEDED", true)]
    [InlineData("FAILED", false)]
    public void An_account_that_was_created_rings_in_the_account_that_created_it(string state, bool rings)
    {
        var body = Encoding.UTF8.GetString(Call("organizations.amazonaws.com", "CreateAccountResult", "null", "null", more: $$$""","serviceEventDetails":{"createAccountStatus":{"state":"{{{state}}}","accountName":"new","accountId":"{{{Stranger}}}"}}"""))
            .Replace("AWS API Call via CloudTrail", "AWS Service Event via CloudTrail", StringComparison.Ordinal);

        var reading = Doorbells.Read(Encoding.UTF8.GetBytes(body), Ours);

        Assert.Equal(rings, reading is Reading.Rung { Doorbells: [{ AccountId: Member, ResourceType: "AWS::Organizations::Account", ResourceId: Stranger }] });
        Assert.Equal(!rings, reading is Reading.Ignored);
    }

    [Fact]
    public void Global_services_ring_from_a_region_that_is_not_governed_and_regional_ones_do_not()
    {
        var belief = Ours with { Regions = new HashSet<string>(StringComparer.Ordinal) { "eu-west-1" } };

        OnlyDoorbell(Doorbells.Read(Call("iam.amazonaws.com", "CreateUser", """{"userName":"u"}"""), belief));
        OnlyDoorbell(Doorbells.Read(Call("iam.amazonaws.com", "UpdateAccountPasswordPolicy", "{}"), belief));
        Assert.Equal(Refusals.RegionNotGoverned, RefusedFor(Doorbells.Read(Call("ec2.amazonaws.com", "DisableEbsEncryptionByDefault", "{}"), belief)));
        Assert.Equal(Refusals.RegionNotGoverned, RefusedFor(Doorbells.Read(Call("ec2.amazonaws.com", "ModifySubnetAttribute", """{"subnetId":"subnet-1"}"""), belief)));
    }

    [Fact]
    public void The_account_s_public_access_block_is_one_trigger_from_either_event_source()
    {
        string[] sources = ["s3.amazonaws.com", "s3-control.amazonaws.com"];

        Assert.Single(sources.Select(source => OnlyDoorbell(Doorbells.Read(Call(source, "PutAccountPublicAccessBlock", "{}"), Ours)).Trigger).Distinct());
    }

    [Fact]
    public void Event_rules_can_be_made_from_the_names_of_the_table()
    {
        Assert.All(WatchedCalls.Names, name => Assert.Matches("^[a-z0-9-]+\\.amazonaws\\.com:[A-Za-z]+$", name));
    }
}
