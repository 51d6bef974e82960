using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.CloudFront;

/// <summary>Viewers come to a distribution over HTTPS, or are sent on to it, whatever the path. Only told: see <see cref="Distribution"/> for why.</summary>
internal sealed class DistributionsHttps : DistributionRemediation
{
    /// <inheritdoc/>
    public override string Control => "distributions-https";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudFront.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. image["viewers"]!.AsObject().Where(v => (string?)v.Value is not ("redirect-to-https" or "https-only")).Select(v => new Violation(
            $"/viewers/{Images.Escape(v.Key)}", $"viewers may come over HTTP to {(v.Key == "default" ? "whatever has no behavior of its own" : v.Key)}", demands.Text("viewerProtocolPolicy", "redirect-to-https"))),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Set viewer_protocol_policy to {subject.Demands.Text("viewerProtocolPolicy", "redirect-to-https")} where the distribution is declared, for: {string.Join(", ", violations.Select(v => Images.Keys(v.Atom)[1]))}",
        $"By hand, with an AWS CLI of today, since an old one loses what it does not know: aws cloudfront get-distribution-config --id {subject.Id} > config.json",
        $"Change ViewerProtocolPolicy, keep the DistributionConfig, and give the ETag back: aws cloudfront update-distribution --id {subject.Id} --distribution-config file://changed.json --if-match ETAG",
    ];
}
