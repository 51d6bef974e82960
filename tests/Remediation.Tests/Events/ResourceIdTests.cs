using SecretScoops.Governance.AwsNames;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Whoever names a resource, it has one id.</summary>
public sealed class ResourceIdTests
{
    [Theory]
    [InlineData("AWS::IAM::User", "jdoe", "jdoe", "arn:aws:iam::111122223333:user/people/jdoe")]
    [InlineData("AWS::S3::Bucket", "logs", "logs", "arn:aws:s3:::logs", "arn:aws:s3:::logs/key")]
    [InlineData("AWS::Lambda::Function", "pay", "pay", "pay:live", "111122223333:function:pay", "function:pay:1", "arn:aws:lambda:us-east-1:111122223333:function:pay", "arn:aws:lambda:us-east-1:111122223333:function:pay:live")]
    [InlineData("AWS::Lambda::Function", "function", "function", "arn:aws:lambda:us-east-1:111122223333:function:function")]
    [InlineData("AWS::RDS::DBInstance", "shop", "shop", "arn:aws:rds:us-east-1:111122223333:db:shop")]
    [InlineData("AWS::RDS::DBSnapshot", "rds:shop-2026-11-26-03-00", "arn:aws:rds:us-east-1:111122223333:snapshot:rds:shop-2026-11-26-03-00")]
    [InlineData("AWS::SQS::Queue", "q", "q", "https://sqs.us-east-1.amazonaws.com/111122223333/q", "arn:aws:sqs:us-east-1:111122223333:q")]
    [InlineData("AWS::KMS::Key", "k-1", "k-1", "arn:aws:kms:us-east-1:111122223333:key/k-1")]
    [InlineData("AWS::ECR::Repository", "team/app", "team/app", "arn:aws:ecr:us-east-1:111122223333:repository/team/app")]
    [InlineData("AWS::ApiGateway::Stage", "a1/prod", "a1/prod", "arn:aws:apigateway:us-east-1::/restapis/a1/stages/prod")]
    [InlineData("AWS::ApiGatewayV2::Stage", "h1/$default", "arn:aws:apigateway:us-east-1::/apis/h1/stages/$default")]
    [InlineData("AWS::CloudTrail::Trail", "org", "org", "arn:aws:cloudtrail:us-east-1:111122223333:trail/org")]
    [InlineData("AWS::Logs::LogGroup", "/aws/lambda/pay", "/aws/lambda/pay", "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/pay:*")]
    [InlineData("AWS::::Account", "111122223333", "111122223333", "AWS::::Account:111122223333")]
    [InlineData("AWS::SNS::Topic", "arn:aws:sns:us-east-1:111122223333:t", "arn:aws:sns:us-east-1:111122223333:t")]
    public void Names_ids_URLs_and_ARNs_of_one_resource_are_one_id(string type, string id, params string[] named)
    {
        Assert.All(named, each => Assert.Equal(id, ResourceIds.Of(type, each)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("arn")]
    [InlineData("arn:aws:ec2:eu-west-2")]
    [InlineData("arn:aws:ec2:eu-west-2:12345:security-group/sg-1")]
    [InlineData("arn:aws:ec2:eu-west-2:111122223333:")]
    [InlineData("urn:aws:ec2:eu-west-2:111122223333:x")]
    public void What_is_no_ARN_is_not_taken_for_one(string text)
    {
        Assert.False(Arn.TryParse(text, out _));
    }
}
