using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>A parameter that is not as AWS has it.</summary>
/// <param name="Key">Control and parameter: <c>ACM.1/daysToExpiration</c>.</param>
/// <param name="Value">Its value.</param>
internal sealed record ParameterState(string Key, JsonNode Value);
