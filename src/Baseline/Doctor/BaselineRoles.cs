using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>What is named in ARNs and conditions: names, patterns, or parameters of a template.</summary>
/// <param name="AccessRole">The role in the accounts, as <c>landing-zone.json</c> names it.</param>
/// <param name="Ledger">The table.</param>
/// <param name="LedgerKey">Alias of its key.</param>
/// <param name="SigningKey">Alias of the key that reports are signed with.</param>
internal sealed record BaselineNames(string AccessRole, string Ledger = "*", string LedgerKey = "alias/*", string SigningKey = "alias/*");

/// <summary>What the roles need that the tool runs as, in the root account: made of what stands beside the calls. In other accounts it works as the access role, which AWS makes with every account.</summary>
internal static class BaselineRoles
{
    /// <summary>Roles by what they are for: <c>plan</c>, <c>apply</c>, <c>report</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Need>> Of(BaselineNames names)
    {
        IReadOnlyList<Need> plan = [.. Kinds.All.SelectMany(kind => kind.ReadPermissions), new("sts:AssumeRole", $"arn:{{partition}}:iam::*:role/{names.AccessRole}")];
        return new Dictionary<string, IReadOnlyList<Need>>(StringComparer.Ordinal)
        {
            ["plan"] = plan,
            ["apply"] = [.. plan, .. Kinds.All.SelectMany(kind => kind.WritePermissions)],
            ["report"] = [.. plan, .. ConfigWitness.Permissions, .. SecurityHubWitness.Permissions, .. LedgerWitness.Permissions(names.Ledger, names.LedgerKey), .. KmsKey.Permissions(names.SigningKey), .. SecurityHubImport.Permissions],
        };
    }
}
