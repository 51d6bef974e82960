using Amazon.ConfigService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>What rules find, in an account and through an aggregator.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public async Task A_rule_judges_what_there_is_and_an_aggregator_sees_all_accounts()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);
        await rig.Put("ours-member-of", "ACCOUNT_PART_OF_ORGANIZATIONS");
        await rig.Put("ours-other-organization", "ACCOUNT_PART_OF_ORGANIZATIONS", """{"MasterAccountId":"999999999999"}""");
        await rig.Put("ours-queues", "SQS_QUEUE_DLQ_CHECK");

        var found = (await rig.As(rig.Member).DescribeComplianceByConfigRuleAsync(new(), Cancel)).ComplianceByConfigRules;
        Assert.Equal(["COMPLIANT", "NON_COMPLIANT", "INSUFFICIENT_DATA"], found.Select(f => f.Compliance.ComplianceType.Value));

        await rig.Config.PutConfigurationAggregatorAsync(
            new() { ConfigurationAggregatorName = "all", OrganizationAggregationSource = new() { RoleArn = "arn:aws:iam::123456789012:role/a", AllAwsRegions = true } }, Cancel);
        var seen = (await rig.Config.DescribeAggregateComplianceByConfigRulesAsync(
            new() { ConfigurationAggregatorName = "all", Filters = new() { ComplianceType = "NON_COMPLIANT" } }, Cancel)).AggregateComplianceByConfigRules;
        Assert.Equal([Management, rig.Member], seen.Select(s => s.AccountId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_found_while_nothing_records()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Put("ours-member-of", "ACCOUNT_PART_OF_ORGANIZATIONS");

        await rig.Config.StopConfigurationRecorderAsync(new() { ConfigurationRecorderName = "default" }, Cancel);

        Assert.Equal("INSUFFICIENT_DATA", Assert.Single((await rig.Config.DescribeComplianceByConfigRuleAsync(new(), Cancel)).ComplianceByConfigRules).Compliance.ComplianceType.Value);
    }

    [Fact]
    public async Task A_function_reports_what_it_found()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Config.PutConfigRuleAsync(
            new()
            {
                ConfigRule = new()
                {
                    ConfigRuleName = "own",
                    Source = new() { Owner = "CUSTOM_LAMBDA", SourceIdentifier = "arn:aws:lambda:eu-west-1:123456789012:function:own", SourceDetails = [new() { EventSource = "aws.config", MessageType = "ScheduledNotification" }] },
                },
            },
            Cancel);

        await rig.Config.PutEvaluationsAsync(
            new() { ResultToken = "own", Evaluations = [new() { ComplianceResourceType = "AWS::EC2::VPC", ComplianceResourceId = "vpc-1", ComplianceType = "NON_COMPLIANT", OrderingTimestamp = rig.Cloud.Time.GetUtcNow().UtcDateTime }] },
            Cancel);

        var result = Assert.Single((await rig.Config.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = "own" }, Cancel)).EvaluationResults);
        Assert.Equal(("vpc-1", "NON_COMPLIANT"), (result.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId, result.ComplianceType.Value));
        await Assert.ThrowsAsync<InvalidResultTokenException>(() => rig.Config.PutEvaluationsAsync(new() { ResultToken = "other" }, Cancel));
    }
}
