using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Blueprints;

/// <summary>All blueprints of an environment, deployed to moto in the order that the document gives, changed, and removed.</summary>
public sealed class LifeTests(BlueprintCloud cloud) : IClassFixture<BlueprintCloud>, IDisposable
{
    /// <summary>What moto's CloudFormation cannot make, so that something stands in for it: these have been linted and never been deployed anywhere by a test.</summary>
    internal static readonly string[] StoodInFor =
    [
        "AWS::ApiGateway::Account",
        "AWS::ApiGateway::Authorizer",
        "AWS::ApiGateway::Stage",
        "AWS::ApiGatewayV2::VpcLink",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::CloudFront::CachePolicy",
        "AWS::CloudFront::Distribution",
        "AWS::CloudFront::OriginAccessControl",
        "AWS::CloudFront::ResponseHeadersPolicy",
        "AWS::CloudWatch::Alarm",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolClient",
        "AWS::Cognito::UserPoolResourceServer",
        "AWS::EC2::NetworkAcl",
        "AWS::EC2::NetworkAclEntry",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SubnetNetworkAclAssociation",
        "AWS::Logs::Delivery",
        "AWS::Logs::DeliveryDestination",
        "AWS::Logs::DeliverySource",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::SecretsManager::ResourcePolicy",
        "AWS::SecretsManager::RotationSchedule",
        "AWS::SecretsManager::Secret",
        "AWS::WAFv2::LoggingConfiguration",
        "AWS::WAFv2::WebACL",
        "AWS::WAFv2::WebACLAssociation",
    ];

    /// <summary>The order of deployment, and what is changed of each. Nothing that replaces a subnet: moto makes the new one and forgets the old.</summary>
    private static readonly string[] changes =
    [
        "edge:RequestsPerFiveMinutes=500",
        "network:NatGateways=none",
        "messaging:VisibilitySeconds=300",
        "secrets:LogLevel=warning",
        "database:MaxStorageGiB=2000",
        "identity:FrontendAddress=https://new.shop.example.com",
        "service:Cpu=2048",
        "api:RequestsPerFiveMinutes=500",
        "function:MemoryMiB=1024",
        "frontend:Prices=PriceClass_All",
    ];

    private readonly Desk desk = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("uat")]
    [InlineData("prod")]
    public async Task All_are_deployed_changed_and_removed_and_leave_nothing(string environment)
    {
        await cloud.Moto.Empty();

        var life = await new Boto3(desk, cloud.Moto.Access).Run(BlueprintCloud.Script("life.py"), [BlueprintCloud.Templates, environment, .. changes]);

        Assert.All(life.GetProperty("deployed").EnumerateObject(), stack => Assert.Equal("CREATE_COMPLETE", stack.Value.GetString()));
        Assert.All(life.GetProperty("changed").EnumerateObject(), stack => Assert.Equal("UPDATE_COMPLETE", stack.Value.GetString()));
        var (before, there, after) = (Told(life, "before"), Told(life, "there"), Told(life, "after"));
        Assert.Equal(before, after);
        // An emulator that made nothing would leave nothing either.
        string[] made = ["subnet", "nat gateway", "flow log", "key", "log group", "role", "policy", "topic", "queue", "parameter", "database", "service", "load balancer", "api", "function", "event source mapping", "bucket"];
        Assert.All(made, kind => Assert.True(Of(there, kind) > Of(before, kind), $"no {kind} was made"));
        var stoodIn = Told(life, "then").Where(thing => thing.StartsWith("stand-in ", StringComparison.Ordinal)).Select(thing => thing.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal);
        // Secrets Manager is for PROD alone.
        Assert.Equal(StoodInFor.Where(type => environment == "prod" || !type.StartsWith("AWS::SecretsManager::", StringComparison.Ordinal)), stoodIn);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static int Of(IEnumerable<string> things, string kind) => things.Count(thing => thing.StartsWith($"eu-west-1 {kind} ", StringComparison.Ordinal));

    private static List<string> Told(JsonElement life, string point) =>
        [.. life.GetProperty(point).EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray().Select(thing => $"{kind.Name} {thing.GetString()}"))];
}
