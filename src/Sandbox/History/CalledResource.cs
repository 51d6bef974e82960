using System.Text.Json;

namespace SecretScoops.Governance.Sandbox.History;

/// <summary>A resource that a call names. AWS knows service by service which; here it is told from the names of parameters.</summary>
/// <param name="Type">As <c>AWS::S3::Bucket</c>; null where it is not known.</param>
/// <param name="Name">As the call names it.</param>
internal sealed record CalledResource(string? Type, string Name)
{
    private static readonly Dictionary<(string Source, string Parameter), string> types = new()
    {
        [("s3.amazonaws.com", "bucketName")] = "AWS::S3::Bucket",
        [("s3.amazonaws.com", "key")] = "AWS::S3::Object",
        [("kms.amazonaws.com", "keyId")] = "AWS::KMS::Key",
        [("kms.amazonaws.com", "targetKeyId")] = "AWS::KMS::Key",
        [("kms.amazonaws.com", "aliasName")] = "AWS::KMS::Alias",
        [("cloudtrail.amazonaws.com", "name")] = "AWS::CloudTrail::Trail",
        [("cloudtrail.amazonaws.com", "trailName")] = "AWS::CloudTrail::Trail",
        [("iam.amazonaws.com", "roleName")] = "AWS::IAM::Role",
        [("iam.amazonaws.com", "userName")] = "AWS::IAM::User",
        [("sts.amazonaws.com", "roleArn")] = "AWS::IAM::Role",
        [("sns.amazonaws.com", "topicArn")] = "AWS::SNS::Topic",
        [("logs.amazonaws.com", "logGroupName")] = "AWS::Logs::LogGroup",
        [("ec2.amazonaws.com", "groupId")] = "AWS::EC2::SecurityGroup",
        [("config.amazonaws.com", "configRuleName")] = "AWS::Config::ConfigRule",
    };

    /// <summary>Those in a call's parameters: texts at the top that are names, ids or ARNs.</summary>
    public static IEnumerable<CalledResource> In(string source, JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var parameter in parameters.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.String))
        {
            var type = types.GetValueOrDefault((source, parameter.Name));
            if (type is not null || parameter.Name.EndsWith("Name", StringComparison.Ordinal) || parameter.Name.EndsWith("Id", StringComparison.Ordinal)
                || parameter.Name.EndsWith("Arn", StringComparison.Ordinal) || parameter.Name == "name")
            {
                yield return new(type, parameter.Value.GetString()!);
            }
        }
    }
}
