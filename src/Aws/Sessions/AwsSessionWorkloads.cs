using Amazon.APIGateway;
using Amazon.ApiGatewayV2;
using Amazon.AutoScaling;
using Amazon.CloudFront;
using Amazon.DynamoDBv2;
using Amazon.ECR;
using Amazon.ECS;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Lambda;
using Amazon.RDS;
using Amazon.SecretsManager;
using Amazon.SimpleSystemsManagement;
using Amazon.WAFV2;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>Clients of the services that workloads are made of, and of the tables and parameters that the remediation keeps.</summary>
internal sealed partial class AwsSession
{
    private RegionalDynamoDbClient? _dynamoDb;
    private AmazonSimpleSystemsManagementClient? _ssm;
    private AmazonRDSClient? _rds;
    private AmazonLambdaClient? _lambda;
    private AmazonAPIGatewayClient? _apiGateway;
    private AmazonApiGatewayV2Client? _apiGatewayV2;
    private AmazonElasticLoadBalancingV2Client? _loadBalancing;
    private AmazonCloudFrontClient? _cloudFront;
    private AmazonWAFV2Client? _waf;
    private AmazonECSClient? _ecs;
    private AmazonECRClient? _ecr;
    private AmazonSecretsManagerClient? _secrets;
    private AmazonAutoScalingClient? _autoScaling;

    /// <summary>DynamoDB.</summary>
    public IAmazonDynamoDB DynamoDb => Client(ref _dynamoDb, static (session, credentials) =>
        new RegionalDynamoDbClient(credentials, session.Configured(new AmazonDynamoDBConfig())));

    /// <summary>Systems Manager: parameters, automation.</summary>
    public IAmazonSimpleSystemsManagement Ssm => Client(ref _ssm, static (session, credentials) =>
        new AmazonSimpleSystemsManagementClient(credentials, session.Configured(new AmazonSimpleSystemsManagementConfig())));

    /// <summary>RDS: instances, clusters and their snapshots.</summary>
    public IAmazonRDS Rds => Client(ref _rds, static (session, credentials) =>
        new AmazonRDSClient(credentials, session.Configured(new AmazonRDSConfig())));

    /// <summary>Lambda.</summary>
    public IAmazonLambda Lambda => Client(ref _lambda, static (session, credentials) =>
        new AmazonLambdaClient(credentials, session.Configured(new AmazonLambdaConfig())));

    /// <summary>API Gateway's REST APIs.</summary>
    public IAmazonAPIGateway ApiGateway => Client(ref _apiGateway, static (session, credentials) =>
        new AmazonAPIGatewayClient(credentials, session.Configured(new AmazonAPIGatewayConfig())));

    /// <summary>API Gateway's HTTP and WebSocket APIs.</summary>
    public IAmazonApiGatewayV2 ApiGatewayV2 => Client(ref _apiGatewayV2, static (session, credentials) =>
        new AmazonApiGatewayV2Client(credentials, session.Configured(new AmazonApiGatewayV2Config())));

    /// <summary>Application, network and gateway load balancers.</summary>
    public IAmazonElasticLoadBalancingV2 LoadBalancing => Client(ref _loadBalancing, static (session, credentials) =>
        new AmazonElasticLoadBalancingV2Client(credentials, session.Configured(new AmazonElasticLoadBalancingV2Config())));

    /// <summary>CloudFront; global, whatever the session's region.</summary>
    public IAmazonCloudFront CloudFront => Client(ref _cloudFront, static (session, credentials) =>
        new AmazonCloudFrontClient(credentials, session.Configured(new AmazonCloudFrontConfig())));

    /// <summary>WAF's web ACLs; those of CloudFront are kept in us-east-1.</summary>
    public IAmazonWAFV2 Waf => Client(ref _waf, static (session, credentials) =>
        new AmazonWAFV2Client(credentials, session.Configured(new AmazonWAFV2Config())));

    /// <summary>Elastic Container Service.</summary>
    public IAmazonECS Ecs => Client(ref _ecs, static (session, credentials) =>
        new AmazonECSClient(credentials, session.Configured(new AmazonECSConfig())));

    /// <summary>Elastic Container Registry.</summary>
    public IAmazonECR Ecr => Client(ref _ecr, static (session, credentials) =>
        new AmazonECRClient(credentials, session.Configured(new AmazonECRConfig())));

    /// <summary>Secrets Manager.</summary>
    public IAmazonSecretsManager Secrets => Client(ref _secrets, static (session, credentials) =>
        new AmazonSecretsManagerClient(credentials, session.Configured(new AmazonSecretsManagerConfig())));

    /// <summary>Groups of EC2 instances that grow and shrink.</summary>
    public IAmazonAutoScaling AutoScaling => Client(ref _autoScaling, static (session, credentials) =>
        new AmazonAutoScalingClient(credentials, session.Configured(new AmazonAutoScalingConfig())));
}
