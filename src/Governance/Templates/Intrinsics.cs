using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>CloudFormation's functions, as far as they can be evaluated before deployment (User Guide, "Intrinsic function reference", read 2026-11).</summary>
/// <remarks>Depth is bounded by the depth of the file; a resource's properties are never followed from a reference to it, so that there is no way round.</remarks>
internal static class Intrinsics
{
    // Texts grow by joining and filling in; what is longer than any property may be is not known.
    private const int LongestText = 262_144;
    private const string TooLong = "the text is longer than any property may be";

    /// <summary>What a node comes to.</summary>
    public static Element Resolve(SourceNode node, World world)
    {
        if (Function.Of(node) is not { } function || function.Name == "Condition")
        {
            return node.Kind switch
            {
                NodeKind.Object => Element.Map(world, node),
                NodeKind.Array => Element.List(world, node),
                NodeKind.Null => Element.Missing(world, node.Parent ?? node),
                _ => Element.Scalar(world, node, node.Text),
            };
        }

        var argument = function.Argument;
        return function.Name switch
        {
            "Ref" when argument.Kind == NodeKind.Text => Ref(argument.Text, node, world),
            "Fn::GetAtt" => GetAtt(argument, node, world),
            "Fn::Sub" => Sub(argument, node, world),
            "Fn::Join" => Join(argument, node, world),
            "Fn::Split" => Split(argument, node, world),
            "Fn::Select" => Select(argument, node, world),
            "Fn::FindInMap" => FindInMap(argument, node, world),
            "Fn::If" when argument.Children is [{ Kind: NodeKind.Text } condition, var then, var otherwise] => Placed(world.Holds(condition.Text) ? then : otherwise, node, world),
            "Fn::Base64" => world.Resolve(argument),
            "Fn::Transform" => Element.Unknown(world, node, "", "a transform makes it"),
            _ => Element.Unknown(world, node, "", $"{function.Name} is evaluated at deployment alone"),
        };
    }

    /// <summary>Whether a condition's expression holds.</summary>
    public static bool Holds(SourceNode node, World world) => Function.Of(node) switch
    {
        { Name: "Condition", Argument: { Kind: NodeKind.Text, Text: var name } } => world.Holds(name),
        { Name: "Fn::Equals", Argument.Children: [var one, var other] } => world.AreEqual(world.Resolve(one), world.Resolve(other)),
        { Name: "Fn::Not", Argument.Children: [var not] } => !Holds(not, world),
        { Name: "Fn::And", Argument.Children: { Count: > 0 } all } => all.All(each => Holds(each, world)),
        { Name: "Fn::Or", Argument.Children: { Count: > 0 } any } => any.Any(each => Holds(each, world)),
        // Fn::Contains and the like of Rules, and what is malformed: it may go either way.
        _ => world.AreEqual(Element.Unknown(world, node, node.Where.ToString(), "it is no condition"), Element.Unknown(world, node, "true", "")),
    };

    private static Element Placed(SourceNode chosen, SourceNode node, World world) => world.Resolve(chosen) is { IsAbsent: false } found ? found : Element.Missing(world, node.Parent ?? node);

    private static Element Ref(string name, SourceNode node, World world)
    {
        if (name == "AWS::NoValue")
        {
            return Element.Missing(world, node.Parent ?? node);
        }

        return world.Template.Parameters.TryGetValue(name, out var parameter) ? world.Parameter(parameter, node)
            : world.Template.ResourceNames.Contains(name) ? Element.Reference(world, node, name, $"${{{name}}}")
            // A pseudo parameter, or what a transform brings.
            : Element.OfParameter(world, node, name, null);
    }

    private static Element GetAtt(SourceNode argument, SourceNode node, World world)
    {
        var (resource, attribute) = argument switch
        {
            { Kind: NodeKind.Text } when argument.Text.Split('.', 2) is [var before, var after] => (before, after),
            { Children: [{ Kind: NodeKind.Text } first, { Kind: NodeKind.Text } second] } => (first.Text, second.Text),
            _ => (null, null),
        };
        return resource is not null ? Element.Reference(world, node, resource, $"${{{resource}.{attribute}}}") : Element.Unknown(world, node, "", "Fn::GetAtt is evaluated at deployment alone");
    }

