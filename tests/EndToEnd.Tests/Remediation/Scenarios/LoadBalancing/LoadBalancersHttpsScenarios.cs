using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.LoadBalancing;

/// <summary>Port 80 serves what port 443 serves; port 8081 answers by itself, and the neighbour serves HTTP too.</summary>
internal sealed class ServedOverHttp : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-https";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeAction"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "application", cancel);
        await Balanced.ForwardAsync(member, arn, "shop-tls", ProtocolEnum.HTTPS, 443, cancel);
        await Balanced.ForwardAsync(member, arn, "shop", ProtocolEnum.HTTP, 80, cancel);
        await member.LoadBalancing.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = arn,
                Protocol = ProtocolEnum.HTTP,
                Port = 8081,
                DefaultActions = [new() { Type = ActionTypeEnum.FixedResponse, FixedResponseConfig = new() { StatusCode = "410", ContentType = "text/plain", MessageBody = "gone" } }],
            },
            cancel);
        var neighbour = (await member.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["neighbour"] }, cancel)).LoadBalancers[0].LoadBalancerArn;
        await Balanced.ForwardAsync(member, neighbour, "neighbour", ProtocolEnum.HTTP, 80, cancel);
        return arn;
    }
}

/// <summary>Two ports forward by weight and stickily, and HTTPS is on another port than 443.</summary>
internal sealed class ServedOverHttpByWeight : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-https";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["elbv2/FakeAction"];

    /// <inheritdoc/>
    public override int ChangedOfASort => 2;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "application", cancel);
        await Balanced.ForwardAsync(member, arn, "shop-tls", ProtocolEnum.HTTPS, 8443, cancel);
        await Balanced.ForwardAsync(member, arn, "blue", ProtocolEnum.HTTP, 80, cancel);
        var green = await Balanced.ForwardAsync(member, arn, "green", ProtocolEnum.HTTP, 8080, cancel);
        var groups = (await member.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["blue", "green"] }, cancel)).TargetGroups.Select(g => g.TargetGroupArn).ToList();
        await member.LoadBalancing.ModifyListenerAsync(
            new ModifyListenerRequest
            {
                ListenerArn = green,
                DefaultActions =
                [
                    new()
                    {
                        Type = ActionTypeEnum.Forward,
                        ForwardConfig = new()
                        {
                            TargetGroups = [new() { TargetGroupArn = groups[0], Weight = 90 }, new() { TargetGroupArn = groups[1], Weight = 10 }],
                            TargetGroupStickinessConfig = new() { Enabled = true, DurationSeconds = 300 },
                        },
                    },
                ],
            },
            cancel);
        return arn;
    }
}

/// <summary>There is no HTTPS to send anybody to.</summary>
internal sealed class NothingButHttp : Scenario
{
    /// <inheritdoc/>
    public override string Control => "load-balancers-https";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var arn = await Balanced.PairAsync(member, "application", cancel);
        await Balanced.ForwardAsync(member, arn, "shop", ProtocolEnum.HTTP, 80, cancel);
        return arn;
    }
}
