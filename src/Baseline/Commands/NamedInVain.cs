using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>Names on the command line that the policies do not have: a slip of the pen must not look like "nothing to do".</summary>
internal static class NamedInVain
{
    /// <summary>One fault for each such name.</summary>
    public static List<Fault> Faults(PlanOptions options, PolicyBundle policies)
    {
        var accounts = policies.Everywhere.Select(a => a.Name).ToList();
        var unknown = options.Accounts.Except(accounts).Select(name => Fault("--account", "unknown-account", $"there is no account \"{name}\"", $"declared are {string.Join(", ", accounts)}"));
        if (options.Adopt.Count == 0 || options.Adopt.Contains("all"))
        {
            return [.. unknown];
        }

        var declared = Kinds.Pure.Values.SelectMany(k => k.Declare(policies)).Select(r => r.Address.ToString()).ToHashSet();
        return [.. unknown, .. options.Adopt.Where(a => !declared.Contains(a)).Select(a => Fault("--adopt", "unknown-address", $"nothing is declared under \"{a}\"", "write the address as the plan prints it"))];
    }

    private static Fault Fault(string option, string code, string what, string remedy) => new() { Code = code, What = what, Where = new(option), Remedy = remedy };
}