    private static Element Sub(SourceNode argument, SourceNode node, World world)
    {
        var (pattern, values) = argument is { Kind: NodeKind.Array, Children: [{ Kind: NodeKind.Text } first, { Kind: NodeKind.Object } map] } ? (first, map) : (argument, null);
        if (pattern.Kind is not NodeKind.Text)
        {
            return Element.Unknown(world, node, "", "Fn::Sub has no text");
        }

        // Each is evaluated once: a text that repeats what repeats another one would else take longer than anybody waits.
        var known = new Dictionary<string, Element>(StringComparer.Ordinal);
        Element Value(string variable) => known.TryGetValue(variable, out var before) ? before : known[variable] = Evaluated(variable);
        Element Evaluated(string variable) => values?.Find(variable) is { } own ? world.Resolve(own)
            : variable.Split('.', 2) is [var resource, var attribute] && !variable.StartsWith("AWS::", StringComparison.Ordinal) ? Element.Reference(world, node, resource, $"${{{resource}.{attribute}}}")
            : Ref(variable, node, world);
        Element? waitsFor = null;
        var length = 0;
        var text = Substitution.Fill(pattern.Text, variable =>
        {
            var value = Value(variable);
            waitsFor ??= value.Text is null ? value : null;
            length += value.Written.Length;
            return length > LongestText ? "" : value.Written;
        });
        if (length > LongestText)
        {
            return Element.Unknown(world, node, "", TooLong);
        }

        var whole = Substitution.Variables(pattern.Text).ToList() is [var only] && pattern.Text == $"${{{only}}}" ? Value(only) : null;
        return whole ?? Known(text, waitsFor, node, world);
    }

    private static Element Join(SourceNode argument, SourceNode node, World world)
    {
        if (argument.Children is not [{ Kind: NodeKind.Text } separator, var parts] || world.Resolve(parts) is not { Knowledge: Knowledge.List } list)
        {
            return Element.Unknown(world, node, "", "the list that Fn::Join joins is known at deployment alone");
        }

        var items = list.Items.ToList();
        return items is [var only] ? only : Known(string.Join(separator.Text, items.Select(item => item.Written)), items.Find(item => item.Text is null), node, world);
    }

    private static Element Split(SourceNode argument, SourceNode node, World world)
    {
        if (argument.Children is not [{ Kind: NodeKind.Text, Text.Length: > 0 } separator, var source] || world.Resolve(source).Text is not { } text)
        {
            return Element.Unknown(world, node, "", "the text that Fn::Split splits is known at deployment alone");
        }

        return Element.List(world, node, [.. text.Split(separator.Text).Select(part => Element.Scalar(world, node, part))]);
    }

    private static Element Select(SourceNode argument, SourceNode node, World world)
    {
        if (argument.Children is not [var index, var source] || world.Resolve(index).Number is not { } at || world.Resolve(source) is not { Knowledge: Knowledge.List } list)
        {
            return Element.Unknown(world, node, "", "the list that Fn::Select takes from is known at deployment alone");
        }

        return list.Items.ElementAtOrDefault(at) ?? Element.Unknown(world, node, "", $"the list that Fn::Select takes from has no element {at}");
    }

    private static Element FindInMap(SourceNode argument, SourceNode node, World world)
    {
        if (argument.Children is not [var map, var top, var second, ..])
        {
            return Element.Unknown(world, node, "", "Fn::FindInMap needs a map and two keys");
        }

        var keys = new[] { map, top, second }.Select(world.Resolve).ToList();
        if (keys.Find(key => key.Text is null) is { } unknown)
        {
            return Element.Unknown(world, node, "", unknown.Why ?? "a key of Fn::FindInMap is no text");
        }

        return world.Template.Mappings.GetValueOrDefault(keys[0].Written)?.Find(keys[1].Written)?.Find(keys[2].Written) is { } found ? world.Resolve(found)
            : argument.Children is [_, _, _, { Kind: NodeKind.Object } options] && options.Find("DefaultValue") is { } otherwise ? world.Resolve(otherwise)
            : Element.Unknown(world, node, "", $"the mapping {keys[0].Written} has no {keys[1].Written}, {keys[2].Written}");
    }

    private static Element Known(string text, Element? waitsFor, SourceNode node, World world) => text.Length > LongestText
        ? Element.Unknown(world, node, "", TooLong)
        : waitsFor is null ? Element.Scalar(world, node, text) : Element.Unknown(world, node, text, waitsFor.Why ?? "a part of it is no text");
}
