using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies;

/// <summary>Account defaults account by account: each member's from its environment, the management account's from its own block.</summary>
internal static class DeclaredDefaults
{
    /// <summary>Accounts that have any, in the order of names, the management account first.</summary>
    public static IEnumerable<(string Account, AccountDefaults Defaults, Place Where)> In(PolicyBundle policies)
    {
        if (policies.Find(AccountDefaultsFile.Area) is { Value.ManagementAccount: { } own } file)
        {
            yield return (policies.LandingZone.ManagementAccount, own.Over(policies.InheritedDefaults ?? new()), file.Where);
        }

        var environments = policies.Environments.ToDictionary(environment => environment.Value.Name, StringComparer.Ordinal);
        foreach (var account in policies.Accounts)
        {
            if (environments.TryGetValue(account.Value.Environment, out var environment) && environment.Value.AccountDefaults is { } defaults)
            {
                yield return (account.Value.Name, defaults, environment.Where);
            }
        }
    }

    /// <summary>Accounts whose property of this sort is managed, and what it says.</summary>
    public static IEnumerable<(string Account, T Value, Place Where)> Of<T>(PolicyBundle policies, Func<AccountDefaults, T?> property)
        where T : class =>
        from declared in In(policies)
        let value = property(declared.Defaults)
        where value is not null
        select (declared.Account, value, declared.Where);
}
