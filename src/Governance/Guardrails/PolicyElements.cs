namespace SecretScoops.Governance.Guardrails;

/// <summary>What a statement does to the requests it matches.</summary>
internal enum Effect
{
    Allow,
    Deny,
}

/// <summary>Which rules a policy document is read by.</summary>
internal enum PolicyGrammar
{
    /// <summary>Service control policy.</summary>
    Scp,

    /// <summary>Resource control policy: Deny only, for everybody.</summary>
    Rcp,

    /// <summary>Policy of a role or permission set.</summary>
    Identity,

    /// <summary>Whatever AWS has stored: older versions and elements of every policy type are taken as they are.</summary>
    Stored,
}

/// <summary>Action or NotAction, Resource or NotResource: patterns with <c>*</c> and <c>?</c>.</summary>
/// <param name="Not">True for the Not… form: everything but the patterns.</param>
/// <param name="Patterns">In written order.</param>
internal sealed record PatternElement(bool Not, IReadOnlyList<string> Patterns);

/// <summary>Principal or NotPrincipal.</summary>
/// <param name="Not">True for NotPrincipal.</param>
/// <param name="Members">By type (AWS, Service, Federated, CanonicalUser); the bare <c>"*"</c> is the type <c>*</c> without values.</param>
internal sealed record PrincipalElement(bool Not, IReadOnlyList<PrincipalMember> Members);

/// <summary>Principals of one type.</summary>
internal sealed record PrincipalMember(string Type, IReadOnlyList<string> Values);

/// <summary>One key of a condition block. All conditions of a statement must hold.</summary>
/// <param name="Operator">As IAM spells it, with qualifier and IfExists: <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Key">As written; IAM compares its name without regard to case.</param>
/// <param name="Values">Any of them for positive operators, none of them for negated ones. Numbers and booleans as text.</param>
internal sealed record Condition(string Operator, string Key, IReadOnlyList<string> Values);

/// <summary>One statement of a policy document.</summary>
internal sealed record Statement
{
    public string? Sid { get; init; }

    public required Effect Effect { get; init; }

    /// <summary>Null in identity policies and SCPs, which have none.</summary>
    public PrincipalElement? Principal { get; init; }

    public required PatternElement Action { get; init; }

    /// <summary>Null where the policy type has no resources, as in a role's trust policy.</summary>
    public PatternElement? Resource { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }
}
