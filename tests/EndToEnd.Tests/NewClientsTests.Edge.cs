using Amazon.CloudFront.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.WAFV2;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What stands between workloads and the world.</summary>
public sealed partial class NewClientsTests
{
    private static async Task LoadBalancersKeepAttributesAndListeners(AwsSession session)
    {
        var (balancer, vpc) = await Balancer(session);
        var group = Assert.Single((await session.LoadBalancing.CreateTargetGroupAsync(new() { Name = "shop", Protocol = ProtocolEnum.HTTP, Port = 80, VpcId = vpc }, Cancel)).TargetGroups).TargetGroupArn;
        var listener = Assert.Single((await session.LoadBalancing.CreateListenerAsync(new()
        {
            LoadBalancerArn = balancer,
            Protocol = ProtocolEnum.HTTP,
            Port = 80,
            DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = group }],
        }, Cancel)).Listeners).ListenerArn;
        await session.LoadBalancing.ModifyListenerAsync(new()
        {
            ListenerArn = listener,
            DefaultActions = [new() { Type = ActionTypeEnum.Redirect, RedirectConfig = new() { Protocol = "HTTPS", Port = "443", StatusCode = RedirectActionStatusCodeEnum.HTTP_301 } }],
        }, Cancel);
        await session.LoadBalancing.ModifyLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "deletion_protection.enabled", Value = "true" }] }, Cancel);

        var told = Assert.Single((await session.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer }, Cancel)).Listeners);
        Assert.Equal("443", Assert.Single(told.DefaultActions).RedirectConfig.Port);
        var attributes = (await session.LoadBalancing.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer }, Cancel)).Attributes;
        Assert.Equal("true", attributes.Single(attribute => attribute.Key == "deletion_protection.enabled").Value);
        Assert.Equal("prod", Assert.Single((await session.LoadBalancing.DescribeTagsAsync(new() { ResourceArns = [balancer] }, Cancel)).TagDescriptions).Tags.Single().Value);
    }

    private static async Task CloudFrontTakesBackWhatItGave(AwsSession session)
    {
        var made = await session.CloudFront.CreateDistributionAsync(new()
        {
            DistributionConfig = new()
            {
                CallerReference = "once",
                Comment = "shop",
                Enabled = true,
                Origins = new() { Quantity = 1, Items = [new() { Id = "origin", DomainName = "origin.example", CustomOriginConfig = new() { HTTPPort = 80, HTTPSPort = 443, OriginProtocolPolicy = "https-only" } }] },
                DefaultCacheBehavior = new() { TargetOriginId = "origin", ViewerProtocolPolicy = "allow-all", MinTTL = 0, ForwardedValues = new() { QueryString = false, Cookies = new() { Forward = "none" } } },
            },
        }, Cancel);
        var read = await session.CloudFront.GetDistributionConfigAsync(new() { Id = made.Distribution.Id }, Cancel);
        read.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy = "redirect-to-https";

        await session.CloudFront.UpdateDistributionAsync(new() { Id = made.Distribution.Id, IfMatch = read.ETag, DistributionConfig = read.DistributionConfig }, Cancel);

        var told = (await session.CloudFront.GetDistributionAsync(new() { Id = made.Distribution.Id }, Cancel)).Distribution;
        Assert.Equal(("redirect-to-https", "shop"), (told.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy.Value, told.DistributionConfig.Comment));
        Assert.Equal("origin.example", Assert.Single(told.DistributionConfig.Origins.Items).DomainName);
        Assert.Equal(made.Distribution.Id, Assert.Single((await session.CloudFront.ListDistributionsAsync(new(), Cancel)).DistributionList.Items).Id);
        await Assert.ThrowsAsync<NoSuchDistributionException>(() => session.CloudFront.GetDistributionAsync(new() { Id = "none" }, Cancel));
    }

    private static async Task WafGuardsALoadBalancer(AwsSession session)
    {
        var (balancer, _) = await Balancer(session);
        var made = (await session.Waf.CreateWebACLAsync(new()
        {
            Name = "shop",
            Scope = Scope.REGIONAL,
            DefaultAction = new() { Allow = new() },
            VisibilityConfig = new() { MetricName = "shop", SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true },
            Rules =
            [
                new()
                {
                    Name = "common", Priority = 1, OverrideAction = new() { Count = new() }, VisibilityConfig = new() { MetricName = "common", SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true },
                    Statement = new() { ManagedRuleGroupStatement = new() { VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet" } },
                },
            ],
        }, Cancel)).Summary;
        await session.Waf.AssociateWebACLAsync(new() { ResourceArn = balancer, WebACLArn = made.ARN }, Cancel);

        Assert.Equal(made.Id, (await session.Waf.GetWebACLForResourceAsync(new() { ResourceArn = balancer }, Cancel)).WebACL.Id);
        Assert.Equal("shop", Assert.Single((await session.Waf.ListWebACLsAsync(new() { Scope = Scope.REGIONAL }, Cancel)).WebACLs).Name);
        Assert.Equal("AWSManagedRulesCommonRuleSet", Assert.Single((await session.Waf.GetWebACLAsync(new() { Name = "shop", Id = made.Id, Scope = Scope.REGIONAL }, Cancel)).WebACL.Rules).Statement.ManagedRuleGroupStatement.Name);
    }

    private static async Task<(string Arn, string Vpc)> Balancer(AwsSession session)
    {
        var vpc = (await session.Ec2.CreateVpcAsync(new Amazon.EC2.Model.CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, Cancel)).Vpc.VpcId;
        var one = (await session.Ec2.CreateSubnetAsync(new Amazon.EC2.Model.CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.0.0/24", AvailabilityZone = "eu-west-1a" }, Cancel)).Subnet.SubnetId;
        var two = (await session.Ec2.CreateSubnetAsync(new Amazon.EC2.Model.CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.1.0/24", AvailabilityZone = "eu-west-1b" }, Cancel)).Subnet.SubnetId;
        var made = await session.LoadBalancing.CreateLoadBalancerAsync(new() { Name = "shop", Subnets = [one, two], Scheme = LoadBalancerSchemeEnum.InternetFacing, Tags = [new() { Key = "stage", Value = "prod" }] }, Cancel);
        return (Assert.Single(made.LoadBalancers).LoadBalancerArn, vpc);
    }
}
