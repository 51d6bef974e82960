using Amazon.SimpleNotificationService;
using Amazon.SQS;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Sandbox.Config.Checks;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.Ec2;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>Of the rules that the default policies use, those are evaluated that are about what the sandbox has.</summary>
public sealed class EvaluatedRulesTests
{
    private const string Open = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""";

    // Types of resources that the sandbox has none of, with the name that requests to their service are signed for.
    private static readonly Dictionary<string, string> absentServices = new(StringComparer.Ordinal)
    {
        ["ApiGateway"] = "apigateway",
        ["ApiGatewayV2"] = "apigateway",
        ["AutoScaling"] = "autoscaling",
        ["CloudWatch"] = "monitoring",
        ["ECR"] = "ecr",
        ["ECS"] = "ecs",
        ["ElasticLoadBalancing"] = "elasticloadbalancing",
        ["ElasticLoadBalancingV2"] = "elasticloadbalancing",
        ["Lambda"] = "lambda",
        ["RDS"] = "rds",
        ["SSM"] = "ssm",
        ["SecretsManager"] = "secretsmanager",
        ["WAFv2"] = "wafv2",
    };

    // The same of EC2, with the call that would make one.
    private static readonly Dictionary<string, string> absentInEc2 = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::Instance"] = "RunInstances",
        ["AWS::EC2::LaunchTemplate"] = "CreateLaunchTemplate",
        ["AWS::EC2::Volume"] = "CreateVolume",
    };

    [Fact]
    public void Every_rule_of_the_default_policies_is_evaluated_unless_it_is_about_what_the_sandbox_does_not_have()
    {
        var services = Services.All(new World(SandboxState.Empty(new(), DateTimeOffset.UnixEpoch), new(), TimeProvider.System)).Select(each => each.Wire.SigningName).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(DefaultRules.All);
        var owed = DefaultRules.All.Keys.Where(rule => ConfigChecks.Find(rule) is null && !(ManagedRules.Embedded.Find(rule) is { ResourceTypes: { Count: > 0 } types } && types.All(IsAbsent))).ToList();
        Assert.Empty(owed);

        bool IsAbsent(string type) => absentInEc2.TryGetValue(type, out var call)
            ? typeof(Ec2Operations).GetMethod(call) is null
            : absentServices.TryGetValue(type.Split(':')[2], out var service) && !services.Contains(service);
    }

    [Fact]
    public async Task Where_there_are_no_snapshots_the_account_has_no_public_one()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);

        Assert.Equal([(rig.Member, "COMPLIANT")], await rig.Found("EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"));
        Assert.Null(typeof(Ec2Operations).GetMethod("CreateSnapshot"));
    }

    [Fact]
    public async Task Topics_queues_contacts_and_hubs_are_judged()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(rig.Member);
        var topics = rig.Cloud.As<AmazonSimpleNotificationServiceConfig, AmazonSimpleNotificationServiceClient>(rig.Member, (keys, config) => new(keys, config));
        await topics.CreateTopicAsync(new Amazon.SimpleNotificationService.Model.CreateTopicRequest { Name = "open", Attributes = new() { ["Policy"] = Open } }, Cancel);
        await topics.CreateTopicAsync(new Amazon.SimpleNotificationService.Model.CreateTopicRequest { Name = "shut", Attributes = new() { ["KmsMasterKeyId"] = "alias/ours" } }, Cancel);
        var queues = rig.Cloud.As<AmazonSQSConfig, AmazonSQSClient>(rig.Member, (keys, config) => new(keys, config));
        await queues.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = "open", Attributes = new() { ["Policy"] = Open } }, Cancel);

        Assert.Equal([("open", "NON_COMPLIANT"), ("shut", "COMPLIANT")], await rig.Found("SNS_TOPIC_NO_PUBLIC_ACCESS"));
        Assert.Equal([("open", "NON_COMPLIANT"), ("shut", "COMPLIANT")], await rig.Found("SNS_ENCRYPTED_KMS"));
        Assert.Equal([("open", "NON_COMPLIANT")], await rig.Found("SQS_QUEUE_NO_PUBLIC_ACCESS"));
        Assert.Equal([("open", "NON_COMPLIANT")], await rig.Found("SQS_QUEUE_DLQ_CHECK"));
        Assert.Equal([(rig.Member, "NON_COMPLIANT")], await rig.Found("SECURITY_ACCOUNT_INFORMATION_PROVIDED"));
        Assert.Equal([(rig.Member, "NON_COMPLIANT")], await rig.Found("SECURITYHUB_ENABLED"));
        await rig.Cloud.SecurityHubAs(rig.Member).EnableSecurityHubAsync(new(), Cancel);
        Assert.Equal([(rig.Member, "COMPLIANT")], await rig.Found("SECURITYHUB_ENABLED"));
    }
}
