using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Policies;

/// <summary>An organization policy: <c>policies/guardrails/NAME.json</c>.</summary>
internal sealed record GuardrailPolicy
{
    /// <summary>The file's name without <c>.json</c>.</summary>
    public required string Name { get; init; }

    public required PolicyType Type { get; init; }

    public required string Description { get; init; }

    /// <summary>What the file itself names and what the environments switch on, each once, in order.</summary>
    public required IReadOnlyList<GuardrailTarget> Targets { get; init; }

    /// <summary>With the landing zone's placeholders filled in.</summary>
    public required IGuardrailDocument Document { get; init; }
}
