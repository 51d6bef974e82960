using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.LoadBalancing;

/// <summary>Somebody took the ACL away that the load balancer's own tag names; CloudTrail saw it.</summary>
internal sealed class OwnAclTakenAway : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["wafv2/FakeWebACL"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "application", cancel, ("governance:web-acl", "shop"));
        await Made.WebAclAsync(member, "secret-scoops-web", cancel);
        var acl = await Made.WebAclAsync(member, "shop", cancel);
        await member.Waf.AssociateWebACLAsync(new() { ResourceArn = arn, WebACLArn = acl }, cancel);
        await member.Waf.DisassociateWebACLAsync(new() { ResourceArn = arn }, cancel);
        return arn;
    }

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("wafv2", "DisassociateWebACL", accountId, region, new() { ["resourceArn"] = resourceId });
}

/// <summary>It never had an ACL, and the policies name one.</summary>
internal sealed class NeverBehindAcl : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["wafv2/FakeWebACL"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "application", cancel);
        await Made.WebAclAsync(member, "secret-scoops-web", cancel);
        return arn;
    }
}

/// <summary>The ACL that the policies name is not there.</summary>
internal sealed class NoAclThere : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.WebAclAsync(member, "another", cancel);
        return await Balanced.PairAsync(member, "application", cancel);
    }
}
