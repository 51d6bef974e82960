using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>The one list of remediations.</summary>
internal static class AllRemediations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Remediation> List { get; } =
    [
        // Identity.

        // Network.

        // Buckets.
        new S3.BucketsPublicAccessBlocked(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.
        new ApiGateway.ApisBehindWaf(),
        new ApiGateway.ApisAuthorized(),
        new ApiGateway.ApisThrottled(),
        new ApiGateway.ApisLogged(),
        new ApiGateway.HttpApisLogged(),
        new LoadBalancing.LoadBalancersBehindWaf(),
        new LoadBalancing.LoadBalancersHttps(),
        new LoadBalancing.LoadBalancersDropHeaders(),
        new LoadBalancing.LoadBalancersProtected(),
        new LoadBalancing.LoadBalancersLogged(),
        new CloudFront.DistributionsHttps(),
        new CloudFront.DistributionsBehindWaf(),

        // Messages.

        // Containers and scaling.

        // Audit and detection.

        // The organization.
    ];

    /// <summary>Those that an event is about; most events are about none.</summary>
    public static IReadOnlyList<Remediation> RungBy(Doorbell doorbell) => [.. List.Where(remediation => remediation.IsRungBy(doorbell))];
}
