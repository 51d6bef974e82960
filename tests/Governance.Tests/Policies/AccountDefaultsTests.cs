using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class AccountDefaultsTests
{
    [Theory]
    [InlineData("environments/default.json", "\"httpTokens\": \"required\"", "\"httpTokens\": \"v2\"", "unknown-value environments/default.json:")]
    [InlineData("environments/default.json", "\"minimumLength\": 16", "\"minimumLength\": 4", "out-of-range environments/default.json:")]
    [InlineData("environments/default.json", "\"defaultVpc\": \"absent\"", "\"defaultVpc\": \"abset\"", "did you mean \"absent\"?")]
    [InlineData("environments/dev.json", "\"hopLimit\": 2", "\"hops\": 2", "unknown-property environments/dev.json:")]
    [InlineData("account-defaults.json", "\"phone\": \"+49 30 5550100\"", "\"phone\": \"call me\"", "invalid-phone account-defaults.json:17:16")]
    [InlineData("account-defaults.json", "\"title\": \"Security operations\",", "", "missing-property account-defaults.json:13:17: required property \"title\" is missing")]
    [InlineData("account-defaults.json", "\"name\": \"Secret Scoops finance\",", "\"name\": \"Secret Scoops finance\", \"enabled\": false,", "contact-off account-defaults.json:")]
    [InlineData("account-defaults.json", "\"administrator\": \"root\"", "\"administrator\": \"rot\"", "unknown-account account-defaults.json:")]
    public void A_fault_is_told_with_its_place_and_remedy(string file, string old, string replacement, string expected)
    {
        using var policies = new PolicyCopy().Edit(file, old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.All(policies.Read().Faults, fault => Assert.False(string.IsNullOrEmpty(fault.Remedy)));
    }

    [Fact]
    public void A_file_says_only_what_differs_down_into_objects()
    {
        using var policies = new PolicyCopy();

        var declared = DeclaredDefaults.In(policies.Read().Bundle!).ToDictionary(each => each.Account, each => each.Defaults.InstanceMetadata);

        Assert.Equal(["root", "dev", "prod", "uat"], declared.Keys);
        Assert.Equal(new InstanceMetadataDefaults { HttpTokens = "required", HopLimit = 2, HttpEndpoint = "enabled", InstanceTags = "disabled", TokensEnforced = "disabled" }, declared["dev"]);
        Assert.Equal(new InstanceMetadataDefaults { HttpTokens = "required", HopLimit = 1, HttpEndpoint = "enabled", InstanceTags = "disabled", TokensEnforced = "enabled" }, declared["prod"]);
        Assert.Equal(declared["prod"], declared["root"]);
    }

    [Fact]
    public void Without_the_file_the_management_account_is_not_managed()
    {
        using var policies = new PolicyCopy();
        File.Delete(policies.At("account-defaults.json"));

        var bundle = policies.Read().Bundle!;

        Assert.Null(bundle.Find(AccountDefaultsFile.Area));
        Assert.Equal(["dev", "prod", "uat"], DeclaredDefaults.In(bundle).Select(each => each.Account));
    }
}
