using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Environments;

namespace SecretScoops.Governance.Baseline.Resources.PasswordPolicies;

/// <summary>The calls of <see cref="PasswordPolicyKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class PasswordPoliciesAws(PasswordPolicyKind kind)
    : AccountSetting<PasswordPolicyDefaults, PasswordPolicyAttributes>(kind, Places.Accounts, static defaults => defaults.PasswordPolicy)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["iam:GetAccountPasswordPolicy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions => ["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy"];

    /// <inheritdoc/>
    protected override async Task<PasswordPolicyAttributes> SeenAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            var policy = (await session.Iam.GetAccountPasswordPolicyAsync(new(), cancel)).PasswordPolicy;
            return PasswordPolicyAttributes.Of(
                policy.MinimumPasswordLength, policy.RequireUppercaseCharacters, policy.RequireLowercaseCharacters, policy.RequireNumbers, policy.RequireSymbols,
                policy.AllowUsersToChangePassword, policy.MaxPasswordAge, policy.PasswordReusePrevention, policy.HardExpiry);
        }
        catch (NoSuchEntityException)
        {
            return PasswordPolicyAttributes.None;
        }
    }

    /// <remarks>What is left out goes back to AWS's value (IAM API Reference, UpdateAccountPasswordPolicy, read 2026-11), which is how never and none are said.</remarks>
    protected override async Task SetAsync(Address address, PasswordPolicyAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var iam = world.SessionOf(address).Iam;
        if (!desired.Enabled)
        {
            try
            {
                await iam.DeleteAccountPasswordPolicyAsync(new(), cancel);
            }
            catch (NoSuchEntityException)
            {
                // Gone already.
            }

            return;
        }

        await iam.UpdateAccountPasswordPolicyAsync(
            new()
            {
                MinimumPasswordLength = desired.MinimumLength,
                RequireUppercaseCharacters = desired.RequireUppercase,
                RequireLowercaseCharacters = desired.RequireLowercase,
                RequireNumbers = desired.RequireNumbers,
                RequireSymbols = desired.RequireSymbols,
                AllowUsersToChangePassword = desired.UsersMayChange,
                MaxPasswordAge = desired.MaxAgeDays is > 0 ? desired.MaxAgeDays : null,
                PasswordReusePrevention = desired.ReusePrevention is > 0 ? desired.ReusePrevention : null,
                HardExpiry = desired.HardExpiry,
            },
            cancel);
    }
}
