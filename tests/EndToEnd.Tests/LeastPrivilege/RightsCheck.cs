using System.Collections.Concurrent;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>Holds what a role may do against what was called in its name.</summary>
internal static class RightsCheck
{
    // Where the reference is known to say less than there is; each with its reason.
    private static readonly Dictionary<string, string> further = new(StringComparer.Ordinal)
    {
        // The reference lists some paths of HTTP APIs and garbles them; the guide says that any path can be named (API Gateway Developer Guide, "Control access to API Gateway control plane API").
        ["apigateway:GET"] = "arn:*:apigateway:*::/*",
        ["apigateway:PATCH"] = "arn:*:apigateway:*::/*",
        // The call names rules by their ids, as the one that authorizes does, for which the reference has them.
        ["ec2:RevokeSecurityGroupIngress"] = "arn:*:ec2:*:*:security-group-rule/*",
        ["ec2:RevokeSecurityGroupEgress"] = "arn:*:ec2:*:*:security-group-rule/*",
        // CloudWatch Logs User Guide, "Using identity-based policies", has log groups for it.
        ["logs:DescribeLogGroups"] = "arn:*:logs:*:*:log-group:*",
        // AWS's own policies belong to no account: FullAWSAccess is detached when it is replaced.
        ["organizations:DescribePolicy"] = "arn:*:organizations::aws:policy/*",
        ["organizations:ListTargetsForPolicy"] = "arn:*:organizations::aws:policy/*",
        ["organizations:AttachPolicy"] = "arn:*:organizations::aws:policy/*",
        ["organizations:DetachPolicy"] = "arn:*:organizations::aws:policy/*",
    };

    // Thousands of sets of needs are held, which differ in one.
    private static readonly ConcurrentDictionary<(string Action, string Resource), string?> misplaced = new();

    /// <summary>What is wrong, a sentence each.</summary>
    /// <param name="needs">What the role may do.</param>
    /// <param name="called">Actions of calls that were made.</param>
    /// <param name="dependents">Actions that AWS asks for without a call of that name, as they are known for the role.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Need> needs, IReadOnlySet<string> called, IReadOnlySet<string> dependents)
    {
        var granted = needs.Select(need => need.Action).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. called.Except(granted).Order(StringComparer.Ordinal).Select(action => $"{action} was called and is not granted"),
            .. dependents.Except(granted).Order(StringComparer.Ordinal).Select(action => $"{action} is asked for by AWS and is not granted"),
            .. granted.Except(called).Except(dependents).Order(StringComparer.Ordinal).Select(action => $"{action} is granted and was never called"),
            .. needs.SelectMany(need => need.Anywhere().Select(resource => misplaced.GetOrAdd((need.Action, resource), pair => Misplaced(pair.Action, pair.Resource)))).OfType<string>().Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static string? Misplaced(string action, string resource)
    {
        var forms = ActionResources.Embedded.Of(action).Concat(further.TryGetValue(action, out var more) && resource != "*" ? [more] : []).ToList();
        return resource == "*" && forms.Count > 0 ? $"{action} is granted on everything, and AWS narrows it to {string.Join(" or ", forms)}"
            : resource != "*" && !forms.Any(form => Meet(Blank(form), Blank(resource))) ? $"{action} is granted on {resource}, which never fits: AWS knows {(forms.Count == 0 ? "no resource for it" : string.Join(" or ", forms))}"
            : null;
    }

    private static bool Meet(string form, string resource) => Wildcard.Matches(form, resource, StringComparison.Ordinal) || Wildcard.Matches(resource, form, StringComparison.Ordinal);

    // A parameter of a template may stand for a path and its slashes.
    private static string Blank(string arn) => arn.Replace("{FunctionPath}", "/", StringComparison.Ordinal).Replace("{Path}", "/", StringComparison.Ordinal).Replace("{partition}", "*", StringComparison.Ordinal).Replace("{region}", "*", StringComparison.Ordinal).Replace("{account}", "*", StringComparison.Ordinal);
}
