using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>What may stand where in the template of a conformance pack, so that a slip of the pen is told here and not by CloudFormation in a hundred accounts.</summary>
internal static class ConformancePackGrammar
{
    // CloudFormation User Guide, "Template anatomy", "Parameters", "Resource attributes", and Template Reference, AWS::Config::ConfigRule, from memory, 2026-11.
    private static readonly string[] s_sections = ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules", "Transform", "Resources", "Outputs"];
    private static readonly string[] s_parameter =
        ["Type", "Default", "Description", "AllowedValues", "AllowedPattern", "ConstraintDescription", "MinLength", "MaxLength", "MinValue", "MaxValue", "NoEcho"];
    private static readonly string[] s_resource = ["Type", "Properties", "Condition", "DependsOn", "Metadata", "CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"];
    private static readonly string[] s_rule = ["ConfigRuleName", "Description", "InputParameters", "MaximumExecutionFrequency", "Scope", "Source", "EvaluationModes", "Compliance"];
    private static readonly string[] s_source = ["Owner", "SourceIdentifier", "SourceDetails", "CustomPolicyDetails"];

    // What a text, a number or a truth value stands for, or a function that gives one.
    private static readonly string[] s_single = ["Default", "ConfigRuleName", "Description", "MaximumExecutionFrequency", "Owner", "SourceIdentifier"];

    /// <summary>The template as such.</summary>
    public static void Template(SourceNode root, FaultLog faults) => Known(root, s_sections, faults);

    /// <summary>A parameter.</summary>
    public static void Parameter(SourceNode parameter, FaultLog faults)
    {
        Known(parameter, s_parameter, faults);
        if (parameter.Kind == NodeKind.Object && parameter.Find("Type") is not { Kind: NodeKind.Text })
        {
            faults.Error((parameter.Find("Type") ?? parameter).Where, "parameter-type", $"parameter {Quoted.Value(parameter.Key)} is of no type", "write \"Type\": \"String\"");
        }
    }

    /// <summary>A rule.</summary>
    public static void Rule(SourceNode rule, FaultLog faults)
    {
        Known(rule, s_resource, faults);
        foreach (var properties in rule.Children.Where(child => child.Key == "Properties"))
        {
            Known(properties, s_rule, faults);
            properties.Children.Where(child => child.Key == "Source").ToList().ForEach(source => Known(source, s_source, faults));
            var given = properties.Find("InputParameters");
            Object(given, faults);
            (given?.Children ?? []).Where(_ => !IsFunction(given!)).ToList().ForEach(parameter => Single(parameter, faults));
        }
    }

    private static void Known(SourceNode node, string[] known, FaultLog faults)
    {
        Object(node, faults);
        foreach (var child in node.Children.Where(child => child.Key is not null))
        {
            if (!known.Contains(child.Key))
            {
                faults.Error(child.WhereKey, "unknown-property", $"unknown property {Quoted.Value(child.Key)}", Nearest.Remedy(child.Key!, known, $"delete it; known here are {Quoted.List(known)}"));
            }
            else if (s_single.Contains(child.Key))
            {
                Single(child, faults);
            }
        }
    }

    private static void Single(SourceNode node, FaultLog faults)
    {
        if (node.Kind == NodeKind.Object ? !IsFunction(node) : node.Kind is NodeKind.Array or NodeKind.Null)
        {
            faults.Error(node.Where, "wrong-type", $"expected a text, a number, true, false or a function, found {node.Described}", "write a value, or a function such as { \"Ref\": … }");
        }
    }

    private static void Object(SourceNode? node, FaultLog faults)
    {
        if (node is not null and not { Kind: NodeKind.Object })
        {
            faults.Error(node.Where, "wrong-type", $"expected an object, found {node.Described}", "write an object");
        }
    }

    private static bool IsFunction(SourceNode node) =>
        node.Children is [{ Key: { } key } only] && (key == "Ref" ? only.Kind == NodeKind.Text : key.StartsWith("Fn::", StringComparison.Ordinal));
}
