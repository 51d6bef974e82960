using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>The tree of units, and what AWS demands of accounts.</summary>
internal static class OrganizationChecks
{
    public static void Run(WrittenPolicies written, IReadOnlyList<Sourced<OrganizationalUnitPolicy>> units, Declarations declared, FaultLog faults)
    {
        foreach (var (unit, where) in units)
        {
            if (unit.Parent is { } parent)
            {
                _ = declared.Units.Knows(parent, where);
            }

            if (written.Limits is { } limits)
            {
                OverQuota.Check(unit.Path.Count(character => character == '/') + 1, limits.OrganizationalUnitDepth, where, $"unit {Quoted.Value(unit.Path)} stands", "levels below the root", "move it up", faults);
                OverQuota.Check(unit.Name.Length, limits.OrganizationalUnitNameCharacters, where, $"the name of unit {Quoted.Value(unit.Name)} has", "characters", "shorten it", faults);
            }
        }

        var emails = new DeclaredNames("an e-mail address", faults);
        foreach (var (account, _) in written.Organization?.Accounts ?? [])
        {
            _ = emails.Declare(account.Email.Value, account.Email.Where);
            if (written.Limits is { } limits)
            {
                OverQuota.Check(account.Name.Value.Length, limits.AccountNameCharacters, account.Name.Where, $"the name of account {Quoted.Value(account.Name.Value)} has", "characters", "shorten it", faults);
                OverQuota.Check(account.Email.Value.Length, limits.AccountEmailCharacters, account.Email.Where, $"e-mail address {Quoted.Value(account.Email.Value)} has", "characters", "take a shorter one", faults);
            }
        }
    }
}
