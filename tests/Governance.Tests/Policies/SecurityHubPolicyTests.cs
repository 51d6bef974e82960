using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Standards;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary><c>security-hub.json</c>.</summary>
public sealed class SecurityHubPolicyTests
{
    private const string File = "security-hub.json";

    [Theory]
    [InlineData("\"mode\": \"local\"", "\"mode\": \"central\"", "central-without-delegation security-hub.json:4:20: AWS offers central configuration to a delegated administrator only, and \"root\" is the management account (/administrator) — name a member account")]
    [InlineData("\"aggregateFindings\": true", "\"aggregateFindings\": 1", "wrong-type security-hub.json:6:24: expected true or false, found the number 1")]
    [InlineData("\"administrator\": \"root\"", "\"administrator\": \"rot\"", "unknown-account security-hub.json:4:20: there is no account \"rot\" (/administrator) — did you mean \"root\"?")]
    [InlineData("Benchmark v5.0.0", "Benchmark v5.0.1", "unknown-value security-hub.json:12:5: \"CIS AWS Foundations Benchmark v5.0.1\" is not one of ")]
    [InlineData("\"dev\": [", "\"devel\": [", "unknown-environment security-hub.json:15:5: there is no environment \"devel\" (/environments/devel) — ")]
    [InlineData("\"control\": \"Macie.1\"", "\"control\": \"Macie\"", "invalid-control security-hub.json:26:18: \"Macie\" is not the id of a Security Hub control such as \"IAM.6\"")]
    [InlineData("\"control\": \"Macie.1\"", "\"control\": \"Macie.2\"", "duplicate-name security-hub.json:29:5: control \"Macie.2\" is disabled twice")]
    [InlineData("\"control\": \"Macie.1\",", "\"controll\": \"Macie.1\",", "missing-property security-hub.json:25:5: required property \"control\" is missing")]
    [InlineData("\"value\": 45,", "\"value\": {},", "wrong-type security-hub.json:")]
    [InlineData("\"order\": 10", "\"order\": 1", "duplicate-order security-hub.json:")]
    [InlineData("\"order\": 10", "\"order\": 1001", "out-of-range security-hub.json:")]
    [InlineData("\"field\": \"AwsAccountName\"", "\"field\": \"ResourceTags\"", "conflicting-properties security-hub.json:")]
    [InlineData("\"workflow\": \"SUPPRESSED\",", "", "is not one of", false)]
    public void A_fault_is_told_with_its_place_and_remedy(string old, string replacement, string expected, bool isFault = true)
    {
        using var policies = new PolicyCopy().Edit(File, old, replacement);

        Assert.Equal(isFault, policies.Faults().Contains(expected, StringComparison.Ordinal));
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Fact]
    public void A_control_that_this_build_does_not_know_is_a_warning_because_AWS_adds_controls_every_month()
    {
        using var policies = new PolicyCopy().Edit(File, "\"control\": \"Macie.1\"", "\"control\": \"Macie.99\"");

        var reading = policies.Read();

        Assert.NotNull(reading.Bundle);
        Assert.Equal(Severity.Warning, Assert.Single(reading.Faults, fault => fault.Code == "unknown-control").Severity);
    }

    [Fact]
    public void A_rule_that_sets_nothing_is_refused()
    {
        using var policies = new PolicyCopy()
            .Edit(File, "\"workflow\": \"SUPPRESSED\",", "").Edit(File, "\"note\": \"Suppressed by suppress-informational-in-dev\"", "");

        Assert.Contains("nothing-set security-hub.json:", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_environment_has_its_own_standards_and_disabled_controls()
    {
        using var copy = new PolicyCopy();
        var hub = copy.Read().Bundle!.Find(SecurityHubFile.Area)!.Value.Value;

        Assert.Equal(["AWS Foundational Security Best Practices v1.0.0"], hub.StandardsOf("dev"));
        Assert.Equal(hub.StandardsOf("uat"), hub.StandardsOf("root"));
        Assert.Contains("NIST Special Publication 800-53 Revision 5", hub.StandardsOf("prod"));
        Assert.Contains("RDS.5", hub.DisabledIn("dev").Select(each => each.Control.Value));
        Assert.DoesNotContain("RDS.5", hub.DisabledIn("prod").Select(each => each.Control.Value));
        Assert.DoesNotContain("IAM.6", hub.DisabledIn("root").Select(each => each.Control.Value));
    }

    [Fact]
    public void Every_standard_has_a_source_its_own_ARN_and_no_control_twice()
    {
        Assert.Equal(SecurityStandards.All.Count, SecurityStandards.All.Select(each => each.Path).Distinct().Count());
        Assert.All(SecurityStandards.All, standard =>
        {
            Assert.NotEmpty(standard.Source);
            Assert.Equal(standard, SecurityStandards.OfArn(standard.ArnIn("eu-west-1")));
            Assert.Equal(standard.Controls.Count, standard.Controls.Distinct().Count());
            Assert.All(standard.Controls, control => Assert.Matches("^[A-Za-z0-9]+[.][0-9]+$", control));
        });
    }
}
