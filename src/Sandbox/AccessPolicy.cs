using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>What a policy says to a request.</summary>
internal enum Verdict
{
    /// <summary>No statement fits.</summary>
    Nothing,

    /// <summary>One allows it, and none denies it.</summary>
    Allowed,

    /// <summary>One denies it.</summary>
    Denied,
}

/// <summary>A request, as a resource's policy sees it.</summary>
/// <param name="PrincipalType"><c>Service</c> or <c>AWS</c>.</param>
/// <param name="Principal">A service's principal, or the ARN of a role or user.</param>
/// <param name="Action">As <c>s3:PutObject</c>.</param>
/// <param name="Resource">An ARN.</param>
/// <param name="Context">Condition keys, in any case.</param>
internal sealed record PolicyRequest(string PrincipalType, string Principal, string Action, string Resource, IReadOnlyDictionary<string, string> Context)
{
    /// <summary>False where the call's resource cannot be told: then a statement fits whatever resource it names.</summary>
    public bool IsResourceKnown { get; init; } = true;

    /// <summary>A service of AWS that acts for a resource of an account.</summary>
    public static PolicyRequest OfService(World world, string service, string action, string resource, string sourceArn, string sourceAccountId, params IEnumerable<(string Key, string Value)> more)
    {
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SecureTransport"] = "true",
            ["aws:PrincipalIsAWSService"] = "true",
            ["aws:PrincipalServiceName"] = service,
            ["aws:SourceArn"] = sourceArn,
            ["aws:SourceAccount"] = sourceAccountId,
        };
        if (world.State.Organization is { } organization)
        {
            context["aws:SourceOrgID"] = organization.Id;
        }

        foreach (var (key, value) in more)
        {
            context[key] = value;
        }

        return new("Service", service, action, resource, context);
    }

    /// <summary>Whoever makes the present call.</summary>
    public static PolicyRequest OfCaller(Call call, string action, string resource)
    {
        // arn:aws:sts::123456789012:assumed-role/Name/session is, to policies, arn:aws:iam::123456789012:role/Name.
        var role = call.PrincipalArn.Split(':', 6) is [_, _, "sts", _, var account, var session] && session.Split('/') is ["assumed-role", var name, ..]
            ? $"arn:aws:iam::{account}:role/{name}"
            : call.PrincipalArn;
        return new("AWS", role, action, resource, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SecureTransport"] = "true",
            ["aws:PrincipalIsAWSService"] = "false",
            ["aws:PrincipalArn"] = role,
            ["aws:PrincipalAccount"] = call.AccountId,
        });
    }
}

/// <summary>Asks a resource's policy. What services check before they take a bucket or a key is checked with this.</summary>
/// <remarks>Patterns are matched without regard to case, in which AWS is stricter for resources; operators for numbers, dates and addresses never hold.</remarks>
internal static class AccessPolicy
{
    /// <summary>What the document says; nothing where there is none.</summary>
    public static Verdict Ask(string? document, PolicyRequest request)
    {
        if (document is null || !PolicyDocument.TryParse(document, out var policy, out _))
        {
            return Verdict.Nothing;
        }

        return Ask(policy, statement => FitsPrincipal(statement.Principal, request) && Fits(statement, request));
    }

    /// <summary>What a session's policy says, which names no principals.</summary>
    public static Verdict AskSession(string document, PolicyRequest request) =>
        PolicyDocument.TryParse(document, out var policy, out _) ? Ask(policy, statement => Fits(statement, request)) : Verdict.Nothing;

    private static Verdict Ask(PolicyDocument policy, Func<Statement, bool> fits)
    {
        var fitting = policy.Statements.Where(fits).ToList();
        return fitting.Exists(statement => statement.Effect == Effect.Deny) ? Verdict.Denied : fitting.Count > 0 ? Verdict.Allowed : Verdict.Nothing;
    }

    private static bool Fits(Statement statement, PolicyRequest request) =>
        Fits(statement.Action, request.Action)
        && (statement.Resource is null || !request.IsResourceKnown || Fits(statement.Resource, request.Resource))
        && statement.Conditions.All(condition => Holds(condition, request.Context));

    private static bool Fits(PatternElement element, string text) => element.Patterns.Any(pattern => Wildcard.Matches(pattern, text)) != element.Not;

    private static bool FitsPrincipal(PrincipalElement? principal, PolicyRequest request) => principal is not null
        && principal.Members.Any(member => member.Type == "*" || (member.Type == request.PrincipalType && member.Values.Any(value => IsMeant(value, request)))) != principal.Not;

    private static bool IsMeant(string value, PolicyRequest request) => value == "*" || value == request.Principal
        || (request.PrincipalType == "AWS" && request.Context.TryGetValue("aws:PrincipalAccount", out var account) && (value == account || value == $"arn:aws:iam::{account}:root"));

    private static bool Holds(Condition condition, IReadOnlyDictionary<string, string> context)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var operation))
        {
            return false;
        }

        var there = context.TryGetValue(condition.Key, out var value);
        if (operation.Name == "Null")
        {
            return condition.Values.Any(wanted => bool.TryParse(wanted, out var absent) && absent != there);
        }

        var negated = operation.Name.Contains("Not", StringComparison.Ordinal);
        return there ? condition.Values.Any(wanted => Matches(operation.Name, wanted, value!)) != negated : negated || operation.IfExists;
    }

    private static bool Matches(string operation, string wanted, string value) => operation switch
    {
        "StringEquals" or "StringNotEquals" => wanted == value,
        "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase" or "Bool" => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase),
        "StringLike" or "StringNotLike" or "ArnLike" or "ArnEquals" or "ArnNotLike" or "ArnNotEquals" => Wildcard.Matches(wanted, value),
        _ => false,
    };
}
