namespace SecretScoops.Governance.Sandbox.Wire.Validation;

/// <summary>Which sort of constraint a value breaks.</summary>
internal enum ViolationKind
{
    /// <summary>A required member is missing.</summary>
    Missing,

    /// <summary>A text, list or map is shorter than it must be.</summary>
    TooShort,

    /// <summary>A text, list or map is longer than it may be.</summary>
    TooLong,

    /// <summary>A number is less than it must be.</summary>
    TooSmall,

    /// <summary>A number is greater than it may be.</summary>
    TooGreat,

    /// <summary>A text does not satisfy the pattern.</summary>
    Pattern,

    /// <summary>A text is none of the allowed values.</summary>
    Values,
}

/// <summary>One constraint that a request breaks, in AWS's words.</summary>
/// <param name="Kind">The sort of constraint.</param>
/// <param name="Path">Where: <c>tags.1.member.key</c>.</param>
/// <param name="Value">The value as AWS shows it, quotes included; <c>null</c> for a missing one.</param>
/// <param name="Constraint">The constraint: <c>Member must have length less than or equal to 128</c>.</param>
internal sealed record Violation(ViolationKind Kind, string Path, string Value, string Constraint)
{
    /// <summary>The message in which AWS tells all of them.</summary>
    public static string Message(IReadOnlyList<Violation> violations) =>
        $"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", violations)}";

    /// <inheritdoc/>
    public override string ToString() => $"Value {Value} at '{Path}' failed to satisfy constraint: {Constraint}";
}
