using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using Xunit;
using EngineSome = SecretScoops.Governance.Baseline.Tests.Engine.Some;

namespace SecretScoops.Governance.Baseline.Tests.Resources;

/// <summary>No moment of an apply is weaker than both its ends.</summary>
public sealed class OrderOfChangesTests
{
    private static readonly Resource Root = EngineSome.Resource("organization/root", """{"featureSet":"ALL"}""");
    private static readonly Resource Dev = EngineSome.Resource("ou/DEV", """{"parent":{"$ref":"organization/root"},"tags":{}}""");
    private static readonly Resource Prod = EngineSome.Resource("ou/PROD", """{"parent":{"$ref":"organization/root"},"tags":{}}""");
    private static readonly Resource Account = EngineSome.Resource("account/shop", """{"organization":{"$ref":"organization/root"},"state":"ACTIVE"}""", owned: false);

    [Fact]
    public void A_guardrail_that_moves_from_the_root_to_a_unit_is_detached_after_it_is_attached()
    {
        var needs = Needs(
            "scp-attachment/x:organization/root",
            [Prod, Scp("x", "A"), Attached("x", "ou/PROD")],
            [Prod, Scp("x", "A"), Attached("x", "organization/root")]);

        Assert.Equal(["scp-attachment/x:ou/PROD"], needs);
    }

    [Fact]
    public void Detaching_does_not_wait_for_units_beside_the_target()
    {
        var needs = Needs(
            "scp-attachment/x:ou/DEV",
            [Dev, Prod, Scp("x", "A"), Attached("x", "ou/PROD")],
            [Dev, Prod, Scp("x", "A"), Attached("x", "ou/DEV")]);

        Assert.Empty(needs);
    }

    [Fact]
    public void A_unit_loses_its_guardrail_after_the_accounts_that_leave_it()
    {
        var needs = Needs(
            "scp-attachment/x:ou/DEV",
            [Dev, Prod, Account, Scp("x", "A"), Attached("x", "ou/PROD"), Placed("ou/PROD")],
            [Dev, Prod, Account, Scp("x", "A"), Attached("x", "ou/PROD"), Attached("x", "ou/DEV"), Placed("ou/DEV")]);

        Assert.Equal(["placement/shop"], needs);
    }

    [Fact]
    public void A_statement_leaves_a_guardrail_when_the_one_that_takes_it_is_attached()
    {
        var needs = Needs(
            "scp/old",
            [Scp("old", "A"), Attached("old", "organization/root"), Scp("new", "B"), Attached("new", "organization/root")],
            [Scp("old", "A", "B"), Attached("old", "organization/root")]);

        Assert.Equal(["scp/new", "scp-attachment/new:organization/root"], needs.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void An_account_enters_a_unit_after_the_edits_of_guardrails_and_under_its_own()
    {
        var needs = Needs(
            "placement/shop",
            [Prod, Account, Scp("x", "A", "B"), Attached("x", "ou/PROD"), Attached("x", "account/shop"), Placed("ou/PROD")],
            [Prod, Account, Scp("x", "A"), Attached("x", "ou/PROD"), Placed("organization/root")]);

        Assert.Equal(["scp-attachment/x:account/shop", "scp/x"], needs);
    }

    [Fact]
    public void A_guardrail_that_is_no_policy_document_to_us_breaks_no_plan()
    {
        var strange = EngineSome.Resource("scp/strange", """{"policyType":{"$ref":"policy-type/SERVICE_CONTROL_POLICY"},"description":"","content":"{ odd","tags":{}}""");

        var needs = Needs("scp/strange", [], [strange]);

        Assert.Empty(needs);
    }

    private static IReadOnlyList<string> Needs(string address, List<Resource> desired, List<Resource> observed)
    {
        var type = EngineSome.Resource("policy-type/SERVICE_CONTROL_POLICY", """{"organization":{"$ref":"organization/root"},"status":"ENABLED"}""");
        var fullAccess = EngineSome.Resource("scp-attachment/FullAWSAccess:organization/root", """{"policy":{"$ref":"scp/FullAWSAccess"},"target":{"$ref":"organization/root"},"awsManaged":true}""", owned: false);
        var plan = EngineSome.Plan([Root, type, .. desired], [Root, type, fullAccess, .. observed], new() { Allow = ["vanished"] }, kinds: Kinds.Pure);
        Assert.DoesNotContain(plan.Refusals, r => r.Code == "circle");
        return [.. plan.Pending.Single(c => c.Address == Address.Parse(address)).Needs.Select(n => n.ToString())];
    }

    private static Resource Scp(string name, params string[] sids) => EngineSome.Resource($"scp/{name}", $$$"""
        {"policyType":{"$ref":"policy-type/SERVICE_CONTROL_POLICY"},"description":"","content":{"Version":"2012-10-17","Statement":[{{{string.Join(',', sids.Select(s => $$"""{"Sid":"{{s}}","Effect":"Deny","Action":"a:{{s}}","Resource":"*"}"""))}}}]},"tags":{}}
        """);

    private static Resource Attached(string policy, string target) =>
        EngineSome.Resource($"scp-attachment/{policy}:{target}", $$$"""{"policy":{"$ref":"scp/{{{policy}}}"},"target":{"$ref":"{{{target}}}"}}""");

    private static Resource Placed(string unit) =>
        EngineSome.Resource("placement/shop", $$$"""{"account":{"$ref":"account/shop"},"parent":{"$ref":"{{{unit}}}"}}""", owned: false);
}
