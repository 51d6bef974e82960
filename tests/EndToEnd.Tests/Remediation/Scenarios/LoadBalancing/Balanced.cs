using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using SecretScoops.Governance.Aws.Sessions;
using LoadBalancerTag = Amazon.ElasticLoadBalancingV2.Model.Tag;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.LoadBalancing;

/// <summary>Load balancers that scenarios make.</summary>
internal static class Balanced
{
    /// <summary>Two of a type in the default VPC, tagged; the second is the neighbour.</summary>
    /// <returns>The first one's ARN.</returns>
    public static async Task<string> PairAsync(AwsSession member, string type, CancellationToken cancel, params IReadOnlyList<(string Key, string Value)> tags)
    {
        var arn = await OneAsync(member, "shop", type, tags, cancel);
        await OneAsync(member, "neighbour", type, tags, cancel);
        // moto has a load balancer ready when somebody looks at it.
        await member.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), cancel);
        return arn;
    }

    /// <summary>A listener that forwards to a target group of its own.</summary>
    public static async Task<string> ForwardAsync(AwsSession member, string loadBalancer, string name, ProtocolEnum protocol, int port, CancellationToken cancel)
    {
        var vpc = (await member.Ec2.DescribeVpcsAsync(new(), cancel)).Vpcs[0].VpcId;
        var group = (await member.LoadBalancing.CreateTargetGroupAsync(new CreateTargetGroupRequest { Name = name, Protocol = ProtocolEnum.HTTP, Port = 8080, VpcId = vpc }, cancel)).TargetGroups[0].TargetGroupArn;
        return (await member.LoadBalancing.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = loadBalancer,
                Protocol = protocol,
                Port = port,
                Certificates = protocol == ProtocolEnum.HTTPS ? [new() { CertificateArn = "arn:aws:iam::123456789012:server-certificate/shop" }] : null,
                DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group }],
            },
            cancel)).Listeners[0].ListenerArn;
    }

    private static async Task<string> OneAsync(AwsSession member, string name, string type, IReadOnlyList<(string Key, string Value)> tags, CancellationToken cancel)
    {
        var subnets = (await member.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest(), cancel)).Subnets.Select(s => s.SubnetId).Take(2).ToList();
        return (await member.LoadBalancing.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest
            {
                Name = name,
                Type = type,
                Subnets = subnets,
                Tags = [new() { Key = "team", Value = "shop" }, .. tags.Select(t => new LoadBalancerTag { Key = t.Key, Value = t.Value })],
            },
            cancel)).LoadBalancers[0].LoadBalancerArn;
    }
}
