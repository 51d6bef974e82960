using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Account defaults as resources: one in each account whose policies name it, or in each of its governed regions.</summary>
internal static class DefaultsIn
{
    /// <summary>What such resources are called: there is one to a place.</summary>
    public const string Name = "default";

    /// <summary>A resource in each account that the policies name it for.</summary>
    public static IEnumerable<Resource> Accounts<TDefaults, T>(ResourceKind<T> kind, PolicyBundle policies, Func<AccountDefaults, TDefaults?> property, Func<TDefaults, Scope, T> attributes)
        where TDefaults : class
        where T : class =>
        from declared in DeclaredDefaults.Of(policies, property)
        let scope = new Scope(declared.Account)
        select kind.Of(scope.Address(kind.Name, Name), attributes(declared.Value, scope), declaredAt: declared.Where);

    /// <summary>A resource in each governed region of each account that the policies name it for.</summary>
    public static IEnumerable<Resource> Regions<TDefaults, T>(ResourceKind<T> kind, PolicyBundle policies, Func<AccountDefaults, TDefaults?> property, Func<TDefaults, Scope, T> attributes)
        where TDefaults : class
        where T : class =>
        from declared in DeclaredDefaults.Of(policies, property)
        from region in policies.LandingZone.GovernedRegions
        let scope = new Scope(declared.Account, region)
        select kind.Of(scope.Address(kind.Name, Name), attributes(declared.Value, scope), declaredAt: declared.Where);

    /// <summary>Of the places of a kind, those in accounts that the policies name it for: what nobody manages is not read.</summary>
    public static async Task<IReadOnlyList<Scope>> ScopesAsync<TDefaults>(AwsWorld world, Places places, Func<AccountDefaults, TDefaults?> property, CancellationToken cancel)
        where TDefaults : class
    {
        var accounts = DeclaredDefaults.Of(world.Policies, property).Select(declared => declared.Account).ToHashSet(StringComparer.Ordinal);
        return accounts.Count == 0 ? [] : [.. (await world.ScopesAsync(places, cancel)).Where(scope => accounts.Contains(scope.Account))];
    }
}

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
    protected sealed override Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => DefaultsIn.ScopesAsync(world, _places, property, cancel);

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel) =>
        [_kind.Of(scope.Address(_kind.Name, DefaultsIn.Name), await SeenAsync(scope, session, world, cancel))];

    /// <summary>The setting of one place.</summary>
    protected abstract Task<T> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel);
}
