using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies;

/// <summary>The catalogue's files by their shapes, before they are held against the rest of the folder.</summary>
internal sealed record WrittenCatalogue
{
    /// <summary>All controls, in the order of files and of writing; one that is written twice is in it twice.</summary>
    public required IReadOnlyList<SourcedEntry<WrittenControl>> Controls { get; init; }

    /// <summary>The first of each name.</summary>
    public required IReadOnlyDictionary<string, WrittenControl> ByName { get; init; }

    /// <summary>By key; null when they were not to be opened, or one of them has faults: then nothing is held against them.</summary>
    public required IReadOnlyDictionary<string, FrameworkFile>? Frameworks { get; init; }

    /// <summary>Whether the folder has a catalogue. Without one nothing needs a control, and rules are called by their names.</summary>
    public required bool Exists { get; init; }

    /// <summary>False after faults in a file of controls: then no control is missing.</summary>
    public required bool Complete { get; init; }

    public static WrittenCatalogue Of(PolicyFiles files)
    {
        var read = files.In(PolicyFiles.Controls).Select(file => file.Read(ControlsFile.Shape)).ToList();
        var controls = read.OfType<ControlsFile>().SelectMany(file => file.Controls).ToList();
        var frameworks = files.In(PolicyFiles.Frameworks).Select(file => (Key: file.Name, Content: file.Read(FrameworkFile.Shape))).ToList();
        return new()
        {
            Controls = controls,
            ByName = controls.DistinctBy(control => control.Key, StringComparer.Ordinal).ToDictionary(control => control.Key, control => control.Value, StringComparer.Ordinal),
            Frameworks = files.AtWork || frameworks.Any(framework => framework.Content is null)
                ? null
                : frameworks.ToDictionary(
                    framework => framework.Key, framework => framework.Content! with { Framework = framework.Content.Framework with { Key = framework.Key } }, StringComparer.Ordinal),
            Exists = read.Count > 0,
            Complete = read.All(file => file is not null),
        };
    }

    /// <summary>Gives rules what their control is, which stands in the catalogue alone.</summary>
    public IReadOnlyDictionary<string, Sourced<object>> Fill(IReadOnlyDictionary<string, Sourced<object>> areas) =>
        ByName.Count == 0 ? areas : areas.ToDictionary(area => area.Key, area => new Sourced<object>(Filled(area.Value.Value), area.Value.Where), StringComparer.Ordinal);

    private object Filled(object area) => area switch
    {
        ConfigRulesFile rules => rules with
        {
            Rules = [.. rules.Rules.Select(rule => ByName.TryGetValue(rule.Key, out var control) ? rule with { Value = rule.Value with { Description = control.Title } } : rule)],
        },
        RemediationsFile remediations => remediations with
        {
            Policy = remediations.Policy with { Rules = remediations.Policy.Rules.ToDictionary(rule => rule.Key, rule => Filled(rule.Value), StringComparer.Ordinal) },
        },
        _ => area,
    };

    private RemediationRule Filled(RemediationRule rule) => ByName.TryGetValue(rule.Control, out var control)
        ? rule with { Title = control.Title, Severity = control.Severity, Requirements = [.. control.Requirements.Select(id => id.Value)] }
        : rule;
}
