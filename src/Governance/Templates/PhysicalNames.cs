using System.Collections.Frozen;

namespace SecretScoops.Governance.Templates;

/// <summary>What AWS will call a resource of a template, which exemptions name it by.</summary>
internal static class PhysicalNames
{
    // Only names that belong to one resource in an account and region, and that reports and remediation know it by too: a name that two may have would exempt both.
    private static readonly FrozenDictionary<string, string> s_properties = new Dictionary<string, string>
    {
        ["AWS::AutoScaling::AutoScalingGroup"] = "AutoScalingGroupName",
        ["AWS::CloudTrail::Trail"] = "TrailName",
        ["AWS::CloudWatch::Alarm"] = "AlarmName",
        ["AWS::ECR::Repository"] = "RepositoryName",
        ["AWS::ECS::Cluster"] = "ClusterName",
        ["AWS::Events::EventBus"] = "Name",
        ["AWS::IAM::Group"] = "GroupName",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::IAM::User"] = "UserName",
        ["AWS::Lambda::Function"] = "FunctionName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
        ["AWS::RDS::DBCluster"] = "DBClusterIdentifier",
        ["AWS::RDS::DBInstance"] = "DBInstanceIdentifier",
        ["AWS::S3::Bucket"] = "BucketName",
        ["AWS::SNS::Topic"] = "TopicName",
        ["AWS::SQS::Queue"] = "QueueName",
        ["AWS::SecretsManager::Secret"] = "Name",
        ["AWS::Serverless::Function"] = "FunctionName",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The property that gives resources of a type their name.</summary>
    public static IReadOnlyDictionary<string, string> Properties => s_properties;

    /// <summary>Null when AWS chooses it, when it is known at deployment alone, or when it is not the resource's own.</summary>
    public static string? Of(Resource resource) => s_properties.TryGetValue(resource.Type, out var property) && resource[property].Text is { Length: > 0 } name ? name : null;
}
