using System.Collections.Frozen;

namespace SecretScoops.Governance.AwsNames;

/// <summary>One spelling for the types of resources: CloudFormation's, which is also Config's.</summary>
internal static class ResourceTypes
{
    /// <summary>Settings that a whole account, or a region of it, has once.</summary>
    public const string Account = "AWS::::Account";

    /// <summary>Where IAM, Organizations and CloudFront send their events (AWS partition).</summary>
    public const string GlobalRegion = "us-east-1";

    public const string User = "AWS::IAM::User";
    public const string Role = "AWS::IAM::Role";
    public const string Bucket = "AWS::S3::Bucket";
    public const string Instance = "AWS::EC2::Instance";
    public const string Function = "AWS::Lambda::Function";
    public const string Queue = "AWS::SQS::Queue";
    public const string Topic = "AWS::SNS::Topic";
    public const string LoadBalancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    public const string RestStage = "AWS::ApiGateway::Stage";
    public const string HttpStage = "AWS::ApiGatewayV2::Stage";
    public const string HttpRoute = "AWS::ApiGatewayV2::Route";
    public const string Distribution = "AWS::CloudFront::Distribution";
    public const string Repository = "AWS::ECR::Repository";
    public const string Service = "AWS::ECS::Service";
    public const string TaskDefinition = "AWS::ECS::TaskDefinition";
    public const string Secret = "AWS::SecretsManager::Secret";
    public const string Parameter = "AWS::SSM::Parameter";
    public const string WebAcl = "AWS::WAFv2::WebACL";
    public const string LogGroup = "AWS::Logs::LogGroup";
    public const string DbInstance = "AWS::RDS::DBInstance";
    public const string Trail = "AWS::CloudTrail::Trail";

    /// <summary>The names of the Security Finding Format that differ (Security Hub API Reference, ResourceDetails; spelling read in the SDK for Rust, 2026-11).</summary>
    private static readonly FrozenDictionary<string, string> s_findingTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AwsAccount"] = Account,
        ["AwsApiGatewayRestApi"] = "AWS::ApiGateway::RestApi",
        ["AwsApiGatewayStage"] = RestStage,
        ["AwsApiGatewayV2Api"] = "AWS::ApiGatewayV2::Api",
        ["AwsApiGatewayV2Route"] = HttpRoute,
        ["AwsApiGatewayV2Stage"] = HttpStage,
        ["AwsAutoScalingAutoScalingGroup"] = "AWS::AutoScaling::AutoScalingGroup",
        ["AwsAutoScalingLaunchConfiguration"] = "AWS::AutoScaling::LaunchConfiguration",
        ["AwsCloudFrontDistribution"] = Distribution,
        ["AwsCloudTrailTrail"] = Trail,
        ["AwsEc2Instance"] = Instance,
        ["AwsEc2LaunchTemplate"] = "AWS::EC2::LaunchTemplate",
        ["AwsEc2NetworkAcl"] = "AWS::EC2::NetworkAcl",
        ["AwsEc2SecurityGroup"] = "AWS::EC2::SecurityGroup",
        ["AwsEc2Subnet"] = "AWS::EC2::Subnet",
        ["AwsEc2Volume"] = "AWS::EC2::Volume",
        ["AwsEc2Vpc"] = "AWS::EC2::VPC",
        ["AwsEcrRepository"] = Repository,
        ["AwsEcsCluster"] = "AWS::ECS::Cluster",
        ["AwsEcsService"] = Service,
        ["AwsEcsTaskDefinition"] = TaskDefinition,
        ["AwsEksCluster"] = "AWS::EKS::Cluster",
        ["AwsElbLoadBalancer"] = "AWS::ElasticLoadBalancing::LoadBalancer",
        ["AwsElbv2LoadBalancer"] = LoadBalancer,
        ["AwsIamGroup"] = "AWS::IAM::Group",
        ["AwsIamPolicy"] = "AWS::IAM::Policy",
        ["AwsIamRole"] = Role,
        ["AwsIamUser"] = User,
        ["AwsKmsKey"] = "AWS::KMS::Key",
        ["AwsLambdaFunction"] = Function,
        ["AwsRdsDbCluster"] = "AWS::RDS::DBCluster",
        ["AwsRdsDbClusterSnapshot"] = "AWS::RDS::DBClusterSnapshot",
        ["AwsRdsDbInstance"] = DbInstance,
        ["AwsRdsDbSnapshot"] = "AWS::RDS::DBSnapshot",
        ["AwsS3Bucket"] = Bucket,
        ["AwsSecretsManagerSecret"] = Secret,
        ["AwsSnsTopic"] = Topic,
        ["AwsSqsQueue"] = Queue,
        ["AwsWafv2WebAcl"] = WebAcl,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A finding's resource type as we spell it; null for what no control of ours is about.</summary>
    public static string? OfFinding(string type) =>
        s_findingTypes.GetValueOrDefault(type) ?? (type.StartsWith("AWS::", StringComparison.Ordinal) ? type : null);

    /// <summary>The type of what can have a web ACL, by its ARN; null for the rest.</summary>
    public static string? OfGuarded(string arn) => !Arn.TryParse(arn, out var parsed) ? null : (parsed.Service, parsed.Resource) switch
    {
        ("elasticloadbalancing", var resource) when resource.StartsWith("loadbalancer/app/", StringComparison.Ordinal) => LoadBalancer,
        ("apigateway", var resource) when resource.StartsWith("/restapis/", StringComparison.Ordinal) => RestStage,
        _ => null,
    };

    /// <summary>Whether a type's resources live in no region.</summary>
    public static bool IsGlobal(string type) =>
        type.StartsWith("AWS::IAM::", StringComparison.Ordinal)
        || type.StartsWith("AWS::CloudFront::", StringComparison.Ordinal)
        || IsOrganization(type);

    /// <summary>Whether a type's resources are the organization's, which its management account alone has.</summary>
    public static bool IsOrganization(string type) => type.StartsWith("AWS::Organizations::", StringComparison.Ordinal);
}
