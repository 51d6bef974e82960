using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.CloudFront;

/// <summary>A distribution stands behind a web ACL. Only told: see <see cref="Distribution"/> for why.</summary>
internal sealed class DistributionsBehindWaf : DistributionRemediation
{
    /// <inheritdoc/>
    public override string Control => "distributions-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["CloudFront.6"];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        image["webAcl"] is null ? [new("/webAcl", "the distribution stands behind no web ACL", null)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        "aws wafv2 list-web-acls --scope CLOUDFRONT --region us-east-1",
        "Have the ACL count first what it would block, and look at what it counted",
        $"aws cloudfront associate-distribution-web-acl --id {subject.Id} --web-acl-arn WEB_ACL_ARN",
    ];
}
