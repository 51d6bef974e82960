using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The calls of a setting that every account, or every region of it, has.</summary>
/// <typeparam name="T">The managed attributes.</typeparam>
/// <param name="kind">The pure half.</param>
/// <param name="places">Where it is.</param>
internal abstract class ScopedSetting<T>(ResourceKind<T> kind, Places places) : AwsSetting<T>(kind)
    where T : class
{
    /// <inheritdoc/>
    public sealed override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) =>
        await ScopedReading.OfAsync(Kind, await ScopesAsync(world, cancel), (scope, session, stop) => ReadInAsync(scope, session, world, stop), world, cancel);

    /// <inheritdoc/>
    public sealed override Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel) =>
        ReadOneAsync(change.Address, world.SessionOf(change.Address), world, cancel);

    /// <summary>Where to look; the places of the kind, unless the policies say it is set in fewer.</summary>
    protected virtual Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => world.ScopesAsync(places, cancel);

    /// <summary>The settings of one place; nothing where AWS has no value yet.</summary>
    protected abstract Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel);

    /// <summary>Reads one setting anew. Reads its whole place unless a kind has a cheaper call, or shares what it reads.</summary>
    protected virtual async Task<Resource?> ReadOneAsync(Address address, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        (await ReadInAsync(address.Within!.Value, session, world, cancel)).FirstOrDefault(r => r.Address == address);
}
