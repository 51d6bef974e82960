using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>An intrinsic function where it is called: an object of one property that is named as one.</summary>
internal readonly record struct Function(string Name, SourceNode Argument)
{
    /// <summary>Whether the node stands in the section Conditions, where alone <c>Condition</c> is a function.</summary>
    public bool IsWithinConditions
    {
        get
        {
            var (node, below) = (Argument, Argument);
            while (node.Parent is not null)
            {
                (below, node) = (node, node.Parent);
            }

            return below.Key == "Conditions";
        }
    }

    /// <summary>Null for what is no call.</summary>
    public static Function? Of(SourceNode node) => node is { Kind: NodeKind.Object, Children: [{ Key: { } name } only] } && (name is "Ref" or "Condition" || name.StartsWith("Fn::", StringComparison.Ordinal))
        ? new(name, only)
        : null;
}
