using System.Globalization;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.CloudFront;

/// <summary>A distribution that serves both ways. Nothing of it may change: CloudFront takes whole configurations only.</summary>
internal sealed class ViewersOverHttp : Scenario
{
    /// <inheritdoc/>
    public override string Control => "distributions-https";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Distributed.OneAsync(member, ViewerProtocolPolicy.AllowAll, cancel);

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => base.Event(remediation, resourceId, accountId, "us-east-1");
}

/// <summary>A distribution without a web ACL.</summary>
internal sealed class DistributionWithoutAcl : Scenario
{
    /// <inheritdoc/>
    public override string Control => "distributions-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Distributed.OneAsync(member, ViewerProtocolPolicy.RedirectToHttps, cancel);

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => base.Event(remediation, resourceId, accountId, "us-east-1");
}

/// <summary>Distributions that scenarios make.</summary>
internal static class Distributed
{
    /// <summary>One with a default behavior and one for images.</summary>
    public static async Task<string> OneAsync(AwsSession member, ViewerProtocolPolicy viewers, CancellationToken cancel)
    {
        var id = (await member.CloudFront.CreateDistributionAsync(
            new CreateDistributionRequest
            {
                DistributionConfig = new()
                {
                    CallerReference = TimeProvider.System.GetUtcNow().Ticks.ToString(CultureInfo.InvariantCulture),
                    Comment = "shop",
                    Enabled = true,
                    Origins = new()
                    {
                        Quantity = 1,
                        Items = [new() { Id = "shop", DomainName = "shop.example", CustomOriginConfig = new() { HTTPPort = 80, HTTPSPort = 443, OriginProtocolPolicy = OriginProtocolPolicy.HttpsOnly } }],
                    },
                    DefaultCacheBehavior = new() { TargetOriginId = "shop", ViewerProtocolPolicy = viewers },
                    CacheBehaviors = new() { Quantity = 1, Items = [new() { PathPattern = "images/*", TargetOriginId = "shop", ViewerProtocolPolicy = ViewerProtocolPolicy.HttpsOnly }] },
                },
            },
            cancel)).Distribution.Id;
        // moto deploys it when somebody looks at it.
        while ((await member.CloudFront.GetDistributionAsync(new GetDistributionRequest { Id = id }, cancel)).Distribution.Status != "Deployed")
        {
        }

        return id;
    }
}
