using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Who asks to become a role, and with what.</summary>
/// <param name="AccountId">The caller's account.</param>
/// <param name="PrincipalArn">The caller's own ARN; of a session, the session's.</param>
/// <param name="Context">Condition keys that are known, as <c>sts:ExternalId</c>.</param>
internal sealed record Assuming(string AccountId, string PrincipalArn, IReadOnlyDictionary<string, string> Context)
{
    /// <summary>The role behind a session's ARN, without its path, which a session does not tell; the ARN itself for others.</summary>
    public string IdentityArn => PrincipalArn.Split(':', 6) is [_, _, "sts", _, var account, var resource] && resource.Split('/') is ["assumed-role", var role, _]
        ? $"arn:aws:iam::{account}:role/{role}"
        : PrincipalArn;
}

/// <summary>A role's trust policy: who may assume it. Conditions on keys that the sandbox does not know never hold for an Allow, and always for a Deny.</summary>
/// <remarks>IAM User Guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal", read 2026-11.</remarks>
internal sealed class TrustPolicy(PolicyDocument document)
{
    private static readonly string[] actions = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"];

    /// <summary>Null where the text is no policy document.</summary>
    public static TrustPolicy? Read(string document) => PolicyDocument.TryParse(document, out var read, out _) ? new(read) : null;

    /// <summary>What IAM refuses a trust policy for; null when it takes it.</summary>
    public string? Fault() => document.Statements.Select(Fault).FirstOrDefault(static fault => fault is not null);

    /// <summary>Whether the caller may assume the role.</summary>
    public bool Allows(Assuming caller, string action = "sts:AssumeRole")
    {
        var matching = document.Statements.Where(statement =>
            Matches(statement.Action, action) && statement.Principal is { } principal && Names(principal, caller) && Holds(statement, caller)).ToList();
        return matching.Exists(static statement => statement.Effect == Effect.Allow) && !matching.Exists(static statement => statement.Effect == Effect.Deny);
    }

    private static string? Fault(Statement statement) =>
        statement.Resource is not null ? "Has prohibited field Resource"
        : statement.Principal is null ? "Missing required field Principal"
        : statement.Action.Patterns.All(pattern => actions.Any(action => Wildcard.Matches(pattern, action))) ? InvalidPrincipal(statement.Principal)
        : "AssumeRole policy may only specify STS AssumeRole actions.";

    private static string? InvalidPrincipal(PrincipalElement principal) => principal.Members
        .Where(static member => member.Type == "AWS")
        .SelectMany(static member => member.Values)
        .FirstOrDefault(static value => value != "*" && !IsAccount(value) && value.Split(':', 6) is not ["arn", _, "iam" or "sts", _, { Length: 12 }, _]) is { } wrong
            ? $"Invalid principal in policy: \"AWS\":\"{wrong}\""
            : null;

    private static bool Matches(PatternElement element, string action) => element.Patterns.Any(pattern => Wildcard.Matches(pattern, action)) != element.Not;

    private static bool Names(PrincipalElement principal, Assuming caller) => principal.Members.Any(member => member.Type switch
    {
        "*" => true,
        "AWS" => member.Values.Any(value => Is(value, caller)),
        _ => false,
    }) != principal.Not;

    // An account, or its root, stands for all principals of the account.
    private static bool Is(string value, Assuming caller) => value == "*"
        || value == caller.AccountId
        || value == $"arn:aws:iam::{caller.AccountId}:root"
        || value == caller.PrincipalArn
        || WithoutPath(value) == caller.IdentityArn;

    private static string WithoutPath(string arn) => arn.Split(':', 6) is [_, _, "iam", _, var account, var resource] && resource.StartsWith("role/", StringComparison.Ordinal)
        ? $"arn:aws:iam::{account}:role/{resource[(resource.LastIndexOf('/') + 1)..]}"
        : arn;

    private static bool IsAccount(string value) => value.Length == 12 && value.All(char.IsAsciiDigit);

    private static bool Holds(Statement statement, Assuming caller) => statement.Conditions.All(condition => Holds(condition, caller, statement.Effect));

    private static bool Holds(Condition condition, Assuming caller, Effect effect)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var operation))
        {
            return effect == Effect.Deny;
        }

        var known = caller.Context.FirstOrDefault(pair => pair.Key.Equals(condition.Key, StringComparison.OrdinalIgnoreCase)).Value;
        if (operation.Name == "Null")
        {
            return condition.Values.Contains(known is null ? "true" : "false");
        }

        if (known is null)
        {
            return operation.IfExists || operation.Name.Contains("Not", StringComparison.Ordinal);
        }

        return operation.Name switch
        {
            "StringEquals" => condition.Values.Contains(known),
            "StringNotEquals" => !condition.Values.Contains(known),
            "StringEqualsIgnoreCase" or "Bool" => condition.Values.Contains(known, StringComparer.OrdinalIgnoreCase),
            "StringLike" or "ArnLike" or "ArnEquals" => condition.Values.Any(pattern => Wildcard.Matches(pattern, known)),
            "StringNotLike" or "ArnNotLike" or "ArnNotEquals" => !condition.Values.Any(pattern => Wildcard.Matches(pattern, known)),
            _ => effect == Effect.Deny,
        };
    }
}
