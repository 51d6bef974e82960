using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>Whether a bucket's policy allows other accounts certain actions.</summary>
/// <remarks>
/// Config Developer Guide, "s3-bucket-blacklisted-actions-prohibited", read 2026-11: principals count and conditions do not, and a policy is not compliant of which a value has more than five policy variables.
/// Decided: services of AWS are no other account, and what another statement denies is not taken off again.
/// </remarks>
internal static class ForeignActions
{
    private const int MostVariables = 5;

    /// <summary>Whether any action that one of the patterns names is allowed to somebody who is not of the bucket's account.</summary>
    public static bool Allowed(StoredBucket bucket, IReadOnlyList<string> forbidden) => bucket.Policy is { } policy
        && PolicyDocument.Parse(policy).Statements.Any(statement => IsTooVariable(statement)
            || (statement.Effect == Effect.Allow && IsForeign(statement.Principal, bucket.AccountId) && forbidden.Any(pattern => Reaches(statement.Action, pattern))));

    private static bool IsTooVariable(Statement statement) => (statement.Resource?.Patterns ?? []).Concat(statement.Conditions.SelectMany(condition => condition.Values))
        .Any(value => value.Split("${").Length - 1 > MostVariables);

    // NotPrincipal leaves everybody else.
    private static bool IsForeign(PrincipalElement? principal, string own) => principal is not null && (principal.Not || principal.Members.Any(member => member.Type switch
    {
        "*" => true,
        "CanonicalUser" => member.Values.Any(value => value != S3.S3Sandbox.CanonicalId(own)),
        "AWS" or "Federated" => member.Values.Any(value => IsForeign(value, own)),
        _ => false,
    }));

    // 123456789012, or arn:aws:iam::123456789012:role/NAME.
    private static bool IsForeign(string value, string own) => value != own && !(value.Split(':', 6) is [_, _, "iam" or "sts", _, var account, _] && account == own);

    private static bool Reaches(PatternElement action, string pattern) => action.Not
        ? !action.Patterns.Any(spared => Wildcard.Matches(spared, pattern))
        : action.Patterns.Any(allowed => Meet(allowed, pattern));

    /// <summary>Whether some text fits both patterns, which may have wildcards both.</summary>
    private static bool Meet(string one, string other)
    {
        // Whether what is left of one after i letters, and of the other after j, have a text in common: the row of i, and before it that of i + 1.
        var (row, below) = (new bool[other.Length + 1], new bool[other.Length + 1]);
        for (var i = one.Length; i >= 0; i--)
        {
            (row, below) = (below, row);
            for (var j = other.Length; j >= 0; j--)
            {
                var (more, moreOther) = (i < one.Length, j < other.Length);
                row[j] = (!more && !moreOther)
                    || (more && one[i] == '*' && (below[j] || (moreOther && row[j + 1])))
                    || (moreOther && other[j] == '*' && (row[j + 1] || (more && below[j])))
                    || (more && moreOther && IsOne(one[i], other[j]) && below[j + 1]);
            }
        }

        return row[0];
    }

    private static bool IsOne(char letter, char other) => letter == '?' || other == '?' || char.ToUpperInvariant(letter) == char.ToUpperInvariant(other);
}
