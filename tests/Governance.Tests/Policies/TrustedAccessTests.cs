using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class TrustedAccessTests
{
    [Theory]
    [InlineData("\"account.amazonaws.com\"", "\"account\"", "invalid-principal trusted-access.json:9:5: \"account\" is not a service principal such as \"cloudtrail.amazonaws.com\" (/services/account)")]
    [InlineData("\"administrator\": \"root\"", "\"administrator\": \"rot\"", "unknown-account trusted-access.json:7:24: there is no account \"rot\" (/services/access-analyzer.amazonaws.com/administrator) — did you mean \"root\"?")]
    [InlineData("\"reason\": \"GuardDuty watches", "\"administrator\": \"prod\", \"reason\": \"GuardDuty watches", "administrator-elsewhere trusted-access.json:")]
    [InlineData("\"enabled\": true", "\"enabled\": \"yes\"", "wrong-type trusted-access.json:5:18")]
    [InlineData("\"reason\": \"One analyzer", "\"why\": \"One analyzer", "missing-property trusted-access.json:4:38: required property \"reason\" is missing")]
    public void A_fault_is_told_with_its_place_and_remedy(string old, string replacement, string expected)
    {
        using var policies = new PolicyCopy().Edit("trusted-access.json", old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Fact]
    public void Nobody_administers_a_service_without_access()
    {
        using var policies = new PolicyCopy()
            .Edit("trusted-access.json", "\"enabled\": true", "\"enabled\": false")
            .Edit("trusted-access.json", "\"administrator\": \"root\"", "\"administrator\": \"prod\"");

        Assert.StartsWith(
            "administrator-without-access trusted-access.json:7:24: \"access-analyzer.amazonaws.com\" has no access to the organization, so account \"prod\" cannot administer it",
            policies.Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_trusted_access_is_not_managed()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("trusted-access.json"));

        Assert.Null(policies.Read().Bundle!.Find(TrustedAccessFile.Area));
    }
}
