namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What a control asks of resources of some types in a template.</summary>
/// <param name="Control">Its id, as the policies have it.</param>
/// <param name="Types">Of resources that it is about.</param>
/// <param name="Judge">Tells what is wrong, or cannot be known; telling nothing is a pass. Pure, and the same each time.</param>
internal sealed record Rule(string Control, IReadOnlyList<string> Types, Action<Resource, Told> Judge)
{
    public Rule(string control, string type, Action<Resource, Told> judge)
        : this(control, [type], judge)
    {
    }
}
