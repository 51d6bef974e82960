using System.Text.Json;
using SecretScoops.Governance.Baseline.Doctor;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Evidence;

/// <summary>A role for reports may read everything, sign and send findings, and change nothing.</summary>
public sealed class RolePolicyTests
{
    [Fact]
    public void A_role_for_reports_has_what_evidence_signing_and_sending_need_and_no_right_to_change_a_resource()
    {
        var (plan, report, apply) = (Actions("plan"), Actions("report"), Actions("apply"));

        Assert.Subset(report, plan);
        Assert.Equal(
            [
                "config:DescribeAggregateComplianceByConfigRules", "config:DescribeComplianceByConfigRule", "config:DescribeConfigRuleEvaluationStatus",
                "config:GetAggregateComplianceDetailsByConfigRule", "config:GetComplianceDetailsByConfigRule", "dynamodb:Query", "dynamodb:Scan", "kms:Decrypt", "kms:GetPublicKey", "kms:Sign",
                "securityhub:BatchImportFindings", "securityhub:GetFindings",
            ],
            report.Except(plan).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("kms:Sign", apply);
        Assert.Contains("organizations:CreateAccount", apply);
    }

    private static HashSet<string> Actions(string purpose)
    {
        using var document = JsonDocument.Parse(RolePolicy.Document(BaselineRoles.Of(new("OrganizationAccountAccessRole"))[purpose], "aws"));
        return [.. document.RootElement.GetProperty("Statement").EnumerateArray().SelectMany(each => each.GetProperty("Action").EnumerateArray()).Select(each => each.GetString()!)];
    }
}
