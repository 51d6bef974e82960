namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The one list of scenarios.</summary>
internal static class Scenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Identity.

        // Network.

        // Buckets.
        new S3.BlockDeleted(),
        new S3.BlockWeakened(),

        // Volumes, images, keys, secrets.

        // Databases.

        // Functions.

        // APIs and edge.
        new ApiGateway.StageAclTakenAway(),
        new ApiGateway.StageAclUnknown(),
        new ApiGateway.RouteOpen(),
        new ApiGateway.StageUnbounded(),
        new ApiGateway.BoundRaised(),
        new ApiGateway.StageNotLogged(),
        new ApiGateway.MethodNotLogged(),
        new ApiGateway.NoLogsRole(),
        new ApiGateway.HttpStageNotLogged(),
        new LoadBalancing.OwnAclTakenAway(),
        new LoadBalancing.NeverBehindAcl(),
        new LoadBalancing.NoAclThere(),
        new LoadBalancing.ServedOverHttp(),
        new LoadBalancing.ServedOverHttpByWeight(),
        new LoadBalancing.NothingButHttp(),
        new LoadBalancing.HeadersHandedOn(),
        new LoadBalancing.DeletedByOneCall(),
        new LoadBalancing.NeverLogged(),
        new LoadBalancing.NotLoggedAnyMore(),
        new CloudFront.ViewersOverHttp(),
        new CloudFront.DistributionWithoutAcl(),

        // Messages.

        // Containers and scaling.

        // Audit and detection.

        // The organization.
    ];
}
