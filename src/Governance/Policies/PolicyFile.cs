using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Shapes;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies;

/// <summary>One file of a policy folder.</summary>
/// <param name="Path">Relative to the folder.</param>
/// <param name="Where">The file as a place.</param>
/// <param name="Node">Null when it is no JSON.</param>
/// <param name="Faults">What was found wrong in it.</param>
internal sealed record PolicyFile(string Path, Place Where, SourceNode? Node, FaultLog Faults)
{
    /// <summary>The file's name without folder and <c>.json</c>: what it declares.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Its content by a shape; null after faults.</summary>
    public T? Read<T>(Shape<T> shape)
        where T : class => Node is not null && shape.TryRead(Node, Faults, out var value) ? value : null;
}
