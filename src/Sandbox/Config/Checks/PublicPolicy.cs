using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>Whether a resource's own policy lets everybody in.</summary>
internal static class PublicPolicy
{
    /// <summary>Null, for no policy of its own, lets nobody in.</summary>
    public static bool IsPublic(string? policy) => policy is not null && OpenStatements.ById(JsonNode.Parse(policy)).Any(statement => OpenStatements.IsOpen(statement.Value));
}
