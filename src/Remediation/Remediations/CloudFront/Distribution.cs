using System.Text.Json.Nodes;
using Amazon.CloudFront.Model;

namespace SecretScoops.Governance.Remediation.Remediations.CloudFront;

/// <summary>A distribution as every remediation of distributions sees it.</summary>
/// <remarks>
/// None of them changes it. UpdateDistribution replaces the whole configuration, and what is not in the request is gone (CloudFront API Reference, UpdateDistribution, read 2026-11).
/// A client knows the settings of its day: those that came later are lost when it writes back what it read, and no answer tells that there were any.
/// </remarks>
internal static class Distribution
{
    /// <summary>Of the distribution itself.</summary>
    public const string Arn = "arn:{partition}:cloudfront::{account}:distribution/{id}";

    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("cloudfront:GetDistribution", Arn), new("cloudfront:ListTagsForResource", Arn)];

    /// <summary>Whether it is on, how viewers may come by path pattern, web ACL, tags. Origins are left out: their headers are secrets at times. Null when there is no such distribution.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var read = (await subject.Session.CloudFront.GetDistributionAsync(new GetDistributionRequest { Id = subject.Id }, cancellationToken)).Distribution;
            var tags = (await subject.Session.CloudFront.ListTagsForResourceAsync(new ListTagsForResourceRequest { Resource = read.ARN }, cancellationToken)).Tags?.Items ?? [];
            var config = read.DistributionConfig;
            return new()
            {
                ["arn"] = read.ARN,
                ["domain"] = read.DomainName,
                ["enabled"] = config.Enabled,
                ["viewers"] = new JsonObject((config.CacheBehaviors?.Items ?? []).OrderBy(b => b.PathPattern, StringComparer.Ordinal)
                    .Select(b => KeyValuePair.Create<string, JsonNode?>(b.PathPattern, b.ViewerProtocolPolicy?.Value))
                    .Prepend(new("default", config.DefaultCacheBehavior?.ViewerProtocolPolicy?.Value)).DistinctBy(b => b.Key)),
                ["webAcl"] = string.IsNullOrEmpty(config.WebACLId) ? null : config.WebACLId,
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (NoSuchDistributionException)
        {
            return null;
        }
    }
}
