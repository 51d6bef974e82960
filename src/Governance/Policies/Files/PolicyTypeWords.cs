using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>How files spell policy types.</summary>
internal static class PolicyTypeWords
{
    public static Shape<PolicyType> Shape { get; } = Shapes.Shape.Choice(("scp", PolicyType.Scp), ("rcp", PolicyType.Rcp));

    /// <summary>As files spell it.</summary>
    public static string Word(PolicyType type) => type switch
    {
        PolicyType.Scp => "scp",
        PolicyType.Rcp => "rcp",
    };
}
