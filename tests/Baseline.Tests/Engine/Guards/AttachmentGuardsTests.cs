using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Engine.Guards;

public sealed class AttachmentGuardsTests
{
    private static readonly IReadOnlyDictionary<string, ResourceKind> Kinds = new[] { "scp", "scp-attachment", "ou" }.ToDictionary(k => k, k => (ResourceKind)new Thing(name: k));

    private static readonly Resource Unit = Some.Resource("ou/PROD");

    [Fact]
    public void The_last_policy_that_allows_is_not_detached()
    {
        List<Resource> guardrails = [Unit, Policy("allow-all", "Allow"), Policy("deny-a", "Deny")];
        List<Resource> observed = [.. guardrails, Attached("allow-all"), Attached("deny-a")];

        var plan = Some.Plan([.. guardrails, Attached("deny-a")], observed, kinds: Kinds);

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal("last-allow", refusal.Code);
        Assert.Contains("ou/PROD", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_allows_may_go_while_another_stays_or_comes()
    {
        List<Resource> guardrails = [Unit, Policy("allow-all", "Allow"), Policy("allow-some", "Allow")];
        List<Resource> observed = [.. guardrails, Attached("allow-all")];

        Assert.Empty(Some.Plan([.. guardrails, Attached("allow-some")], observed, kinds: Kinds).Refusals);
        Assert.Empty(Some.Plan(guardrails, [.. observed, FullAccess], new() { Allow = ["vanished"] }, kinds: Kinds).Refusals);
    }

    [Fact]
    public void The_last_policy_that_allows_keeps_its_Allow()
    {
        List<Resource> observed = [Unit, Policy("list", "Allow"), Attached("list")];
        List<Resource> desired = [Unit, Policy("list", "Deny"), Attached("list")];

        Assert.Equal("last-allow", Assert.Single(Some.Plan(desired, observed, kinds: Kinds).Refusals).Code);
        Assert.Empty(Some.Plan(desired, [.. observed, Some.Resource("scp/FullAWSAccess", owned: false), FullAccess], kinds: Kinds).Refusals);
    }

    [Fact]
    public void A_strangers_policy_that_cannot_be_read_breaks_no_plan()
    {
        List<Resource> observed = [Unit, Policy("deny-a", "Deny"), Attached("deny-a"), FullAccess, Some.Resource("scp/strange", """{"content":"{ odd"}""", owned: false)];

        Assert.Empty(Some.Plan([Unit, Policy("deny-a", "Deny")], observed, new() { Allow = ["vanished"] }, kinds: Kinds).Refusals);
    }

    [Fact]
    public void What_a_target_holds_at_the_fullest_moment_counts_with_what_others_attached()
    {
        var guardrails = Enumerable.Range(0, 4).Select(i => Policy($"deny-{i}", "Deny")).Append(Unit).ToList();
        List<Resource> observed = [.. guardrails, Some.Resource("scp/FullAWSAccess", owned: false), FullAccess, Attached("deny-0"), Attached("deny-1")];
        var safety = Some.NoLimits with { Quotas = new Dictionary<string, int> { [KindNames.ScpAttachment] = 3 } };

        var swapped = Some.Plan([.. guardrails, Attached("deny-1"), Attached("deny-2")], observed, safety: safety, kinds: Kinds);
        var kept = Some.Plan([.. guardrails, Attached("deny-0"), Attached("deny-1")], observed, safety: safety, kinds: Kinds);

        var refusal = Assert.Single(swapped.Refusals);
        Assert.Equal("attachment-quota", refusal.Code);
        Assert.Contains("two applies", refusal.Remedy, StringComparison.Ordinal);
        Assert.Empty(kept.Refusals);
    }

    [Fact]
    public void What_AWS_attached_itself_does_not_keep_a_unit_from_being_deleted()
    {
        var other = Some.Resource("ou/OTHER");
        List<Resource> observed = [Unit, other, Some.Resource("scp/FullAWSAccess", owned: false), FullAccess];

        Assert.Empty(Some.Plan([other], observed, kinds: Kinds).Refusals);
        Assert.Equal("in-use", Assert.Single(Some.Plan([other], [.. observed, Attached("theirs", owned: false)], kinds: Kinds).Refusals).Code);
    }

    private static Resource FullAccess => Some.Resource(
        "scp-attachment/FullAWSAccess:ou/PROD", """{"policy":{"$ref":"scp/FullAWSAccess"},"target":{"$ref":"ou/PROD"},"awsManaged":true}""", owned: false);

    private static Resource Policy(string name, string effect) =>
        Some.Resource($"scp/{name}", $$$"""{"content":{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"{{{effect}}}"}]}}""");

    private static Resource Attached(string policy, bool owned = true) =>
        Some.Resource($"scp-attachment/{policy}:ou/PROD", $$$"""{"policy":{"$ref":"scp/{{{policy}}}"},"target":{"$ref":"ou/PROD"}}""", owned);
}
