using Amazon.ApiGatewayV2;
using Amazon.Lambda;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>The clients of the services that are remediated: what one call writes, another reads back, over moto's wire, which others wrote.</summary>
public sealed partial class NewClientsTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    // A file index.py with a function in it.
    private const string Zip = "UEsDBBQAAAAAAAAAel06RtamHAAAABwAAAAIAAAAaW5kZXgucHlkZWYgaGFuZGxlcihlLCBjKTogcmV0dXJuIGUKUEsBAhQDFAAAAAAAAAB6XTpG1qYcAAAAHAAAAAgAAAAAAAAAAAAAAIABAAAAAGluZGV4LnB5UEsFBgAAAAABAAEANgAAAEIAAAAAAA==";

    private AwsConnection connection = null!;

    /// <summary>A round trip by the name of its service.</summary>
    private static readonly Dictionary<string, Func<AwsSession, Task>> trips = new(StringComparer.Ordinal)
    {
        ["rds"] = RdsKeepsAnInstanceAndASnapshot,
        ["lambda"] = LambdaKeepsAFunctionItsPolicyAndItsUrl,
        ["apigateway"] = ApiGatewayKeepsAStage,
        ["apigatewayv2"] = ApiGatewayV2KeepsAStageAndARoute,
        ["elbv2"] = LoadBalancersKeepAttributesAndListeners,
        ["cloudfront"] = CloudFrontTakesBackWhatItGave,
        ["wafv2"] = WafGuardsALoadBalancer,
        ["ecs"] = EcsKeepsAServiceAndItsTask,
        ["ecr"] = EcrKeepsARepository,
        ["secretsmanager"] = SecretsKeepTheirPolicy,
        ["autoscaling"] = AutoScalingKeepsItsLeast,
        ["dynamodb"] = DynamoDbKeepsAnItem,
        ["ssm"] = SsmKeepsAParameter,
    };

    public static TheoryData<string> Services => [.. trips.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await moto.Empty();
        connection = new(new() { EndpointUrl = moto.Access.Endpoint, Region = "eu-west-1", Credentials = new BasicAWSCredentials(moto.Access.AccessKeyId, moto.Access.SecretAccessKey) });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Services))]
    public Task What_is_written_is_read_back(string service) => trips[service](connection.Home);

    private static async Task RdsKeepsAnInstanceAndASnapshot(AwsSession session)
    {
        var rds = session.Rds;
        await rds.CreateDBInstanceAsync(new()
        {
            DBInstanceIdentifier = "db",
            DBInstanceClass = "db.t3.micro",
            Engine = "postgres",
            AllocatedStorage = 20,
            MasterUsername = "admin",
            MasterUserPassword = "not-a-secret",
            PubliclyAccessible = true,
            Tags = [new() { Key = "stage", Value = "prod" }],
        }, Cancel);
        await rds.ModifyDBInstanceAsync(new() { DBInstanceIdentifier = "db", PubliclyAccessible = false, DeletionProtection = true, ApplyImmediately = true }, Cancel);

        var told = Assert.Single((await rds.DescribeDBInstancesAsync(new() { DBInstanceIdentifier = "db" }, Cancel)).DBInstances);
        Assert.Equal(("db", false, true, 20), (told.DBInstanceIdentifier, told.PubliclyAccessible, told.DeletionProtection, told.AllocatedStorage));
        Assert.Equal("prod", Assert.Single(told.TagList).Value);
        Assert.Single((await rds.DescribeDBInstancesAsync(new() { Filters = [new() { Name = "db-instance-id", Values = ["db"] }] }, Cancel)).DBInstances);
        await rds.CreateDBSnapshotAsync(new() { DBInstanceIdentifier = "db", DBSnapshotIdentifier = "shot" }, Cancel);
        await rds.ModifyDBSnapshotAttributeAsync(new() { DBSnapshotIdentifier = "shot", AttributeName = "restore", ValuesToAdd = ["all"] }, Cancel);
        var shared = (await rds.DescribeDBSnapshotAttributesAsync(new() { DBSnapshotIdentifier = "shot" }, Cancel)).DBSnapshotAttributesResult;
        Assert.Equal(["all"], shared.DBSnapshotAttributes.Single(attribute => attribute.AttributeName == "restore").AttributeValues);
        await Assert.ThrowsAsync<Amazon.RDS.Model.DBInstanceNotFoundException>(() => rds.DescribeDBInstancesAsync(new() { DBInstanceIdentifier = "none" }, Cancel));
    }

    private static async Task LambdaKeepsAFunctionItsPolicyAndItsUrl(AwsSession session)
    {
        var role = (await session.Iam.CreateRoleAsync(new() { RoleName = "runs", AssumeRolePolicyDocument = Trust }, Cancel)).Role.Arn;
        await session.Lambda.CreateFunctionAsync(new()
        {
            FunctionName = "work",
            Role = role,
            Handler = "index.handler",
            Runtime = Runtime.Python312,
            Code = new() { ZipFile = new MemoryStream(Convert.FromBase64String(Zip)) },
            Tags = new() { ["stage"] = "prod" },
            Environment = new() { Variables = new() { ["MODE"] = "quiet" } },
        }, Cancel);
        await session.Lambda.AddPermissionAsync(new() { FunctionName = "work", StatementId = "world", Action = "lambda:InvokeFunction", Principal = "*" }, Cancel);
        await session.Lambda.CreateFunctionUrlConfigAsync(new() { FunctionName = "work", AuthType = FunctionUrlAuthType.NONE }, Cancel);
        await session.Lambda.UpdateFunctionUrlConfigAsync(new() { FunctionName = "work", AuthType = FunctionUrlAuthType.AWS_IAM }, Cancel);

        var told = await session.Lambda.GetFunctionAsync(new() { FunctionName = "work" }, Cancel);
        Assert.Equal(("work", role, "prod", "quiet"), (told.Configuration.FunctionName, told.Configuration.Role, told.Tags["stage"], told.Configuration.Environment.Variables["MODE"]));
        Assert.Contains("\"world\"", (await session.Lambda.GetPolicyAsync(new() { FunctionName = "work" }, Cancel)).Policy, StringComparison.Ordinal);
        Assert.Equal(FunctionUrlAuthType.AWS_IAM, (await session.Lambda.GetFunctionUrlConfigAsync(new() { FunctionName = "work" }, Cancel)).AuthType);
        await session.Lambda.RemovePermissionAsync(new() { FunctionName = "work", StatementId = "world" }, Cancel);
        // With the last statement the policy goes.
        await Assert.ThrowsAsync<Amazon.Lambda.Model.ResourceNotFoundException>(() => session.Lambda.GetPolicyAsync(new() { FunctionName = "work" }, Cancel));
        await Assert.ThrowsAsync<Amazon.Lambda.Model.ResourceNotFoundException>(() => session.Lambda.GetFunctionAsync(new() { FunctionName = "none" }, Cancel));
    }

    private static async Task ApiGatewayKeepsAStage(AwsSession session)
    {
        var gateway = session.ApiGateway;
        var api = (await gateway.CreateRestApiAsync(new() { Name = "shop", Tags = new() { ["stage"] = "prod" } }, Cancel)).Id;
        var root = Assert.Single((await gateway.GetResourcesAsync(new() { RestApiId = api }, Cancel)).Items).Id;
        await gateway.PutMethodAsync(new() { RestApiId = api, ResourceId = root, HttpMethod = "GET", AuthorizationType = "NONE" }, Cancel);
        await gateway.PutIntegrationAsync(new() { RestApiId = api, ResourceId = root, HttpMethod = "GET", Type = Amazon.APIGateway.IntegrationType.MOCK }, Cancel);
        var deployment = (await gateway.CreateDeploymentAsync(new() { RestApiId = api }, Cancel)).Id;
        await gateway.CreateStageAsync(new() { RestApiId = api, StageName = "live", DeploymentId = deployment }, Cancel);
        await gateway.UpdateStageAsync(new()
        {
            RestApiId = api,
            StageName = "live",
            PatchOperations =
            [
                new() { Op = Amazon.APIGateway.Op.Replace, Path = "/*/*/logging/loglevel", Value = "ERROR" },
                new() { Op = Amazon.APIGateway.Op.Replace, Path = "/*/*/throttling/rateLimit", Value = "100" },
            ],
        }, Cancel);

        var stage = await gateway.GetStageAsync(new() { RestApiId = api, StageName = "live" }, Cancel);
        Assert.Equal((deployment, "ERROR", 100.0), (stage.DeploymentId, stage.MethodSettings["*/*"].LoggingLevel, stage.MethodSettings["*/*"].ThrottlingRateLimit));
        Assert.Equal("live", Assert.Single((await gateway.GetStagesAsync(new() { RestApiId = api }, Cancel)).Item).StageName);
    }

    private static async Task ApiGatewayV2KeepsAStageAndARoute(AwsSession session)
    {
        var gateway = session.ApiGatewayV2;
        var api = (await gateway.CreateApiAsync(new() { Name = "shop", ProtocolType = ProtocolType.HTTP, Tags = new() { ["stage"] = "prod" } }, Cancel)).ApiId;
        var route = (await gateway.CreateRouteAsync(new() { ApiId = api, RouteKey = "GET /", AuthorizationType = AuthorizationType.NONE }, Cancel)).RouteId;
        var authorizer = await gateway.CreateAuthorizerAsync(new()
        {
            ApiId = api,
            Name = "jwt",
            AuthorizerType = AuthorizerType.JWT,
            IdentitySource = ["$request.header.Authorization"],
            JwtConfiguration = new() { Audience = ["us"], Issuer = "https://issuer.example" },
        }, Cancel);
        // moto 5.2.1 has no UpdateStage and no GetAuthorizers.
        await gateway.CreateStageAsync(new() { ApiId = api, StageName = "live", DefaultRouteSettings = new() { ThrottlingRateLimit = 100, ThrottlingBurstLimit = 50 } }, Cancel);
        await gateway.UpdateRouteAsync(new() { ApiId = api, RouteId = route, AuthorizationType = AuthorizationType.AWS_IAM }, Cancel);

        var stage = await gateway.GetStageAsync(new() { ApiId = api, StageName = "live" }, Cancel);
        Assert.Equal((100.0, 50), (stage.DefaultRouteSettings.ThrottlingRateLimit, stage.DefaultRouteSettings.ThrottlingBurstLimit));
        var told = Assert.Single((await gateway.GetRoutesAsync(new() { ApiId = api }, Cancel)).Items);
        Assert.Equal((route, AuthorizationType.AWS_IAM), (told.RouteId, told.AuthorizationType));
        Assert.Equal(["us"], (await gateway.GetAuthorizerAsync(new() { ApiId = api, AuthorizerId = authorizer.AuthorizerId }, Cancel)).JwtConfiguration.Audience);
    }

    private static async Task EcsKeepsAServiceAndItsTask(AwsSession session)
    {
        await session.Ecs.CreateClusterAsync(new() { ClusterName = "shop" }, Cancel);
        var task = (await session.Ecs.RegisterTaskDefinitionAsync(new()
        {
            Family = "work",
            ContainerDefinitions = [new() { Name = "work", Image = "work:1", Memory = 128, ReadonlyRootFilesystem = false, Environment = [new() { Name = "MODE", Value = "quiet" }] }],
        }, Cancel)).TaskDefinition.TaskDefinitionArn;
        await session.Ecs.CreateServiceAsync(new() { Cluster = "shop", ServiceName = "work", TaskDefinition = task, DesiredCount = 1 }, Cancel);
        await session.Ecs.UpdateServiceAsync(new() { Cluster = "shop", Service = "work", DesiredCount = 2 }, Cancel);

        var told = Assert.Single((await session.Ecs.DescribeServicesAsync(new() { Cluster = "shop", Services = ["work"] }, Cancel)).Services);
        Assert.Equal((2, task), (told.DesiredCount, told.TaskDefinition));
        var container = Assert.Single((await session.Ecs.DescribeTaskDefinitionAsync(new() { TaskDefinition = task }, Cancel)).TaskDefinition.ContainerDefinitions);
        Assert.Equal(("quiet", 128), (Assert.Single(container.Environment).Value, container.Memory));
    }

    private static async Task EcrKeepsARepository(AwsSession session)
    {
        await session.Ecr.CreateRepositoryAsync(new() { RepositoryName = "shop", ImageScanningConfiguration = new() { ScanOnPush = false } }, Cancel);
        await session.Ecr.PutImageScanningConfigurationAsync(new() { RepositoryName = "shop", ImageScanningConfiguration = new() { ScanOnPush = true } }, Cancel);
        await session.Ecr.PutImageTagMutabilityAsync(new() { RepositoryName = "shop", ImageTagMutability = Amazon.ECR.ImageTagMutability.IMMUTABLE }, Cancel);

        var told = Assert.Single((await session.Ecr.DescribeRepositoriesAsync(new() { RepositoryNames = ["shop"] }, Cancel)).Repositories);
        Assert.Equal((true, Amazon.ECR.ImageTagMutability.IMMUTABLE), (told.ImageScanningConfiguration.ScanOnPush, told.ImageTagMutability));
        await Assert.ThrowsAsync<Amazon.ECR.Model.RepositoryNotFoundException>(() => session.Ecr.DescribeRepositoriesAsync(new() { RepositoryNames = ["none"] }, Cancel));
    }

    private static async Task SecretsKeepTheirPolicy(AwsSession session)
    {
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";
        var arn = (await session.Secrets.CreateSecretAsync(new() { Name = "shop/db", SecretString = "not-a-secret" }, Cancel)).ARN;
        await session.Secrets.PutResourcePolicyAsync(new() { SecretId = arn, ResourcePolicy = Policy }, Cancel);

        var told = await session.Secrets.DescribeSecretAsync(new() { SecretId = "shop/db" }, Cancel);
        Assert.Equal((arn, "shop/db"), (told.ARN, told.Name));
        Assert.NotNull(told.CreatedDate);
        Assert.Equal(Policy, (await session.Secrets.GetResourcePolicyAsync(new() { SecretId = arn }, Cancel)).ResourcePolicy);
    }

    private static async Task AutoScalingKeepsItsLeast(AwsSession session)
    {
        var image = await Remediation.Made.ImageAsync(session, Cancel);
        await session.AutoScaling.CreateLaunchConfigurationAsync(new() { LaunchConfigurationName = "shop", ImageId = image, InstanceType = "t3.micro" }, Cancel);
        await session.AutoScaling.CreateAutoScalingGroupAsync(new()
        {
            AutoScalingGroupName = "shop",
            LaunchConfigurationName = "shop",
            MinSize = 0,
            MaxSize = 2,
            AvailabilityZones = ["eu-west-1a", "eu-west-1b"],
            Tags = [new() { Key = "stage", Value = "prod", PropagateAtLaunch = true }],
        }, Cancel);
        await session.AutoScaling.UpdateAutoScalingGroupAsync(new() { AutoScalingGroupName = "shop", MinSize = 1, HealthCheckType = "ELB", HealthCheckGracePeriod = 60 }, Cancel);

        var told = Assert.Single((await session.AutoScaling.DescribeAutoScalingGroupsAsync(new() { AutoScalingGroupNames = ["shop"] }, Cancel)).AutoScalingGroups);
        Assert.Equal((1, "ELB", 2), (told.MinSize, told.HealthCheckType, told.AvailabilityZones.Count));
        Assert.Equal("prod", Assert.Single(told.Tags).Value);
    }

    private static async Task DynamoDbKeepsAnItem(AwsSession session)
    {
        await session.DynamoDb.CreateTableAsync(new Amazon.DynamoDBv2.Model.CreateTableRequest
        {
            TableName = "ledger",
            BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
            KeySchema = [new() { AttributeName = "pk", KeyType = Amazon.DynamoDBv2.KeyType.HASH }],
            AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = "S" }],
        }, Cancel);
        await session.DynamoDb.PutItemAsync(new Amazon.DynamoDBv2.Model.PutItemRequest { TableName = "ledger", Item = new() { ["pk"] = new("a"), ["n"] = new() { N = "1" } } }, Cancel);

        Assert.Equal("1", (await session.DynamoDb.GetItemAsync(new Amazon.DynamoDBv2.Model.GetItemRequest { TableName = "ledger", Key = new() { ["pk"] = new("a") } }, Cancel)).Item["n"].N);
    }

    private static async Task SsmKeepsAParameter(AwsSession session)
    {
        await session.Ssm.PutParameterAsync(new() { Name = "/governance/stop", Value = "no", Type = Amazon.SimpleSystemsManagement.ParameterType.String }, Cancel);

        Assert.Equal("no", (await session.Ssm.GetParameterAsync(new() { Name = "/governance/stop" }, Cancel)).Parameter.Value);
    }
}
