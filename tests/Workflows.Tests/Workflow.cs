using YamlDotNet.RepresentationModel;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>A workflow file as a tree, with its lines, since comments are no part of the tree.</summary>
internal sealed class Workflow
{
    private readonly string[] lines;

    private Workflow(string name, string text)
    {
        Name = name;
        lines = text.Split('\n');
        using var reader = new StringReader(text);
        var stream = new YamlStream();
        stream.Load(reader);
        Root = (YamlMappingNode)stream.Documents.Single().RootNode;
        Jobs = [.. Root.Map("jobs").Children.Select(pair => new Job(this, ((YamlScalarNode)pair.Key).Value!, (YamlMappingNode)pair.Value))];
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The whole tree.</summary>
    public YamlMappingNode Root { get; }

    /// <summary>Its jobs in the order of the file.</summary>
    public IReadOnlyList<Job> Jobs { get; }

    /// <summary>The events that start it.</summary>
    public IReadOnlyList<string> Triggers => Root.Words("on");

    /// <summary>Whether it brings something into the environments of the landing zone.</summary>
    public bool Delivers => Jobs.Any(job => job.Deploys);

    /// <summary>Reads a workflow; throws where the text is no YAML.</summary>
    public static Workflow Parse(string name, string text) => new(name, text);

    /// <summary>The job of that name.</summary>
    public Job Job(string id) => Jobs.Single(job => job.Id == id);

    /// <summary>The line of the file that a node begins on.</summary>
    public string LineOf(YamlNode node) => lines[(int)node.Start.Line - 1];
}

/// <summary>A job of a workflow.</summary>
internal sealed record Job(Workflow Workflow, string Id, YamlMappingNode Node)
{
    /// <summary>The landing zone's environments, in the order that a release goes through them.</summary>
    public static IReadOnlyList<string> Environments { get; } = ["dev", "uat", "prod"];

    /// <summary>Where it is, for messages.</summary>
    public string Place => $"{Workflow.Name}: {Id}";

    /// <summary>Its steps; none where it calls another workflow.</summary>
    public IReadOnlyList<Step> Steps { get; } = Node.At("steps") is YamlSequenceNode steps ? [.. steps.Select((step, index) => new Step(Workflow.Name, Id, index, (YamlMappingNode)step))] : [];

    /// <summary>The GitHub environment it runs in, or null.</summary>
    public string? Environment => Node.Text("environment") ?? Node.Map("environment").Text("name");

    /// <summary>Whether it deploys into an environment of the landing zone.</summary>
    public bool Deploys => Environment is { } name && Environments.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The jobs that must have succeeded before.</summary>
    public IReadOnlyList<string> Needs => Node.Words("needs");

    /// <summary>The permissions it may write with.</summary>
    public IEnumerable<string> Writes => Node.Map("permissions").Pairs().Where(pair => pair.Value == "write").Select(pair => pair.Key);

    /// <summary>The step of that name.</summary>
    public Step Step(string name) => Steps.Single(step => step.Node.Text("name") == name);

    /// <summary>Where the first step is that <paramref name="which"/> holds of; after all of them where there is none.</summary>
    public int IndexOf(Func<Step, bool> which) => Steps.FirstOrDefault(which)?.Index ?? int.MaxValue;
}

/// <summary>A step of a job.</summary>
internal sealed record Step(string Workflow, string Job, int Index, YamlMappingNode Node)
{
    /// <summary>Where it is, for messages.</summary>
    public string Place => $"{Workflow}: {Job}, step {Index + 1}";

    /// <summary>The script, or null.</summary>
    public string? Run => Node.Text("run");

    /// <summary>The inputs of its action.</summary>
    public YamlMappingNode With => Node.Map("with");

    /// <summary>Whether it uses an action, whatever the version.</summary>
    public bool Uses(string action) => Node.Text("uses")?.StartsWith($"{action}@", StringComparison.Ordinal) == true;
}
