namespace SecretScoops.Governance.Controls;

/// <summary>Every control, the frameworks that they are mapped to, and the requirements that they serve.</summary>
/// <param name="Controls">In the order of ids.</param>
/// <param name="Frameworks">In the order of keys. Functions at work read none, and then <see cref="Control.Crosswalk"/> is empty too.</param>
internal sealed record ControlCatalogue(IReadOnlyList<Control> Controls, IReadOnlyList<Framework> Frameworks)
{
    public static ControlCatalogue Empty { get; } = new([], []);

    /// <summary>In the order of <c>requirements.json</c>; empty without that file.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];
}
