using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Settings that only GuardDuty's administrator has and may ask for, one in each region.</summary>
/// <typeparam name="T">The kind's record.</typeparam>
/// <param name="kind">The pure half.</param>
internal abstract class GuardDutyAdministratorSetting<T>(ResourceKind<T> kind) : AwsSetting<T>(kind)
    where T : class
{
    /// <inheritdoc/>
    public sealed override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) => await ScopedReading.OfAsync(
        Kind,
        GuardDutyAddresses.Policy(world.Policies) is { } file ? await GuardDutyCalls.RegionsOfAsync(file.AdministratorIn(world.LandingZone), world, cancel) : [],
        async (scope, _, stop) => [await SeenAsync(
            scope,
            await GuardDutyCalls.DesignatedOnceAsync(scope.Region!, world, stop),
            await GuardDutyCalls.DetectorIdOnceAsync(scope.Account, scope.Region!, world, stop),
            world, stop)],
        world, cancel);

    /// <inheritdoc/>
    public sealed override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var scope = change.Address.Within!.Value;
        try
        {
            return await SeenAsync(
                scope, await GuardDutyCalls.DesignatedAsync(scope.Region!, world, cancel), await GuardDutyCalls.DetectorIdAsync(scope.Account, scope.Region!, world, cancel), world, cancel);
        }
        catch (BadRequestException e) when (GuardDutyCalls.IsNotThere(e))
        {
            return null;
        }
    }

    /// <summary>The setting in one region.</summary>
    /// <param name="scope">The declared administrator's account, and the region.</param>
    /// <param name="designated">Who administers now, by id; null for nobody.</param>
    /// <param name="detector">The account's detector; null where GuardDuty was never on.</param>
    /// <param name="world">Where to ask.</param>
    /// <param name="cancel">Ends the call.</param>
    protected abstract Task<Resource> SeenAsync(Scope scope, string? designated, string? detector, AwsWorld world, CancellationToken cancel);
}
