using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The calls of an account default that is a setting.</summary>
/// <typeparam name="TDefaults">What the policies say.</typeparam>
/// <typeparam name="T">The managed attributes.</typeparam>
/// <param name="kind">The pure half.</param>
/// <param name="places">Where it is.</param>
/// <param name="property">Where the policies say it.</param>
internal abstract class AccountSetting<TDefaults, T>(ResourceKind<T> kind, Places places, Func<AccountDefaults, TDefaults?> property) : ScopedSetting<T>(kind, places)
    where TDefaults : class
    where T : class
{
    private readonly ResourceKind<T> _kind = kind;
    private readonly Places _places = places;

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel)
    {
        // What nobody manages is not read.
        var accounts = DeclaredDefaults.Of(world.Policies, property).Select(declared => declared.Account).ToHashSet(StringComparer.Ordinal);
        return accounts.Count == 0 ? [] : [.. (await world.ScopesAsync(_places, cancel)).Where(scope => accounts.Contains(scope.Account))];
    }

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        [_kind.Of(scope.Address(_kind.Name, DefaultsIn.Name), await SeenAsync(scope, session, world, cancel))];

    /// <summary>The setting of one place.</summary>
    protected abstract Task<T> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel);
}
