namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of CloudFront.</summary>
internal static class DistributionRules
{
    private const string Distribution = "AWS::CloudFront::Distribution";

    // As CloudFront.15 has them (Security Hub User Guide, read 2026-11).
    private static readonly string[] s_current = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("distributions-https", Distribution, Https),
        new("distributions-behind-waf", Distribution, (distribution, told) => told.RequireAny(
            distribution["DistributionConfig"]["WebACLId"], $"distribution {distribution.Name} does not stand behind AWS WAF", "set WebACLId to the ARN of a web ACL of us-east-1")),
        new("distributions-tls-current", Distribution, TlsCurrent),
        new("distributions-origins-private", Distribution, OriginsPrivate),
    ];

    private static void Https(Resource distribution, Told told)
    {
        var config = distribution["DistributionConfig"];
        foreach (var behavior in told.Each(config["CacheBehaviors"]).Prepend(config["DefaultCacheBehavior"]))
        {
            told.RequireOne(behavior["ViewerProtocolPolicy"], "CloudFront answers over plain HTTP", $"set ViewerProtocolPolicy: {told.Parameter("viewerProtocolPolicy", "redirect-to-https")}", "redirect-to-https", "https-only");
        }
    }

    private static void TlsCurrent(Resource distribution, Told told)
    {
        var certificate = distribution["DistributionConfig"]["ViewerCertificate"];
        // With CloudFront's own certificate the least version is TLSv1, whatever is said (CloudFormation's reference of ViewerCertificate, read 2026-11).
        const string remedy = "set AcmCertificateArn, SslSupportMethod: sni-only and MinimumProtocolVersion: TLSv1.2_2021";
        if (certificate["CloudFrontDefaultCertificate"].IsTrue)
        {
            told.Fail(certificate["CloudFrontDefaultCertificate"], "with CloudFront's own certificate, TLS 1.0 is taken", remedy);
            return;
        }

        told.Require(certificate["MinimumProtocolVersion"], s_current.Contains, "TLS older than 1.2, or ciphers that are not recommended any more, are taken", remedy);
    }

    private static void OriginsPrivate(Resource distribution, Told told)
    {
        foreach (var origin in told.Each(distribution["DistributionConfig"]["Origins"]))
        {
            var domain = origin["DomainName"];
            var isBucket = !origin["S3OriginConfig"].IsAbsent || domain.World.Of("AWS::S3::Bucket").Any(bucket => bucket.IsNamedBy(domain))
                || domain.Written.Contains(".s3.", StringComparison.Ordinal) || domain.Written.Contains(".s3-", StringComparison.Ordinal);
            var isElse = !origin["CustomOriginConfig"].IsAbsent || !origin["VpcOriginConfig"].IsAbsent;
            if (domain.IsUnknown && !isBucket && !isElse && origin["OriginAccessControlId"].IsAbsent)
            {
                told.Unknown(domain);
            }
            else if (isBucket && !isElse)
            {
                told.RequireAny(origin["OriginAccessControlId"], "the bucket must be open to others than CloudFront", "add an AWS::CloudFront::OriginAccessControl, and set OriginAccessControlId");
            }
        }
    }
}
