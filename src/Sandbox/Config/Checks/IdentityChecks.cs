using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>IAM users, their keys and passwords, and the account's rules for them.</summary>
internal sealed class IdentityChecks : IConfigCheck
{
    private const string User = "AWS::IAM::User";

    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers =>
        ["IAM_USER_NO_POLICIES_CHECK", "IAM_USER_MFA_ENABLED", "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", "ACCESS_KEYS_ROTATED", "IAM_PASSWORD_POLICY", "IAM_NO_INLINE_POLICY_CHECK"];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        var iam = request.Account.Iam ?? new();
        var oldest = request.World.Now.AddDays(-request.Number("maxAccessKeyAge", 90));
        return request.Identifier switch
        {
            "IAM_PASSWORD_POLICY" => [request.Own(iam.PasswordPolicy is { } policy && IsStrict(policy, request), "The password policy is weaker than required.")],
            "IAM_NO_INLINE_POLICY_CHECK" => iam.Users.Select(u => Judged(u, u.Inline.Count == 0))
                .Concat(iam.Roles.Where(r => r.LinkedTo is null).Select(r => new CheckedResource("AWS::IAM::Role", r.Id, r.Inline.Count == 0, "It has inline policies."))),
            "IAM_USER_NO_POLICIES_CHECK" => iam.Users.Select(u => Judged(u, u.Inline.Count + u.Attached.Count == 0)),
            "IAM_USER_MFA_ENABLED" => iam.Users.Select(u => Judged(u, HasMfa(iam, u))),
            "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS" => iam.Users.Where(u => u.PasswordAt is not null).Select(u => Judged(u, HasMfa(iam, u))),
            _ => iam.Users.Select(u => Judged(u, u.AccessKeys.TrueForAll(k => !k.Active || k.CreatedAt >= oldest))),
        };
    }

    private static CheckedResource Judged(StoredIamUser user, bool compliant) => new(User, user.Id, compliant, $"User {user.Name} does not pass.");

    private static bool HasMfa(StoredIam iam, StoredIamUser user) => iam.MfaDevices.Exists(device => device.UserName == user.Name && device.EnabledAt is not null);

    private static bool IsStrict(StoredPasswordPolicy policy, CheckRequest request) =>
        (policy.Uppercase || !Asked("RequireUppercaseCharacters", request))
        && (policy.Lowercase || !Asked("RequireLowercaseCharacters", request))
        && (policy.Symbols || !Asked("RequireSymbols", request))
        && (policy.Numbers || !Asked("RequireNumbers", request))
        && policy.MinimumLength >= request.Number("MinimumPasswordLength", 14)
        && policy.Reuse >= request.Number("PasswordReusePrevention", 24)
        && policy.MaxAge <= request.Number("MaxPasswordAge", 90);

    private static bool Asked(string parameter, CheckRequest request) => string.Equals(request.Parameter(parameter), "true", StringComparison.OrdinalIgnoreCase);
}
