using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Areas;

/// <summary>A part of the landing zone that a file of its own declares, at the top of the folder. Where the file is missing, that part is not managed.</summary>
/// <param name="Name">The file's name without <c>.json</c>.</param>
/// <param name="Title">Of its JSON Schema.</param>
internal abstract record PolicyArea(string Name, string Title)
{
    /// <summary>The file's name.</summary>
    public string File => $"{Name}.json";

    /// <summary>The name of its JSON Schema.</summary>
    public string SchemaFile => $"{Name}.schema.json";

    /// <summary>Its content; null after faults.</summary>
    public abstract object? Read(PolicyFile file);

    /// <summary>Its JSON Schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>Holds what was read against the rest of the folder.</summary>
    public abstract void Check(object content, AreaCheck check);
}

/// <summary>A part of the landing zone with its record.</summary>
/// <typeparam name="T">What the file declares.</typeparam>
/// <param name="Name">The file's name without <c>.json</c>.</param>
/// <param name="Title">Of its JSON Schema.</param>
/// <param name="Shape">How the file must look.</param>
/// <param name="Hold">Holds it against the rest of the folder.</param>
internal sealed record PolicyArea<T>(string Name, string Title, Shape<T> Shape, Action<T, AreaCheck> Hold) : PolicyArea(Name, Title)
    where T : class
{
    /// <inheritdoc/>
    public override object? Read(PolicyFile file) => file.Read(Shape);

    /// <inheritdoc/>
    public override JsonObject Schema() => Shape.Schema();

    /// <inheritdoc/>
    public override void Check(object content, AreaCheck check) => Hold((T)content, check);
}
