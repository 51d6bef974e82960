using System.Text.RegularExpressions;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using SecretScoops.Governance.Sandbox.Config.Checks;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>Of the rules that the default policies use, those are evaluated that are about what the sandbox has.</summary>
public sealed partial class EvaluatedRulesTests
{
    private const string Open = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""";

    // Whatever their names begin with, there is none of it here: no machines, images, databases, functions, containers, balancers, APIs, secrets.
    private static readonly string[] nothingThere =
    [
        "ALB_", "API_GW", "AUTOSCALING_", "CLOUDWATCH_", "DB_", "EBS_SNAPSHOT_PUBLIC", "EC2_IMDSV2", "EC2_INSTANCE", "EC2_LAUNCH", "EC2_NO_AMAZON_KEY", "EC2_SECURITY_GROUP_ATTACHED", "ECR_", "ECS_",
        "ELB_", "ENCRYPTED_VOLUMES", "GUARDDUTY_NON_ARCHIVED", "LAMBDA_", "RDS_", "SECRETSMANAGER_", "SSM_", "WAFV2_",
    ];

    // There is something to look at, and nothing looks yet.
    private static readonly string[] owed =
    [
        "CW_LOGGROUP_RETENTION_PERIOD_CHECK", "IAM_GROUP_HAS_USERS_CHECK", "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS", "IAM_ROOT_ACCESS_KEY_CHECK",
        "IAM_USER_UNUSED_CREDENTIALS_CHECK", "INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY", "NACL_NO_UNRESTRICTED_SSH_RDP", "NO_UNRESTRICTED_ROUTE_TO_IGW", "ROOT_ACCOUNT_MFA_ENABLED",
        "S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED",
    ];

    [Fact]
    public void Every_rule_of_the_default_policies_is_evaluated_where_there_is_something_to_look_at()
    {
        var used = Managed().Matches(File.ReadAllText(Path.Combine(Root(), "policies", "config-rules.json"))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(used);
        Assert.Equal(owed.Order(StringComparer.Ordinal), used.Where(rule => ConfigChecks.Find(rule) is null && !nothingThere.Any(begin => rule.StartsWith(begin, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
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

        Assert.Equal([("open", "NON_COMPLIANT"), ("shut", "COMPLIANT")], await Found(rig, "SNS_TOPIC_NO_PUBLIC_ACCESS"));
        Assert.Equal([("open", "NON_COMPLIANT"), ("shut", "COMPLIANT")], await Found(rig, "SNS_ENCRYPTED_KMS"));
        Assert.Equal([("open", "NON_COMPLIANT")], await Found(rig, "SQS_QUEUE_NO_PUBLIC_ACCESS"));
        Assert.Equal([("open", "NON_COMPLIANT")], await Found(rig, "SQS_QUEUE_DLQ_CHECK"));
        Assert.Equal([(rig.Member, "NON_COMPLIANT")], await Found(rig, "SECURITY_ACCOUNT_INFORMATION_PROVIDED"));
        Assert.Equal([(rig.Member, "NON_COMPLIANT")], await Found(rig, "SECURITYHUB_ENABLED"));
        await rig.Cloud.SecurityHubAs(rig.Member).EnableSecurityHubAsync(new(), Cancel);
        Assert.Equal([(rig.Member, "COMPLIANT")], await Found(rig, "SECURITYHUB_ENABLED"));
    }

    // The last part of what Config calls a resource, with its verdict.
    private static async Task<IEnumerable<(string, string)>> Found(ConfigRig rig, string identifier)
    {
        var config = rig.As(rig.Member);
        await config.PutConfigRuleAsync(new() { ConfigRule = new() { ConfigRuleName = identifier, Source = new() { Owner = "AWS", SourceIdentifier = identifier } } }, Cancel);
        var results = (await config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = identifier }, Cancel)).EvaluationResults;
        return results.Select(r => (r.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId.Split('/', ':')[^1], r.ComplianceType.Value)).Order();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretScoops.Governance.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no repository around the tests");
        }

        return folder.FullName;
    }

    [GeneratedRegex("\"managed\": \"([A-Z0-9_]+)\"")]
    private static partial Regex Managed();
}
