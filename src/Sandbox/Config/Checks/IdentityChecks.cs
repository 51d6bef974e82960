using SecretScoops.Governance.Sandbox.Iam;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>IAM users and groups, keys and passwords, the root user's too, and the account's rules for them.</summary>
/// <remarks>
/// Config Developer Guide, "iam-group-has-users-check", "iam-user-unused-credentials-check", "iam-root-access-key-check", "root-account-mfa-enabled" (not applicable without root credentials), read 2026-11; the others
/// from memory. What the guide leaves open: here a credential that was never used counts from when it was made (and use is not recorded, so none ever was), and a user without any passes.
/// </remarks>
internal sealed class IdentityChecks : IConfigCheck
{
    private const string User = "AWS::IAM::User";
    private const string Group = "AWS::IAM::Group";

    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers =>
    [
        "IAM_USER_NO_POLICIES_CHECK", "IAM_USER_MFA_ENABLED", "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", "ACCESS_KEYS_ROTATED", "IAM_PASSWORD_POLICY", "IAM_NO_INLINE_POLICY_CHECK",
        "IAM_GROUP_HAS_USERS_CHECK", "IAM_USER_UNUSED_CREDENTIALS_CHECK", "IAM_ROOT_ACCESS_KEY_CHECK", "ROOT_ACCOUNT_MFA_ENABLED",
    ];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var iam = request.Account.Iam ?? new();
        var root = RootUser.Of(request.World, request.Account);
        var oldest = request.World.Now.AddDays(-request.Number("maxAccessKeyAge", 90));
        return request.Identifier switch
        {
            "IAM_PASSWORD_POLICY" => [request.Own(iam.PasswordPolicy is { } policy && IsStrict(policy, request), "The password policy is weaker than required.")],
            "IAM_NO_INLINE_POLICY_CHECK" => iam.Users.Select(u => Judged(u, u.Inline.Count == 0))
                .Concat(iam.Groups.Select(g => new CheckedResource(Group, g.Id, g.Inline.Count == 0, "It has inline policies.")))
                .Concat(iam.Roles.Where(r => r.LinkedTo is null).Select(r => new CheckedResource("AWS::IAM::Role", r.Id, r.Inline.Count == 0, "It has inline policies."))),
            "IAM_GROUP_HAS_USERS_CHECK" => iam.Groups.Select(g => new CheckedResource(Group, g.Id, iam.Users.Exists(u => u.Groups.Contains(g.Name)), "It has no users.")),
            "IAM_USER_UNUSED_CREDENTIALS_CHECK" => iam.Users.Select(u => Judged(u, !IsUnused(u, request.World.Now.AddDays(-request.Number("maxCredentialUsageAge", 90))))),
            "IAM_ROOT_ACCESS_KEY_CHECK" => [request.Own(root.AccessKeys == 0, "The root user has access keys.")],
            "ROOT_ACCOUNT_MFA_ENABLED" => root.Password || root.AccessKeys > 0 ? [request.Own(root.Mfa, "The root user signs in without MFA.")] : [],
            "IAM_USER_NO_POLICIES_CHECK" => iam.Users.Select(u => Judged(u, u.Inline.Count + u.Attached.Count == 0)),
            "IAM_USER_MFA_ENABLED" => iam.Users.Select(u => Judged(u, HasMfa(iam, u))),
            "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS" => iam.Users.Where(u => u.PasswordAt is not null).Select(u => Judged(u, HasMfa(iam, u))),
            _ => iam.Users.Select(u => Judged(u, u.AccessKeys.TrueForAll(k => !k.Active || k.CreatedAt >= oldest))),
        };
    }

    private static CheckedResource Judged(StoredIamUser user, bool compliant) => new(User, user.Id, compliant, $"User {user.Name} does not pass.");

    private static bool IsUnused(StoredIamUser user, DateTimeOffset since) => user.PasswordAt < since || user.AccessKeys.Exists(k => k.Active && k.CreatedAt < since);

    private static bool HasMfa(StoredIam iam, StoredIamUser user) => iam.MfaDevices.Exists(device => device.UserName == user.Name && device.EnabledAt is not null);

    private static bool IsStrict(StoredPasswordPolicy policy, CheckRequest request) =>
        (policy.Uppercase || !request.Flag("RequireUppercaseCharacters"))
        && (policy.Lowercase || !request.Flag("RequireLowercaseCharacters"))
        && (policy.Symbols || !request.Flag("RequireSymbols"))
        && (policy.Numbers || !request.Flag("RequireNumbers"))
        && policy.MinimumLength >= request.Number("MinimumPasswordLength", 14)
        && policy.Reuse >= request.Number("PasswordReusePrevention", 24)
        && policy.MaxAge <= request.Number("MaxPasswordAge", 90);
}
