using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>Every name that a template uses exists in it, and no condition leads back to itself: CloudFormation refuses such templates.</summary>
internal static class TemplateNames
{
    private static readonly string[] s_pseudo =
        ["AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix"];

    public static void Hold(Template template, FaultLog faults)
    {
        foreach (var section in new[] { "Conditions", "Resources", "Outputs" })
        {
            if (template.Root.Find(section) is { } root)
            {
                Visit(root, template, faults);
            }
        }

        foreach (var resource in template.Resources)
        {
            if (resource.Find("Condition") is { Kind: NodeKind.Text } condition)
            {
                Condition(condition, template, faults);
            }
        }

        Cycles(template, faults);
    }

    // A tree of bounded depth, so that recursion is bounded too.
    private static void Visit(SourceNode node, Template template, FaultLog faults)
    {
        if (faults.IsFull)
        {
            return;
        }

        if (Function.Of(node) is { } function)
        {
            Used(function, template, faults);
        }

        foreach (var child in node.Children)
        {
            Visit(child, template, faults);
        }
    }

    private static void Used(Function function, Template template, FaultLog faults)
    {
        var argument = function.Argument;
        switch (function.Name)
        {
            case "Ref" when argument.Kind == NodeKind.Text:
                Name(argument.Text, argument, template, faults, allowParameters: true);
                break;
            case "Fn::GetAtt":
                if ((argument.Kind == NodeKind.Text ? argument.Text.Split('.')[0] : argument.Children is [{ Kind: NodeKind.Text } first, ..] ? first.Text : null) is { } resource)
                {
                    Name(resource, argument, template, faults, allowParameters: false);
                }

                break;
            case "Fn::Sub":
                var (text, map) = argument is { Kind: NodeKind.Array, Children: [{ Kind: NodeKind.Text } pattern, var values, ..] } ? (pattern, values) : (argument, null);
                foreach (var variable in text.Kind == NodeKind.Text ? Substitution.Variables(text.Text).Where(each => map?.Find(each) is null) : [])
                {
                    Name(variable.Split('.')[0], text, template, faults, allowParameters: !variable.Contains('.', StringComparison.Ordinal));
                }

                break;
            case "Fn::If" when argument.Children is [{ Kind: NodeKind.Text } condition, ..]:
                Condition(condition, template, faults);
                break;
            case "Condition" when argument.Kind == NodeKind.Text && function.IsWithinConditions:
                Condition(argument, template, faults);
                break;
            case "Fn::FindInMap" when argument.Children is [{ Kind: NodeKind.Text } mapping, ..] && !template.Mappings.ContainsKey(mapping.Text) && !template.IsTransformed:
                faults.Error(mapping.Where, "unknown-mapping", $"there is no mapping {Quoted.Value(mapping.Text)}", Nearest.Remedy(mapping.Text, template.Mappings.Keys, "add it to Mappings"));
                break;
        }
    }

    private static void Name(string name, SourceNode at, Template template, FaultLog faults, bool allowParameters)
    {
        if (template.IsTransformed || template.ResourceNames.Contains(name) || (allowParameters && (template.Parameters.ContainsKey(name) || s_pseudo.Contains(name))))
        {
            return;
        }

        var known = allowParameters ? template.ResourceNames.Concat(template.Parameters.Keys).Concat(s_pseudo) : template.ResourceNames;
        faults.Error(
            at.Where, "unknown-reference", $"there is no {(allowParameters ? "resource or parameter" : "resource")} {Quoted.Value(name)}",
            faults.IsFull ? "add it" : Nearest.Remedy(name, [.. known], "add it, or take this reference out"));
    }

    private static void Condition(SourceNode at, Template template, FaultLog faults)
    {
        if (!template.Conditions.ContainsKey(at.Text) && !template.IsTransformed)
        {
            faults.Error(at.Where, "unknown-condition", $"there is no condition {Quoted.Value(at.Text)}", Nearest.Remedy(at.Text, [.. template.Conditions.Keys], "add it to Conditions"));
        }
    }

    private static void Cycles(Template template, FaultLog faults)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in template.Conditions.Keys)
        {
            if (done.Contains(name))
            {
                continue;
            }

            // Depth first without recursion: a chain of conditions may be as long as the file.
            var (path, onPath) = (new Stack<(string Name, Queue<string> Left)>(), new HashSet<string>(StringComparer.Ordinal));
            path.Push((name, Needed(name, template)));
            _ = onPath.Add(name);
            while (path.TryPeek(out var top))
            {
                if (!top.Left.TryDequeue(out var next))
                {
                    _ = path.Pop();
                    _ = onPath.Remove(top.Name);
                    _ = done.Add(top.Name);
                }
                else if (onPath.Contains(next))
                {
                    faults.Error(template.Conditions[top.Name].WhereKey, "condition-cycle", $"condition {Quoted.Value(top.Name)} leads back to itself by {Quoted.Value(next)}", "take one of the references out");
                }
                else if (!done.Contains(next) && template.Conditions.ContainsKey(next))
                {
                    path.Push((next, Needed(next, template)));
                    _ = onPath.Add(next);
                }
            }
        }
    }

    private static Queue<string> Needed(string condition, Template template)
    {
        var (needed, open) = (new Queue<string>(), new Stack<SourceNode>([template.Conditions[condition]]));
        while (open.TryPop(out var node))
        {
            if (Function.Of(node) is { Name: "Condition", Argument: { Kind: NodeKind.Text, Text: var name } } && template.Conditions.ContainsKey(name))
            {
                needed.Enqueue(name);
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        return needed;
    }
}
