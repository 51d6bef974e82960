using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Iam;

/// <summary>The policy was deleted.</summary>
internal sealed class PasswordPolicyDeleted : Scenario
{
    public override string Control => "iam-password-policy";

    public override IReadOnlyList<string> Changes => ["iam/AccountPasswordPolicy"];

    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => member.AccountIdAsync(cancel).AsTask();

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("iam", "DeleteAccountPasswordPolicy", accountId, "us-east-1", null);
}

/// <summary>Three settings are weaker than asked, and one is stricter, which stays.</summary>
internal sealed class PasswordPolicyWeakened : Scenario
{
    public override string Control => "iam-password-policy";

    public override IReadOnlyList<string> Changes => ["iam/AccountPasswordPolicy"];

    // Moto keeps every policy that was ever set: one for each of the settings.
    public override int ChangedOfASort => 3;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Iam.UpdateAccountPasswordPolicyAsync(
            new()
            {
                MinimumPasswordLength = 8,
                MaxPasswordAge = 30,
                RequireUppercaseCharacters = true,
                RequireLowercaseCharacters = true,
                RequireNumbers = false,
                RequireSymbols = true,
                AllowUsersToChangePassword = true,
                HardExpiry = false,
            },
            cancel);
        return await member.AccountIdAsync(cancel);
    }
}
