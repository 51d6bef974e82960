using SecretScoops.Governance.Addresses;
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
        In(policies.LandingZone.GovernedRegions, kind, policies, property, attributes);

    /// <summary>A resource in each of some regions of each account that the policies name it for.</summary>
    public static IEnumerable<Resource> In<TDefaults, T>(
        IReadOnlyList<string> regions, ResourceKind<T> kind, PolicyBundle policies, Func<AccountDefaults, TDefaults?> property, Func<TDefaults, Scope, T> attributes)
        where TDefaults : class
        where T : class =>
        from declared in DeclaredDefaults.Of(policies, property)
        from region in regions
        let scope = new Scope(declared.Account, region)
        select kind.Of(scope.Address(kind.Name, Name), attributes(declared.Value, scope), declaredAt: declared.Where);
}
