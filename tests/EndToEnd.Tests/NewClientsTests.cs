using System.IO.Compression;
using Amazon.ApiGatewayV2;
using Amazon.CloudFront.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Lambda;
using Amazon.RDS;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using Scope = Amazon.WAFV2.Scope;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>The clients of the services that are remediated: what one call writes, another reads back, over moto's wire, which others wrote.</summary>
public sealed class NewClientsTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

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

    /// <summary>The names.</summary>
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
            DBInstanceIdentifier = "db", DBInstanceClass = "db.t3.micro", Engine = "postgres", AllocatedStorage = 20, MasterUsername = "admin", MasterUserPassword = "not-a-secret",
            PubliclyAccessible = true, Tags = [new() { Key = "stage", Value = "prod" }],
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
            FunctionName = "work", Role = role, Handler = "index.handler", Runtime = Runtime.Python312, Code = new() { ZipFile = Zip() }, Tags = new() { ["stage"] = "prod" },
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
            RestApiId = api, StageName = "live",
            PatchOperations =
            [
                new() { Op = Amazon.APIGateway.Op.Replace, Path = "/*/*/logging/loglevel", Value = "ERROR" },
                new() { Op = Amazon.APIGateway.Op.Replace, Path = "/*/*/throttling/rateLimit", Value = "100" },
            ],
        }, Cancel);

        var stage = await gateway.GetStageAsync(new() { RestApiId = api, StageName = "live" }, Cancel);
        Assert.Equal((deployment, "ERROR", 100.0), (stage.DeploymentId, stage.MethodSettings["*/*"].LoggingLevel, stage.MethodSettings["*/*"].ThrottlingRateLimit));
        Assert.Equal("live", Assert.Single((await gateway.GetStagesAsync(new() { RestApiId = api }, Cancel)).Item).StageName);
        Assert.Equal("NONE", (await gateway.GetMethodAsync(new() { RestApiId = api, ResourceId = root, HttpMethod = "GET" }, Cancel)).AuthorizationType);
        Assert.Equal("shop", (await gateway.GetRestApiAsync(new() { RestApiId = api }, Cancel)).Name);
    }

    private static async Task ApiGatewayV2KeepsAStageAndARoute(AwsSession session)
    {
        var gateway = session.ApiGatewayV2;
        var api = (await gateway.CreateApiAsync(new() { Name = "shop", ProtocolType = ProtocolType.HTTP, Tags = new() { ["stage"] = "prod" } }, Cancel)).ApiId;
        var route = (await gateway.CreateRouteAsync(new() { ApiId = api, RouteKey = "GET /", AuthorizationType = AuthorizationType.NONE }, Cancel)).RouteId;
        var authorizer = await gateway.CreateAuthorizerAsync(new()
        {
            ApiId = api, Name = "jwt", AuthorizerType = AuthorizerType.JWT, IdentitySource = ["$request.header.Authorization"], JwtConfiguration = new() { Audience = ["us"], Issuer = "https://issuer.example" },
        }, Cancel);
        // moto has no UpdateStage (5.2.1).
        await gateway.CreateStageAsync(new() { ApiId = api, StageName = "live", DefaultRouteSettings = new() { ThrottlingRateLimit = 100, ThrottlingBurstLimit = 50 } }, Cancel);
        await gateway.UpdateRouteAsync(new() { ApiId = api, RouteId = route, AuthorizationType = AuthorizationType.AWS_IAM }, Cancel);

        var stage = await gateway.GetStageAsync(new() { ApiId = api, StageName = "live" }, Cancel);
        Assert.Equal((100.0, 50), (stage.DefaultRouteSettings.ThrottlingRateLimit, stage.DefaultRouteSettings.ThrottlingBurstLimit));
        var told = Assert.Single((await gateway.GetRoutesAsync(new() { ApiId = api }, Cancel)).Items);
        Assert.Equal((route, AuthorizationType.AWS_IAM), (told.RouteId, told.AuthorizationType));
        // moto has no GetAuthorizers either.
        Assert.Equal(["us"], (await gateway.GetAuthorizerAsync(new() { ApiId = api, AuthorizerId = authorizer.AuthorizerId }, Cancel)).JwtConfiguration.Audience);
    }

    private static async Task LoadBalancersKeepAttributesAndListeners(AwsSession session)
    {
        var (balancer, vpc) = await Balancer(session);
        var group = Assert.Single((await session.LoadBalancing.CreateTargetGroupAsync(new() { Name = "shop", Protocol = ProtocolEnum.HTTP, Port = 80, VpcId = vpc }, Cancel)).TargetGroups).TargetGroupArn;
        var listener = Assert.Single((await session.LoadBalancing.CreateListenerAsync(new()
        {
            LoadBalancerArn = balancer, Protocol = ProtocolEnum.HTTP, Port = 80, DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group }],
        }, Cancel)).Listeners).ListenerArn;
        await session.LoadBalancing.ModifyListenerAsync(new()
        {
            ListenerArn = listener,
            DefaultActions = [new() { Type = ActionTypeEnum.Redirect, RedirectConfig = new() { Protocol = "HTTPS", Port = "443", StatusCode = RedirectActionStatusCodeEnum.HTTP_301 } }],
        }, Cancel);
        await session.LoadBalancing.ModifyLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "deletion_protection.enabled", Value = "true" }] }, Cancel);

        var told = Assert.Single((await session.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer }, Cancel)).Listeners);
        Assert.Equal("443", Assert.Single(told.DefaultActions).RedirectConfig.Port);
        var attributes = (await session.LoadBalancing.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer }, Cancel)).Attributes;
        Assert.Equal("true", attributes.Single(attribute => attribute.Key == "deletion_protection.enabled").Value);
        Assert.Equal("prod", Assert.Single((await session.LoadBalancing.DescribeTagsAsync(new() { ResourceArns = [balancer] }, Cancel)).TagDescriptions).Tags.Single().Value);
    }

    private static async Task CloudFrontTakesBackWhatItGave(AwsSession session)
    {
        var made = await session.CloudFront.CreateDistributionAsync(new()
        {
            DistributionConfig = new()
            {
                CallerReference = "once", Comment = "shop", Enabled = true,
                Origins = new() { Quantity = 1, Items = [new() { Id = "origin", DomainName = "origin.example", CustomOriginConfig = new() { HTTPPort = 80, HTTPSPort = 443, OriginProtocolPolicy = "https-only" } }] },
                DefaultCacheBehavior = new() { TargetOriginId = "origin", ViewerProtocolPolicy = "allow-all", MinTTL = 0, ForwardedValues = new() { QueryString = false, Cookies = new() { Forward = "none" } } },
            },
        }, Cancel);
        var read = await session.CloudFront.GetDistributionConfigAsync(new() { Id = made.Distribution.Id }, Cancel);
        read.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy = "redirect-to-https";

        await session.CloudFront.UpdateDistributionAsync(new() { Id = made.Distribution.Id, IfMatch = read.ETag, DistributionConfig = read.DistributionConfig }, Cancel);

        var told = (await session.CloudFront.GetDistributionAsync(new() { Id = made.Distribution.Id }, Cancel)).Distribution;
        Assert.Equal(("redirect-to-https", "shop"), (told.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy.Value, told.DistributionConfig.Comment));
        Assert.Equal("origin.example", Assert.Single(told.DistributionConfig.Origins.Items).DomainName);
        Assert.Equal(made.Distribution.Id, Assert.Single((await session.CloudFront.ListDistributionsAsync(new(), Cancel)).DistributionList.Items).Id);
        await Assert.ThrowsAsync<NoSuchDistributionException>(() => session.CloudFront.GetDistributionAsync(new() { Id = "none" }, Cancel));
    }

    private static async Task WafGuardsALoadBalancer(AwsSession session)
    {
        var (balancer, _) = await Balancer(session);
        var made = (await session.Waf.CreateWebACLAsync(new()
        {
            Name = "shop", Scope = Scope.REGIONAL, DefaultAction = new() { Allow = new() }, VisibilityConfig = new() { MetricName = "shop", SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true },
            Rules =
            [
                new()
                {
                    Name = "common", Priority = 1, OverrideAction = new() { Count = new() }, VisibilityConfig = new() { MetricName = "common", SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true },
                    Statement = new() { ManagedRuleGroupStatement = new() { VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet" } },
                },
            ],
        }, Cancel)).Summary;
        await session.Waf.AssociateWebACLAsync(new() { ResourceArn = balancer, WebACLArn = made.ARN }, Cancel);

        Assert.Equal(made.Id, (await session.Waf.GetWebACLForResourceAsync(new() { ResourceArn = balancer }, Cancel)).WebACL.Id);
        Assert.Equal("shop", Assert.Single((await session.Waf.ListWebACLsAsync(new() { Scope = Scope.REGIONAL }, Cancel)).WebACLs).Name);
        Assert.Equal("AWSManagedRulesCommonRuleSet", Assert.Single((await session.Waf.GetWebACLAsync(new() { Name = "shop", Id = made.Id, Scope = Scope.REGIONAL }, Cancel)).WebACL.Rules).Statement.ManagedRuleGroupStatement.Name);
        await session.Waf.DisassociateWebACLAsync(new() { ResourceArn = balancer }, Cancel);
    }

    private static async Task EcsKeepsAServiceAndItsTask(AwsSession session)
    {
        await session.Ecs.CreateClusterAsync(new() { ClusterName = "shop" }, Cancel);
        var task = (await session.Ecs.RegisterTaskDefinitionAsync(new()
        {
            Family = "work", ContainerDefinitions = [new() { Name = "work", Image = "work:1", Memory = 128, ReadonlyRootFilesystem = false, Environment = [new() { Name = "MODE", Value = "quiet" }] }],
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
        Assert.Single((await session.Secrets.ListSecretsAsync(new(), Cancel)).SecretList);
    }

    private static async Task AutoScalingKeepsItsLeast(AwsSession session)
    {
        var image = (await session.Ec2.DescribeImagesAsync(new() { Owners = ["amazon"] }, Cancel)).Images[0].ImageId;
        await session.AutoScaling.CreateLaunchConfigurationAsync(new() { LaunchConfigurationName = "shop", ImageId = image, InstanceType = "t3.micro" }, Cancel);
        await session.AutoScaling.CreateAutoScalingGroupAsync(new()
        {
            AutoScalingGroupName = "shop", LaunchConfigurationName = "shop", MinSize = 0, MaxSize = 2, AvailabilityZones = ["eu-west-1a", "eu-west-1b"],
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
            TableName = "ledger", BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
            KeySchema = [new() { AttributeName = "pk", KeyType = Amazon.DynamoDBv2.KeyType.HASH }], AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = "S" }],
        }, Cancel);
        await session.DynamoDb.PutItemAsync(new Amazon.DynamoDBv2.Model.PutItemRequest { TableName = "ledger", Item = new() { ["pk"] = new("a"), ["n"] = new() { N = "1" } } }, Cancel);

        Assert.Equal("1", (await session.DynamoDb.GetItemAsync(new Amazon.DynamoDBv2.Model.GetItemRequest { TableName = "ledger", Key = new() { ["pk"] = new("a") } }, Cancel)).Item["n"].N);
    }

    private static async Task SsmKeepsAParameter(AwsSession session)
    {
        await session.Ssm.PutParameterAsync(new() { Name = "/governance/stop", Value = "no", Type = Amazon.SimpleSystemsManagement.ParameterType.String }, Cancel);

        Assert.Equal("no", (await session.Ssm.GetParameterAsync(new() { Name = "/governance/stop" }, Cancel)).Parameter.Value);
    }

    private static async Task<(string Arn, string Vpc)> Balancer(AwsSession session)
    {
        var vpc = (await session.Ec2.CreateVpcAsync(new Amazon.EC2.Model.CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, Cancel)).Vpc.VpcId;
        var one = (await session.Ec2.CreateSubnetAsync(new Amazon.EC2.Model.CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.0.0/24", AvailabilityZone = "eu-west-1a" }, Cancel)).Subnet.SubnetId;
        var two = (await session.Ec2.CreateSubnetAsync(new Amazon.EC2.Model.CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.1.0/24", AvailabilityZone = "eu-west-1b" }, Cancel)).Subnet.SubnetId;
        var made = await session.LoadBalancing.CreateLoadBalancerAsync(new() { Name = "shop", Subnets = [one, two], Scheme = LoadBalancerSchemeEnum.InternetFacing, Tags = [new() { Key = "stage", Value = "prod" }] }, Cancel);
        return (Assert.Single(made.LoadBalancers).LoadBalancerArn, vpc);
    }

    private static MemoryStream Zip()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var file = new StreamWriter(zip.CreateEntry("index.py").Open()))
        {
            file.Write("def handler(event, context): return event\n");
        }

        bytes.Position = 0;
        return bytes;
    }
}
