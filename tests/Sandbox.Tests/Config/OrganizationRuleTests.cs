using Amazon.ConfigService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>Rules for the whole organization: asynchronous, account by account.</summary>
public sealed class OrganizationRuleTests
{
    private const string Rule = "ours-ssh";
    private const string Identifier = "INCOMING_SSH_DISABLED";

    [Fact]
    public async Task A_rule_comes_to_every_account_that_is_not_excluded_and_goes_again()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);

        await rig.Put(Rule, Identifier);
        Assert.Equal("CREATE_SUCCESSFUL", await rig.Status(Rule));
        Assert.StartsWith($"OrgConfigRule-{Rule}-", Assert.Single(await Rules(rig, rig.Member)).ConfigRuleName, StringComparison.Ordinal);
        await rig.Put(Rule, Identifier, null, rig.Member);
        Assert.Equal("UPDATE_SUCCESSFUL", await rig.Status(Rule));
        Assert.Empty(await Rules(rig, rig.Member));
        Assert.Single(await Rules(rig, Management));

        await rig.Config.DeleteOrganizationConfigRuleAsync(new() { OrganizationConfigRuleName = Rule }, Cancel);

        await Assert.ThrowsAsync<NoSuchOrganizationConfigRuleException>(() => rig.Status(Rule));
        Assert.Empty(await Rules(rig, Management));
    }

    [Fact]
    public async Task It_fails_where_nothing_records_and_says_where()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);

        await rig.Put(Rule, Identifier);

        Assert.Equal("CREATE_FAILED", await rig.Status(Rule));
        var members = (await rig.Config.GetOrganizationConfigRuleDetailedStatusAsync(new() { OrganizationConfigRuleName = Rule }, Cancel)).OrganizationConfigRuleDetailedStatus;
        Assert.Equal("NoAvailableConfigurationRecorder", members.Single(m => m.AccountId == rig.Member).ErrorCode);
        Assert.Equal("CREATE_SUCCESSFUL", members.Single(m => m.AccountId == Management).MemberAccountRuleStatus.Value);
    }

    [Fact]
    public async Task An_account_that_joins_gets_it_by_itself()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);
        await rig.Put(Rule, Identifier);

        var joined = await rig.Cloud.NewAccount("later");
        await rig.Record(joined);

        Assert.Single(await Rules(rig, joined));
        Assert.EndsWith("_SUCCESSFUL", await rig.Status(Rule), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_in_progress_it_takes_no_change()
    {
        using var rig = await ConfigRig.Create(new() { AsyncReads = 3 });
        await rig.Record(Management);
        await rig.Put(Rule, Identifier);

        Assert.Equal("CREATE_IN_PROGRESS", await rig.Status(Rule));
        await Assert.ThrowsAsync<ResourceInUseException>(() => rig.Put(Rule, Identifier));
        await Assert.ThrowsAsync<ResourceInUseException>(() => rig.Config.DeleteOrganizationConfigRuleAsync(new() { OrganizationConfigRuleName = Rule }, Cancel));
    }

    [Fact]
    public async Task Members_deploy_nothing_and_change_nothing_of_it()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);
        await rig.Put(Rule, Identifier);
        var member = rig.As(rig.Member);

        await Assert.ThrowsAsync<OrganizationAccessDeniedException>(() => member.DescribeOrganizationConfigRulesAsync(new(), Cancel));
        var deployed = Assert.Single(await Rules(rig, rig.Member)).ConfigRuleName;
        var refused = await Assert.ThrowsAsync<Amazon.ConfigService.AmazonConfigServiceException>(() => member.DeleteConfigRuleAsync(new() { ConfigRuleName = deployed }, Cancel));
        Assert.Equal("AccessDeniedException", refused.ErrorCode);
    }

    [Theory]
    [InlineData("NO_SUCH_RULE", null)]
    [InlineData("INCOMING_SSH_DISABLED", """{"port":"22"}""")]
    [InlineData("S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED", null)]
    public async Task What_AWS_has_not_is_refused(string identifier, string? parameters)
    {
        using var rig = await ConfigRig.Create();

        await Assert.ThrowsAsync<InvalidParameterValueException>(() => rig.Put(Rule, identifier, parameters));
    }

    [Fact]
    public async Task A_Guard_policy_keeps_its_text()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);

        await rig.Config.PutOrganizationConfigRuleAsync(
            new()
            {
                OrganizationConfigRuleName = Rule,
                OrganizationCustomPolicyRuleMetadata = new()
                {
                    PolicyRuntime = "guard-2.x.x",
                    PolicyText = "rule a { configuration.encrypted == true }",
                    OrganizationConfigRuleTriggerTypes = ["ConfigurationItemChangeNotification"],
                    ResourceTypesScope = ["AWS::EC2::Volume"],
                },
            },
            Cancel);

        Assert.Equal("rule a { configuration.encrypted == true }", (await rig.Config.GetOrganizationCustomRulePolicyAsync(new() { OrganizationConfigRuleName = Rule }, Cancel)).PolicyText);
        Assert.Equal("CUSTOM_POLICY", Assert.Single(await Rules(rig, rig.Member)).Source.Owner.Value);
    }

    private static async Task<List<ConfigRule>> Rules(ConfigRig rig, string account) => (await rig.As(account).DescribeConfigRulesAsync(new(), Cancel)).ConfigRules ?? [];
}
