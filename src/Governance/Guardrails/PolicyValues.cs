using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Reads what stands in the elements of a statement: one text or a list, with placeholders filled in and every value checked.</summary>
internal sealed class PolicyValues(PolicyGrammar grammar, Placeholders? placeholders, FaultLog faults)
{
    private readonly ActionCheck _actions = new(grammar, faults);

    private bool Strict => grammar != PolicyGrammar.Stored;

    /// <summary>False, and a fault, when the node is of another kind.</summary>
    public bool Expect(SourceNode node, NodeKind kind, string expected)
    {
        if (node.Kind == kind)
        {
            return true;
        }

        faults.Error(node.Where, "wrong-type", $"expected {expected}, found {node.Described}", $"write {expected}");
        return false;
    }

    /// <summary>Action or NotAction.</summary>
    public PatternElement Actions(SourceNode node, bool not)
    {
        var patterns = new List<string>();
        foreach (var (text, written) in Expanded(node))
        {
            if (!Strict || Placeholders.Has(text) || _actions.Accepts(text, written))
            {
                patterns.Add(text);
            }
        }

        return new(not, patterns);
    }

    /// <summary>Resource or NotResource.</summary>
    public PatternElement Resources(SourceNode node, bool not)
    {
        var patterns = new List<string>();
        foreach (var (text, written) in Expanded(node))
        {
            if (Strict && ResourceFault(text) is { } wrong)
            {
                faults.Error(written.Where, "invalid-arn", $"resource {Quoted.Value(text)} {wrong}", "write \"*\" or an ARN pattern such as \"arn:aws:s3:::logs-*\"");
            }

            patterns.Add(text);
        }

        return new(not, patterns);
    }

    /// <summary>One text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(SourceNode node) => [.. Expanded(node).Select(expanded => expanded.Text)];

    /// <summary>The condition block.</summary>
    public IReadOnlyList<Condition> Conditions(SourceNode block)
    {
        var conditions = new List<Condition>();
        if (!Expect(block, NodeKind.Object, "an object of operators"))
        {
            return conditions;
        }

        var seen = new HashSet<(string, string)>();
        foreach (var operation in block.Children)
        {
            var known = ConditionOperator.TryParse(operation.Key!, out var parsed);
            if (!known && Strict)
            {
                faults.Error(
                    operation.WhereKey, "unknown-operator", $"{Quoted.Value(operation.Key)} is not a condition operator",
                    faults.IsFull ? "look it up" : Nearest.Remedy(operation.Key!, ConditionOperator.Names, "write one of IAM's operators; Null has no IfExists"));
            }

            if (!Expect(operation, NodeKind.Object, "an object of condition keys"))
            {
                continue;
            }

            foreach (var key in operation.Children)
            {
                if (Strict && !seen.Add((ConditionOperator.Canonical(operation.Key!).ToUpperInvariant(), key.Key!.ToUpperInvariant())))
                {
                    faults.Error(key.WhereKey, "duplicate-property", $"condition key {Quoted.Value(key.Key)} stands twice under {operation.Key}", "put the values into one list");
                }

                conditions.Add(new(known ? parsed!.ToString() : operation.Key!, key.Key!, Values(key, parsed)));
            }
        }

        return conditions;
    }

    private List<string> Values(SourceNode key, ConditionOperator? operation)
    {
        if (Strict)
        {
            _actions.Key(key);
        }

        var values = new List<string>();
        foreach (var (text, written) in Expanded(key, numbersToo: true))
        {
            values.Add(text);
            if (!Strict || operation is null || Placeholders.Has(text))
            {
                continue;
            }

            if (text.Contains("${", StringComparison.Ordinal) && !operation.TakesVariables)
            {
                faults.Error(
                    written.Where, "variable-not-resolved", $"{operation.Name} takes policy variables as plain text: {Quoted.Value(text)}",
                    "use a String… or Arn… operator, or write the value");
            }
            else if (operation.Refuses(text) is { } wrong)
            {
                faults.Error(written.Where, "invalid-condition-value", $"{Quoted.Value(text)} {wrong}", $"mend the value, or choose another operator than {operation.Name}");
            }
        }

        return values;
    }

    private List<(string Text, SourceNode Written)> Expanded(SourceNode node, bool numbersToo = false)
    {
        var nodes = node.Kind == NodeKind.Array ? node.Children : [node];
        if (nodes.Count == 0 && Strict)
        {
            faults.Error(node.Where, "empty-list", "the list is empty, so the statement matches nothing", "add a value, or delete the statement");
        }

        var texts = new List<(string, SourceNode)>(nodes.Count);
        foreach (var child in nodes)
        {
            if (numbersToo && child.Kind is NodeKind.Number or NodeKind.Boolean)
            {
                texts.Add((child.Text, child));
            }
            else if (Expect(child, NodeKind.Text, node.Kind == NodeKind.Array ? "a text" : "a text or a list of texts"))
            {
                texts.AddRange((placeholders is null ? [child.Text] : placeholders.Expand(child, faults)).Select(text => (text, child)));
            }
        }

        return texts;
    }

    /// <summary>What is wrong with a resource, as the end of a sentence.</summary>
    private static string? ResourceFault(string resource)
    {
        if (resource == "*" || Placeholders.Has(resource))
        {
            return null;
        }

        var parts = resource.Split(':', 6);
        return parts switch
        {
            ["arn", _, var service, _, _, _] when service.AsSpan().IndexOfAny('*', '?') < 0 || service == "*" => null,
            ["arn", _, _, _, _, _] => "has a wildcard in the name of its service",
            _ => "is not an ARN pattern",
        };
    }
}
