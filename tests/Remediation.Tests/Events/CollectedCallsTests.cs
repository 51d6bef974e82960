using System.Text.Json.Nodes;
using SecretScoops.Governance.Events;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>A call rings only where a rule of alerts.json lets it through: by the name that CloudTrail writes, in the region where its events appear.</summary>
public sealed class CollectedCallsTests
{
    private const string GlobalRegion = "us-east-1";

    // CloudTrail writes their version too (Lambda Developer Guide, "Logging Lambda API calls with CloudTrail", and public detections).
    private static readonly Dictionary<string, string> dated = new(StringComparer.Ordinal)
    {
        ["lambda.amazonaws.com:AddPermission"] = "AddPermission20150331v2",
        ["lambda.amazonaws.com:CreateFunctionUrlConfig"] = "CreateFunctionUrlConfig20211031",
        ["lambda.amazonaws.com:UpdateFunctionUrlConfig"] = "UpdateFunctionUrlConfig20211031",
    };

    // Their events appear there alone.
    private static readonly string[] global = ["iam.amazonaws.com", "cloudfront.amazonaws.com", "organizations.amazonaws.com"];

    private static readonly string[] ofTheService = ["CreateAccountResult", "AccountJoinedOrganization", "AccountDepartedOrganization"];

    private static readonly IReadOnlyList<(CollectRulePolicy Rule, EventPattern Pattern)> collect =
        [.. PolicyFolder.Read(DefaultPolicies.Folder).Bundle!.Find(AlertsFile.Area)!.Value.Value.Collect.Select(rule => (rule.Value, rule.Value.Pattern.Value))];

    // What is new is set up call by call, by a pipeline mostly: Config's rules see it when it is done, and the sweep. Parameters are written with every deployment.
    private static readonly string[] left =
    [
        "apigateway.amazonaws.com:CreateStage", "cloudfront.amazonaws.com:CreateDistribution", "cloudfront.amazonaws.com:CreateDistributionWithTags", "ec2.amazonaws.com:CreateSubnet", "ec2.amazonaws.com:CreateVpc",
        "ec2.amazonaws.com:RunInstances", "ecr.amazonaws.com:CreateRepository", "ecs.amazonaws.com:CreateService", "elasticloadbalancing.amazonaws.com:CreateListener", "rds.amazonaws.com:CreateDBCluster",
        "rds.amazonaws.com:CreateDBInstance", "rds.amazonaws.com:CreateDBInstanceReadReplica", "rds.amazonaws.com:RestoreDBClusterFromSnapshot", "rds.amazonaws.com:RestoreDBInstanceFromDBSnapshot",
        "rds.amazonaws.com:RestoreDBInstanceToPointInTime", "s3.amazonaws.com:CreateBucket", "ssm.amazonaws.com:PutParameter",
    ];

    [Fact]
    public void Every_call_that_rings_a_control_is_let_through_but_those_that_make_something_new()
    {
        var calls = AllRemediations.List.SelectMany(remediation => remediation.Calls).Distinct(StringComparer.Ordinal).ToList();

        var unheard = calls.Where(call => !IsCollected(call)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(calls);
        Assert.True(!unheard.Except(left).Any(), $"no rule under \"collect\" in alerts.json lets through: {string.Join(", ", unheard.Except(left))}");
        Assert.Empty(left.Except(unheard));
    }

    private static bool IsCollected(string call)
    {
        var (source, name) = (call.Split(':')[0], call.Split(':')[1]);
        var happened = new JsonObject
        {
            ["source"] = $"aws.{source.Split('.')[0]}",
            ["detail-type"] = ofTheService.Contains(name) ? "AWS Service Event via CloudTrail" : "AWS API Call via CloudTrail",
            ["detail"] = new JsonObject { ["eventSource"] = source, ["eventName"] = dated.GetValueOrDefault(call, name), ["userIdentity"] = new JsonObject { ["type"] = "AssumedRole" } },
        };
        return collect.Any(each => each.Rule.Enabled && each.Pattern.Matches(happened) && (!global.Contains(source) || each.Rule.Regions.Any(region => region.Value == GlobalRegion)));
    }
}
