using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Environments;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.PasswordPolicies;

/// <summary>An account's rules for passwords of IAM users. All but the first are null where it has none of its own.</summary>
/// <param name="Enabled">Whether the account has rules of its own.</param>
/// <param name="MinimumLength">Characters at least.</param>
/// <param name="RequireUppercase">An uppercase letter is needed.</param>
/// <param name="RequireLowercase">A lowercase letter is needed.</param>
/// <param name="RequireNumbers">A digit is needed.</param>
/// <param name="RequireSymbols">A symbol is needed.</param>
/// <param name="UsersMayChange">Users may change their own.</param>
/// <param name="MaxAgeDays">0 for never.</param>
/// <param name="ReusePrevention">0 for none.</param>
/// <param name="HardExpiry">Only an administrator mends a password that ran out.</param>
internal sealed record PasswordPolicyAttributes(
    bool Enabled,
    int? MinimumLength,
    bool? RequireUppercase,
    bool? RequireLowercase,
    bool? RequireNumbers,
    bool? RequireSymbols,
    bool? UsersMayChange,
    int? MaxAgeDays,
    int? ReusePrevention,
    bool? HardExpiry)
{
    // IAM API Reference, UpdateAccountPasswordPolicy, read 2026-11.
    private const int AwsMinimumLength = 6;

    /// <summary>An account without rules of its own.</summary>
    public static PasswordPolicyAttributes None { get; } = new(false, null, null, null, null, null, null, null, null, null);

    /// <summary>Rules with AWS's own values where none is said.</summary>
    public static PasswordPolicyAttributes Of(
        int? length, bool? uppercase, bool? lowercase, bool? numbers, bool? symbols, bool? mayChange, int? maxAge, int? reuse, bool? hardExpiry) =>
        new(true, length ?? AwsMinimumLength, uppercase ?? false, lowercase ?? false, numbers ?? false, symbols ?? false, mayChange ?? false, maxAge ?? 0, reuse ?? 0, hardExpiry ?? false);

    /// <summary>What the policies say.</summary>
    public static PasswordPolicyAttributes Of(PasswordPolicyDefaults declared) => declared.Enabled == false
        ? None
        : Of(
            declared.MinimumLength, declared.RequireUppercase, declared.RequireLowercase, declared.RequireNumbers, declared.RequireSymbols,
            declared.UsersMayChange, declared.MaxAgeDays, declared.ReusePrevention, declared.HardExpiry);
}

/// <summary>
/// Rules for passwords of IAM users: <c>password-policy/default@prod</c>. Nobody here may be an IAM user; the rules are there because CIS AWS Foundations asks for them
/// of every account, and because they hold should a user be made past all guardrails.
/// </summary>
internal sealed class PasswordPolicyKind() : ResourceKind<PasswordPolicyAttributes>(KindNames.PasswordPolicy, Nature.Setting, PasswordPolicyJson.Default.PasswordPolicyAttributes)
{
    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) =>
        DefaultsIn.Accounts(this, policies, static defaults => defaults.PasswordPolicy, static (declared, _) => PasswordPolicyAttributes.Of(declared));
}
