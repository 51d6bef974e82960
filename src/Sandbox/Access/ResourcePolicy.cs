using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Sandbox.Access;

/// <summary>Who asks for a resource of another: an account's principal, or a service of AWS.</summary>
/// <param name="AccountId">The account; null for a service.</param>
/// <param name="Arn">The principal's ARN; null for a service.</param>
/// <param name="Service">As in <c>events.amazonaws.com</c>; null for an account.</param>
/// <param name="Context">Condition keys and their values; what is not there is absent from the request.</param>
internal sealed record Asker(string? AccountId, string? Arn, string? Service, IReadOnlyDictionary<string, string> Context)
{
    /// <summary>A service that acts for a resource.</summary>
    public static Asker OfService(string service, string? sourceArn = null, string? sourceAccount = null, string? sourceOrganization = null) => new(null, null, service, Keys(
        ("aws:SourceArn", sourceArn), ("aws:SourceAccount", sourceAccount), ("aws:SourceOrgID", sourceOrganization), ("aws:PrincipalIsAWSService", "true"), ("aws:SecureTransport", "true")));

    /// <summary>A principal of an account.</summary>
    public static Asker OfAccount(string accountId, string arn, string? organization) => new(accountId, arn, null, Keys(
        ("aws:PrincipalAccount", accountId), ("aws:PrincipalArn", arn), ("aws:PrincipalOrgID", organization), ("aws:PrincipalIsAWSService", "false"), ("aws:SecureTransport", "true")));

    private static Dictionary<string, string> Keys(params (string Key, string? Value)[] keys) =>
        keys.Where(key => key.Value is not null).ToDictionary(key => key.Key, key => key.Value!, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Evaluates the policies of resources, so far as those of topics, queues and event buses need: texts, ARNs and booleans.</summary>
internal static class ResourcePolicy
{
    /// <summary>Whether the policy allows the action, and nothing in it denies it.</summary>
    public static bool Allows(string? policy, Asker asker, string action, string resource)
    {
        if (policy is null || !PolicyDocument.TryParse(policy, out var document, out _))
        {
            return false;
        }

        var matching = document.Statements.Where(statement => Matches(statement, asker, action, resource)).ToList();
        return matching.Exists(statement => statement.Effect == Effect.Allow) && !matching.Exists(statement => statement.Effect == Effect.Deny);
    }

    private static bool Matches(Statement statement, Asker asker, string action, string resource) =>
        statement.Principal is { } principal && principal.Members.Any(member => Names(member, asker)) != principal.Not
        && Any(statement.Action, action)
        && (statement.Resource is null || Any(statement.Resource, resource))
        && statement.Conditions.All(condition => Holds(condition, asker.Context));

    private static bool Names(PrincipalMember member, Asker asker) => member.Type switch
    {
        "*" => true,
        "AWS" => member.Values.Any(value => value == "*" || (asker.AccountId is { } account && (value == account || value == $"arn:aws:iam::{account}:root" || value == asker.Arn))),
        "Service" => asker.Service is { } service && member.Values.Contains(service, StringComparer.Ordinal),
        _ => false,
    };

    private static bool Any(PatternElement element, string text) => element.Patterns.Any(pattern => Wildcard.Matches(pattern, text)) != element.Not;

    private static bool Holds(Condition condition, IReadOnlyDictionary<string, string> context)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var op))
        {
            return false;
        }

        var isPresent = context.TryGetValue(condition.Key, out var value);
        if (op.Name == "Null")
        {
            return condition.Values.Any(expected => bool.Parse(expected) != isPresent);
        }

        var negated = op.Name.Contains("Not", StringComparison.Ordinal);
        return isPresent ? condition.Values.Any(expected => Compares(op, expected, value!)) != negated : op.IfExists || negated;
    }

    private static bool Compares(ConditionOperator op, string expected, string value) => op.Name switch
    {
        "StringEquals" or "StringNotEquals" => string.Equals(expected, value, StringComparison.Ordinal),
        "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase" or "Bool" => string.Equals(expected, value, StringComparison.OrdinalIgnoreCase),
        _ => Wildcard.Matches(expected, value),
    };
}
