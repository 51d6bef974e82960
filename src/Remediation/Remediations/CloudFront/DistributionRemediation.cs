using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.CloudFront;

/// <summary>A control of distributions. Only told: see <see cref="Distribution"/> for why.</summary>
internal abstract class DistributionRemediation : Remediation
{
    /// <inheritdoc/>
    public sealed override string ResourceType => ResourceTypes.Distribution;

    /// <inheritdoc/>
    public sealed override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Calls =>
        ["cloudfront.amazonaws.com:CreateDistribution", "cloudfront.amazonaws.com:CreateDistributionWithTags", "cloudfront.amazonaws.com:UpdateDistribution"];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Reads => Distribution.Reads;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Need> Lists => [new("cloudfront:ListDistributions", "*")];

    /// <inheritdoc/>
    public sealed override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var distributions = await Paged.AllAsync(async marker =>
        {
            var page = (await session.CloudFront.ListDistributionsAsync(new() { Marker = marker }, cancellationToken)).DistributionList;
            return (page.Items, page.IsTruncated == true ? page.NextMarker : null);
        });
        return [.. distributions.Select(distribution => distribution.Id)];
    }

    /// <inheritdoc/>
    public sealed override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => Distribution.ReadAsync(subject, cancellationToken);
}
