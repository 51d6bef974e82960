using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>
/// No policy of our own allows every action of a service: by name, by <c>*</c>, or by naming what it does not allow, which allows every service that it does not name
/// (Security Hub User Guide, IAM.21, fails <c>"NotAction": "service:*"</c> too, from memory).
/// </summary>
internal sealed class IamNoFullServicePolicies : OwnPolicy
{
    /// <inheritdoc/>
    public override string Control => "iam-no-full-service-policies";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.21"];

    /// <inheritdoc/>
    protected override string? Wrong(JsonObject statement) => Whole(statement).ToList() is { Count: > 0 } whole ? $"it allows {string.Join(" and ", whole)}" : null;

    private static IEnumerable<string> Whole(JsonObject statement)
    {
        foreach (var action in Texts(statement["Action"]).Where(IsWholeService))
        {
            yield return $"\"{action}\"";
        }

        if (Texts(statement["NotAction"]) is { Count: > 0 } not && !not.Any(pattern => pattern.Trim('*').Length == 0))
        {
            yield return $"every action but {string.Join(" and ", not.Select(pattern => $"\"{pattern}\""))}";
        }
    }

    // "*", "dynamodb:*", "s3:**".
    private static bool IsWholeService(string action) => action.EndsWith('*') && action.TrimEnd('*') is "" or [.., ':'];
}
