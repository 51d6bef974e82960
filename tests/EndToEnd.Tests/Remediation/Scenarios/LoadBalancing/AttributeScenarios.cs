using Amazon.ElasticLoadBalancingV2.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.LoadBalancing;

/// <summary>Nobody protected it from being deleted.</summary>
internal sealed class DeletedByOneCall : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-protected";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeLoadBalancer"];

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Balanced.PairAsync(member, "network", cancel);
}

/// <summary>It hands on whatever header comes.</summary>
internal sealed class HeadersHandedOn : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-drop-headers";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeLoadBalancer"];

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Balanced.PairAsync(member, "application", cancel);
}

/// <summary>Nobody ever switched its log on.</summary>
internal sealed class NeverLogged : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeLoadBalancer"];

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Balanced.PairAsync(member, "application", cancel);
}

/// <summary>It logged into a bucket of its owner's, and somebody switched that off.</summary>
internal sealed class NotLoggedAnyMore : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeLoadBalancer"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "network", cancel);
        foreach (var enabled in new[] { "true", "false" })
        {
            await member.LoadBalancing.ModifyLoadBalancerAttributesAsync(
                new ModifyLoadBalancerAttributesRequest
                {
                    LoadBalancerArn = arn,
                    Attributes =
                    [
                        new() { Key = "access_logs.s3.enabled", Value = enabled }, new() { Key = "access_logs.s3.bucket", Value = "shop-logs" },
                        new() { Key = "deletion_protection.enabled", Value = "true" },
                    ],
                },
                cancel);
        }

        return arn;
    }
}
