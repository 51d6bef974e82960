namespace SecretScoops.Governance.Controls;

/// <summary>Every control, and the frameworks that they are mapped to.</summary>
/// <param name="Controls">In the order of ids.</param>
/// <param name="Frameworks">In the order of keys.</param>
internal sealed record ControlCatalogue(IReadOnlyList<Control> Controls, IReadOnlyList<Framework> Frameworks)
{
    public static ControlCatalogue Empty { get; } = new([], []);
}
