using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The services that the organization trusts, which trusted access and whoever works through it both need: listed once in a run.</summary>
internal static class TrustedServices
{
    /// <summary>All of them, as the first who asked found them.</summary>
    public static Task<List<EnabledServicePrincipal>> SharedAsync(AwsWorld world, CancellationToken cancel) => world.SharedAsync("trusted services", stop => ListAsync(world, stop), cancel);

    /// <summary>Lists them anew.</summary>
    public static Task<List<EnabledServicePrincipal>> ListAsync(AwsWorld world, CancellationToken cancel) => Paged.AllAsync(async token =>
    {
        var page = await world.Session.Organizations.ListAWSServiceAccessForOrganizationAsync(new() { NextToken = token }, cancel);
        return (page.EnabledServicePrincipals, page.NextToken);
    });
}
