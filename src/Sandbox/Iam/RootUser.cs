using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>What an account's root user signs in with. Nobody is root here: what a person does at the console as root, a test writes into the state.</summary>
internal static class RootUser
{
    /// <remarks>
    /// The management account's root user has a password and MFA, as a person made it; member accounts that Organizations created have no root credentials
    /// ("Centrally manage root access for member accounts", IAM User Guide, read 2026-11).
    /// </remarks>
    public static StoredRootUser Of(World world, StoredAccount account)
    {
        var made = account.Id == world.State.ManagementAccountId;
        return account.Iam?.Root ?? new() { Password = made, Mfa = made };
    }
}
