using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>No policy of our own allows every action on everything, conditions or not.</summary>
internal sealed class IamNoAdminPolicies : OwnPolicy
{
    /// <inheritdoc/>
    public override string Control => "iam-no-admin-policies";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.1"];

    /// <inheritdoc/>
    protected override string? Wrong(JsonObject statement) =>
        Texts(statement["Action"]).Any(action => action is "*" or "*:*") && Texts(statement["Resource"]).Contains("*") ? "it allows \"*\" on \"*\"" : null;
}
