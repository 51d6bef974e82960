using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>No policy of our own allows every action of a service.</summary>
internal sealed class IamNoFullServicePolicies : OwnPolicy
{
    /// <inheritdoc/>
    public override string Control => "iam-no-full-service-policies";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.21"];

    /// <inheritdoc/>
    protected override string? Wrong(JsonObject statement) => Texts(statement["Action"]).Where(action => action.EndsWith(":*", StringComparison.Ordinal)).ToList() is { Count: > 0 } whole
        ? $"it allows {string.Join(" and ", whole.Select(action => $"\"{action}\""))}"
        : null;
}
