using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class GuardDutyTests
{
    [Theory]
    [InlineData("\"s3DataEvents\": \"all\"", "\"s3DataEvents\": \"everyone\"", "unknown-value guardduty.json:8:21: \"everyone\" is not one of ")]
    [InlineData("\"s3DataEvents\": \"all\"", "\"s3Data\": \"all\"", "unknown-property guardduty.json:8:5: unknown property \"s3Data\"")]
    [InlineData("\"administrator\": \"root\"", "\"administrator\": \"security\"", "unknown-account guardduty.json:4:20: there is no account \"security\" (/administrator)")]
    [InlineData("\"lambdaNetworkLogs\": \"all\"", "\"lambdaNetworkLogs\": \"all\", \"eksRuntimeMonitoring\": {\"autoEnable\": \"all\"}", "exclusive-features guardduty.json:7:15: runtimeMonitoring and eksRuntimeMonitoring are both on")]
    [InlineData("\"autoEnable\": \"all\"", "\"autoEnable\": \"none\"", "part-without-feature guardduty.json:7:15: EC2_AGENT_MANAGEMENT is on and RUNTIME_MONITORING, which it belongs to, is not")]
    [InlineData("\"enabled\": true,", "\"enabled\": true, \"regions\": {\"us-east-1\": {}},", "region-not-governed guardduty.json:3:32: region \"us-east-1\" is not governed")]
    [InlineData("\"enabled\": true,", "\"enabled\": true, \"regions\": {\"eu-west-1\": {\"unavailable\": [\"rds\"]}},", "unknown-value guardduty.json:3:")]
    [InlineData("\"bucket\": \"findings\"", "\"bucket\": \"fundings\"", "unknown-bucket guardduty.json:")]
    [InlineData("\"key\": \"logs\"", "\"key\": \"log\"", "unknown-key guardduty.json:")]
    public void A_fault_is_told_with_its_place_and_remedy(string old, string replacement, string expected)
    {
        using var policies = new PolicyCopy().Edit("guardduty.json", old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Theory]
    [InlineData("guardduty.amazonaws.com", "GuardDuty is on")]
    [InlineData("malware-protection.guardduty.amazonaws.com", "ebsMalwareProtection is on")]
    public void What_is_on_has_access_to_the_organization(string principal, string what)
    {
        using var policies = new PolicyCopy().Edit("trusted-access.json", $"\"{principal}\": {{\n      \"enabled\": true", $"\"{principal}\": {{\n      \"enabled\": false");

        Assert.Contains($"service-without-access guardduty.json:7:15: {what}, and \"{principal}\" has no access to the organization", policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_overrides_features_whole_and_lacks_what_it_does_not_have()
    {
        using var policies = new PolicyCopy().Edit(
            "guardduty.json", "\"enabled\": true,",
            """
            "enabled": true, "regions": {"eu-west-1": {"unavailable": ["rdsLoginEvents"], "features": {"runtimeMonitoring": {"autoEnable": "new"}, "s3DataEvents": "none"}}},
            """);

        var file = policies.Read().Bundle!.Find(GuardDutyFile.Area)!.Value.Value;

        var there = file.FeaturesIn("eu-west-1").Modes;
        Assert.Equal(AutoEnable.None, there["S3_DATA_EVENTS"]);
        Assert.Equal(AutoEnable.New, there["RUNTIME_MONITORING"]);
        Assert.DoesNotContain(there.Keys, name => name.StartsWith("RUNTIME_MONITORING.", StringComparison.Ordinal) || name == "RDS_LOGIN_EVENTS");
        Assert.Equal(AutoEnable.All, file.FeaturesIn("eu-central-1").Modes["RUNTIME_MONITORING.EC2_AGENT_MANAGEMENT"]);
    }
}
