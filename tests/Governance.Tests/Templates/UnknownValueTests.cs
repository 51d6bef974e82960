using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

/// <summary>What deployment alone decides is neither a failure nor, in silence, a pass.</summary>
public sealed class UnknownValueTests
{
    [Theory]
    [InlineData("apis-throttled", "AWS::ApiGateway::Stage", "MethodSettings: !Ref List")]
    [InlineData("buckets-no-acl", "AWS::S3::Bucket", "OwnershipControls: {Rules: !ImportValue x}")]
    [InlineData("buckets-no-public-read", "AWS::S3::BucketPolicy", "PolicyDocument: {Statement: !ImportValue x}")]
    [InlineData("buckets-no-public-read", "AWS::S3::BucketPolicy", "PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: !Ref List, Resource: '*'}]}")]
    [InlineData("topics-private", "AWS::SNS::TopicPolicy", "PolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: !Ref Text}, Action: sns:Publish, Resource: '*'}]}")]
    [InlineData("topics-private", "AWS::SNS::TopicPolicy", "PolicyDocument: {Statement: [{Effect: !Ref Text, Principal: '*', Action: sns:Publish, Resource: '*'}]}")]
    [InlineData("event-buses-private", "AWS::Events::EventBusPolicy", "{StatementId: x, Action: events:PutEvents, Principal: !Ref Text}")]
    [InlineData("containers-no-secrets", "AWS::ECS::TaskDefinition", "ContainerDefinitions: [{Environment: !ImportValue x}]")]
    [InlineData("databases-private", "AWS::RDS::DBInstance", "Engine: postgres")]
    [InlineData("distributions-https", "AWS::CloudFront::Distribution", "DistributionConfig: {DefaultCacheBehavior: {ViewerProtocolPolicy: https-only}, CacheBehaviors: !ImportValue x}")]
    [InlineData("distributions-origins-private", "AWS::CloudFront::Distribution", "DistributionConfig: {Origins: !ImportValue x}")]
    [InlineData("distributions-origins-private", "AWS::CloudFront::Distribution", "DistributionConfig: {Origins: [{DomainName: !Ref Text}]}")]
    [InlineData("iam-no-admin-policies", "AWS::IAM::ManagedPolicy", "PolicyDocument: {Statement: [{Effect: Allow, Action: !Ref List, Resource: '*'}]}")]
    [InlineData("iam-no-admin-policies", "AWS::IAM::ManagedPolicy", "PolicyDocument: !ImportValue x")]
    [InlineData("iam-no-admin-policies", "AWS::IAM::Role", "ManagedPolicyArns: [!Ref Text]")]
    [InlineData("iam-no-full-service-policies", "AWS::IAM::ManagedPolicy", "PolicyDocument: {Statement: [{Effect: Allow, Action: [!Ref Text], Resource: '*'}]}")]
    [InlineData("iam-no-inline-policies", "AWS::IAM::Role", "Policies: !ImportValue x")]
    [InlineData("roles-trust-named", "AWS::IAM::Role", "AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: !Ref List}, Action: sts:AssumeRole}]}")]
    [InlineData("instances-no-public-ip", "AWS::EC2::Instance", "SubnetId: !Ref Text")]
    [InlineData("instances-no-public-ip", "AWS::EC2::Instance", "NetworkInterfaces: !ImportValue x")]
    [InlineData("volumes-encrypted", "AWS::EC2::Instance", "BlockDeviceMappings: !ImportValue x")]
    [InlineData("load-balancers-tls-current", "AWS::ElasticLoadBalancingV2::Listener", "Protocol: !Ref Text")]
    [InlineData("load-balancers-drop-headers", "AWS::ElasticLoadBalancingV2::LoadBalancer", "Type: !Ref Text")]
    [InlineData("network-acls-closed", "AWS::EC2::NetworkAclEntry", "{RuleAction: allow, CidrBlock: 0.0.0.0/0, Protocol: 6, PortRange: {From: !Ref Text, To: 443}}")]
    [InlineData("no-open-route", "AWS::EC2::Route", "{DestinationCidrBlock: !Ref Text, GatewayId: igw-0123456789abcdef0}")]
    [InlineData("scaling-checks-load-balancer", "AWS::AutoScaling::AutoScalingGroup", "TargetGroupARNs: !Ref List")]
    [InlineData("waf-not-empty", "AWS::WAFv2::WebACL", "Rules: !ImportValue x")]
    public void What_is_known_at_deployment_alone_is_told_as_such(string control, string type, string properties)
    {
        var written = properties.StartsWith('{') ? properties : $"{{{properties}}}";

        var verdict = Fixtures.JudgeText($"""
            Parameters:
              Text:
                Type: String
              List:
                Type: CommaDelimitedList
            Resources:
              It:
                Type: {type}
                Properties: {written}
            """);

        Assert.Contains(control, Fixtures.Controls(verdict.NotEvaluated));
        Assert.DoesNotContain(control, Fixtures.Controls(verdict.Failures));
        Assert.DoesNotContain(verdict.Passed, each => each.Control == control);
    }

    [Theory]
    [InlineData("!GetAtt Role.Arn")]
    [InlineData("!Ref AWS::AccountId")]
    [InlineData("!Sub arn:aws:iam::${Text}:root")]
    [InlineData("!Ref OneOfTwo")]
    public void A_principal_that_cannot_become_everybody_is_none(string principal)
    {
        var verdict = Fixtures.JudgeText($"""
            Parameters:
              Text:
                Type: String
              OneOfTwo:
                Type: String
                AllowedValues: ["111122223333", "444455556666"]
            Resources:
              Role:
                Type: Made::Up::Role
              It:
                Type: AWS::SNS::TopicPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal:
                          AWS: {principal}
                        Action: sns:Publish
                        Resource: "*"
            """);

        Assert.Contains(("topics-private", "It"), verdict.Passed);
    }

    [Theory]
    [InlineData("A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}")]
    [InlineData("A: {Type: Company::Network::Vpc::MODULE}")]
    [InlineData("A: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {openapi: 3.0.1}}}")]
    [InlineData("A: {Type: AWS::Serverless::Function, Properties: {Events: {Call: {Type: Api, Properties: {Path: /, Method: get}}}}}")]
    [InlineData("A: {Type: AWS::Serverless::Function, Properties: {Events: {Call: {Type: HttpApi}}}}")]
    [InlineData("Fn::ForEach::Buckets: [Name, [a, b], {'${Name}': {Type: AWS::S3::Bucket}}]")]
    [InlineData("Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}")]
    public void What_stands_elsewhere_or_is_made_at_deployment_is_told(string resource)
    {
        Assert.Single(Fixtures.JudgeText($"Resources:\n  {resource}\n").NotLookedAt);
    }

    [Fact]
    public void A_value_that_a_parameter_may_not_have_is_a_fault_at_the_parameter()
    {
        var fault = Assert.Single(Fixtures.Refused("Parameters:\n  Size: {Type: CommaDelimitedList, AllowedValues: [a, b], Default: 'a, c'}\nResources: {A: {Type: T}}\n"));

        Assert.Equal(("value-not-allowed", 2, 3), (fault.Code, fault.Where.Line, fault.Where.Column));
    }
}
