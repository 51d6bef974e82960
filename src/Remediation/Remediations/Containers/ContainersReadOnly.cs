using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations.Containers;

/// <summary>Containers cannot write to their own file system. Windows knows no such thing.</summary>
internal sealed class ContainersReadOnly : TaskDefinitionRemediation
{
    /// <inheritdoc/>
    public override string Control => "containers-read-only";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["ECS.5"];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) => (bool)image["windows"]!
        ? []
        : [.. image["containers"]!.AsObject().Where(c => !(bool)c.Value!["readOnly"]!).Select(c => new Violation(
            $"/containers/{Images.Escape(c.Key)}/readOnly", $"container \"{c.Key}\" may write to its own file system", true))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => NewRevision(
        subject,
        $"Set \"readonlyRootFilesystem\": true for {string.Join(", ", violations.Select(v => $"\"{ContainerIn(v)}\""))}; what it writes goes to a volume, /tmp for one (mountPoints)");
}
