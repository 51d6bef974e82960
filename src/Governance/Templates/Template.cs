using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>A CloudFormation template as it is written. What its functions come to is asked of a <see cref="World"/>.</summary>
/// <remarks>AWS CloudFormation User Guide, "Template anatomy", read 2026-11. <c>Rules</c>, <c>Metadata</c> and <c>Hooks</c> are not looked at.</remarks>
internal sealed class Template
{
    // User Guide, "Understand CloudFormation quotas", read 2026-11.
    private const int MostResources = 500;

    private static readonly string[] s_harmlessTransforms = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16", "AWS::CodeDeployBlueGreen"];

    private Template(SourceNode root, IReadOnlyDictionary<string, string> given)
    {
        Root = root;
        Parameters = Entries("Parameters").ToDictionary(node => node.Key!, node => TemplateParameter.Of(node, given), StringComparer.Ordinal);
        Conditions = Entries("Conditions").ToDictionary(node => node.Key!, StringComparer.Ordinal);
        Mappings = Entries("Mappings").ToDictionary(node => node.Key!, StringComparer.Ordinal);
        Resources = [.. Entries("Resources").Where(node => node.Kind == NodeKind.Object && node.Find("Type") is { Kind: NodeKind.Text })];
        Loops = [.. Entries("Resources").Where(node => IsLoop(node.Key!))];
        ResourceNames = Resources.Select(node => node.Key!).ToHashSet(StringComparer.Ordinal);
        var transforms = root.Find("Transform") switch { null => [], { Kind: NodeKind.Array } many => many.Children, var one => [one] };
        IsTransformed = transforms.Count > 0 || Loops.Count > 0;
        Macros = [.. transforms.Where(node => node.Kind != NodeKind.Text || !s_harmlessTransforms.Contains(node.Text))];
    }

    /// <summary>The whole document.</summary>
    public SourceNode Root { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, TemplateParameter> Parameters { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, SourceNode> Conditions { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, SourceNode> Mappings { get; }

    /// <summary>In written order.</summary>
    public IReadOnlyList<SourceNode> Resources { get; }

    /// <summary>Logical ids.</summary>
    public IReadOnlySet<string> ResourceNames { get; }

    /// <summary><c>Fn::ForEach</c> among the resources: what they make is not known here.</summary>
    public IReadOnlyList<SourceNode> Loops { get; }

    /// <summary>Transforms that may make anything of the template.</summary>
    public IReadOnlyList<SourceNode> Macros { get; }

    /// <summary>Whether there is any transform, which may bring names that are not written here.</summary>
    public bool IsTransformed { get; }

    /// <summary>Null, with errors in the log, when the document is no template. Names that do not exist are errors too, and leave the template as it is.</summary>
    /// <param name="root">The document.</param>
    /// <param name="given">Values of parameters; names that the template lacks are left aside, since one file often serves several templates.</param>
    /// <param name="faults">Where the faults go.</param>
    public static Template? Read(SourceNode root, IReadOnlyDictionary<string, string> given, FaultLog faults)
    {
        if (root.Kind != NodeKind.Object || root.Find("Resources") is not { Kind: NodeKind.Object } resources)
        {
            faults.Error(root.Where, "no-template", "this is no CloudFormation template: it has no object Resources", "name a template, or delete the file from the list");
            return null;
        }

        if (resources.Children.Count > MostResources)
        {
            faults.Error(resources.Where, "too-many-resources", $"there are {resources.Children.Count} resources; CloudFormation takes at most {MostResources}", "split the template into several");
            return null;
        }

        foreach (var node in resources.Children.Where(node => !IsLoop(node.Key!)))
        {
            if (node.Kind != NodeKind.Object || node.Find("Type") is not { Kind: NodeKind.Text })
            {
                faults.Error(node.Where, "no-type", $"resource {Quoted.Value(node.Key)} has no Type", "write what it is, such as Type: AWS::S3::Bucket");
            }
        }

        var template = new Template(root, given);
        foreach (var parameter in template.Parameters.Values.Where(parameter => !parameter.IsAllowed))
        {
            faults.Error(
                parameter.Node.WhereKey, "value-not-allowed", $"parameter {Quoted.Value(parameter.Name)} may not be {(parameter.IsHidden ? "what it is given" : Quoted.Value(parameter.Value))}",
                $"give it one of its AllowedValues: {Quoted.List(parameter.Allowed!)}");
        }

        TemplateNames.Hold(template, faults);
        return template;
    }

    /// <summary>Whether a name under Resources is a loop of the language extensions.</summary>
    public static bool IsLoop(string name) => name.StartsWith("Fn::", StringComparison.Ordinal);

    private IEnumerable<SourceNode> Entries(string section) => Root.Find(section) is { Kind: NodeKind.Object } found ? found.Children : [];
}
