using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>AWS Config in a ward: a recorder in the PROD account, an aggregator, and rules of the organization.</summary>
internal static class ConfigInWard
{
    private const string Bucket = "config-of-all";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Records everything in the PROD account, and sees it from the management account.</summary>
    public static async Task RecordAsync(this SandboxWard ward)
    {
        await Made.BucketAsync(ward.Home, Bucket, Cancel);
        const string open = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":["arn:aws:s3:::config-of-all","arn:aws:s3:::config-of-all/*"]}]}""";
        await ward.Home.S3.PutBucketPolicyAsync(new Amazon.S3.Model.PutBucketPolicyRequest { BucketName = Bucket, Policy = open }, Cancel);
        var management = await ward.Home.AccountIdAsync(Cancel);
        foreach (var (account, id) in (IEnumerable<(AwsSession, string)>)[(ward.Home, management), (ward.Member, ward.AccountId)])
        {
            await account.Config.PutConfigurationRecorderAsync(
                new() { ConfigurationRecorder = new() { Name = "default", RoleARN = $"arn:aws:iam::{id}:role/config", RecordingGroup = new() { AllSupported = true, IncludeGlobalResourceTypes = true } } }, Cancel);
            await account.Config.PutDeliveryChannelAsync(new() { DeliveryChannel = new() { Name = "default", S3BucketName = Bucket } }, Cancel);
            await account.Config.StartConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel);
        }

        await ward.Home.Config.PutConfigurationAggregatorAsync(
            new()
            {
                ConfigurationAggregatorName = $"{ward.Bundle.LandingZone.NamePrefix}organization",
                OrganizationAggregationSource = new() { RoleArn = $"arn:aws:iam::{management}:role/aggregator", AllAwsRegions = true },
            },
            Cancel);
    }

    /// <summary>A managed rule in every account.</summary>
    public static Task RuleAsync(this SandboxWard ward, string control, string identifier) => ward.PutRuleAsync(
        new() { OrganizationConfigRuleName = ward.NameOf(control), OrganizationManagedRuleMetadata = new() { RuleIdentifier = identifier } });

    /// <summary>A rule in every account that a function judges.</summary>
    /// <returns>What the PROD account calls it.</returns>
    public static async Task<string> CustomRuleAsync(this SandboxWard ward, string control)
    {
        await ward.PutRuleAsync(new()
        {
            OrganizationConfigRuleName = ward.NameOf(control),
            OrganizationCustomRuleMetadata = new()
            {
                LambdaFunctionArn = $"arn:aws:lambda:{SandboxWard.Region}:{await ward.Home.AccountIdAsync(Cancel)}:function:evaluate",
                OrganizationConfigRuleTriggerTypes = ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification", "ScheduledNotification"],
            },
        });
        return Assert.Single((await ward.Member.Config.DescribeConfigRulesAsync(new(), Cancel)).ConfigRules).ConfigRuleName;
    }

    /// <summary>What Config asks a function: one item that changed.</summary>
    public static string Changed(this SandboxWard ward, string rule, string type, string resource, string? name = null, string status = "OK", bool oversized = false, string region = SandboxWard.Region)
    {
        var item = new JsonObject
        {
            ["configurationItemCaptureTime"] = "2026-11-26T02:59:50.000Z",
            ["awsAccountId"] = ward.AccountId,
            ["configurationItemStatus"] = status,
            ["resourceId"] = resource,
            ["resourceName"] = name,
            ["ARN"] = name is null ? null : $"arn:aws:iam::{ward.AccountId}:user/{name}",
            ["awsRegion"] = region,
            ["resourceType"] = type,
        };
        return ward.Invocation(rule, oversized
            ? new() { ["messageType"] = "OversizedConfigurationItemChangeNotification", ["configurationItemSummary"] = item }
            : new() { ["messageType"] = "ConfigurationItemChangeNotification", ["configurationItem"] = item });
    }

    /// <summary>What Config asks a function: everything, because it is time.</summary>
    public static string Scheduled(this SandboxWard ward, string rule, string? accountId = null) => ward.Invocation(
        rule, new() { ["messageType"] = "ScheduledNotification", ["awsAccountId"] = accountId ?? ward.AccountId, ["notificationCreationTime"] = "2026-11-26T03:00:00.000Z" }, accountId);

    /// <summary>What the rule keeps: verdict and annotation by resource.</summary>
    public static async Task<IReadOnlyDictionary<string, (string Verdict, string? Annotation)>> VerdictsAsync(this SandboxWard ward, string rule)
    {
        var verdicts = new Dictionary<string, (string, string?)>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await ward.Member.Config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = rule, NextToken = token }, Cancel);
            foreach (var result in page.EvaluationResults ?? [])
            {
                verdicts.Add(result.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId, (result.ComplianceType.Value, result.Annotation));
            }

            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        return verdicts;
    }

    private static string NameOf(this SandboxWard ward, string control) => ward.Bundle.LandingZone.NamePrefix + control;

    private static string Invocation(this SandboxWard ward, string rule, JsonObject notification, string? accountId = null) => new JsonObject
    {
        ["version"] = "1.0",
        ["invokingEvent"] = notification.ToJsonString(),
        ["ruleParameters"] = "{}",
        ["resultToken"] = rule,
        ["eventLeftScope"] = false,
        ["configRuleName"] = rule,
        ["configRuleArn"] = $"arn:aws:config:{SandboxWard.Region}:{accountId ?? ward.AccountId}:config-rule/config-rule-abcdef",
        ["configRuleId"] = "config-rule-abcdef",
        ["accountId"] = accountId ?? ward.AccountId,
    }.ToJsonString();

    private static async Task PutRuleAsync(this SandboxWard ward, Amazon.ConfigService.Model.PutOrganizationConfigRuleRequest rule)
    {
        await ward.Home.Config.PutOrganizationConfigRuleAsync(rule, Cancel);
        for (var asked = 0; asked < 100; asked++)
        {
            var status = Assert.Single((await ward.Home.Config.DescribeOrganizationConfigRuleStatusesAsync(new() { OrganizationConfigRuleNames = [rule.OrganizationConfigRuleName] }, Cancel)).OrganizationConfigRuleStatuses);
            if (status.OrganizationRuleStatus == "CREATE_SUCCESSFUL")
            {
                return;
            }

            ward.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"{rule.OrganizationConfigRuleName} was not deployed");
    }
}
