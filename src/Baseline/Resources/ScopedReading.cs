using Amazon.Runtime;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Reads one kind in many places side by side. What happens in one member account never stops the others.</summary>
internal static class ScopedReading
{
    // What AWS answers in a region that the account has not enabled: credentials that are good elsewhere are unknown there
    // (Account Management Reference Guide, "Enable or disable AWS Regions in your account", read 2026-11).
    private static readonly string[] s_regionOff = ["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "OptInRequired"];

    /// <summary>All resources of the kind in these places, and what could not be read.</summary>
    public static async Task<Reading> OfAsync(
        ResourceKind kind, IReadOnlyList<Scope> scopes, Func<Scope, AwsSession, CancellationToken, Task<IReadOnlyList<Resource>>> read, AwsWorld world, CancellationToken cancel)
    {
        var readings = await Paged.EachAsync(scopes, async (scope, stop) =>
        {
            try
            {
                return new Reading(await read(scope, world.SessionOf(scope), stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever happens in one place, the others are still read; the fault says what happened.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return Failed(kind, scope, e, world);
            }
        }, cancel);
        return new([.. readings.SelectMany(r => r.Resources)], [.. readings.SelectMany(r => r.Unread).DistinctBy(f => (f.Code, f.What))])
        {
            NotRead = readings.Any(r => r.Unread.Count > 0) ? [kind.Name] : [],
            OutOfReach = [.. readings.SelectMany(r => r.OutOfReach)],
        };
    }

    // Our own account, and what an endpoint does not offer at all, are no matter of one account: without them there is no plan.
    private static Reading Failed(ResourceKind kind, Scope scope, Exception e, AwsWorld world)
    {
        var fault = world.FaultOf(e, scope);
        if (AwsFaults.IsNotOffered(e))
        {
            return new([], [fault with { Remedy = $"leave it out with --without {kind.Name}" }]);
        }

        return scope.Account == world.LandingZone.ManagementAccount ? new([], [fault]) : new([], []) { OutOfReach = [Placed(kind, scope, fault, e, world)] };
    }

    private static OutOfReach Placed(ResourceKind kind, Scope scope, Fault fault, Exception e, AwsWorld world) => e switch
    {
        RoleNotAssumedException => new(null, scope.Account, null, fault),
        AmazonServiceException { ErrorCode: { } code } when scope.Region is { } region && s_regionOff.Contains(code) => new(null, scope.Account, region, fault with
        {
            Code = "region-off",
            What = $"region \"{region}\" is not enabled in account \"{scope.Account}\", or answers as if it were not: {fault.What}",
            Remedy = $"enable the region in that account (account:EnableRegion), or take it out of {(world.LandingZone.IsRetired(region) ? "retiredRegions" : "governedRegions")}",
        }),
        _ => new(kind.Name, scope.Account, scope.Region, fault),
    };
}
