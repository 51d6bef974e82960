using YamlDotNet.RepresentationModel;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>Short ways into a YAML tree; what is not there is empty or null.</summary>
internal static class Yaml
{
    /// <summary>The value under a key, or null.</summary>
    public static YamlNode? At(this YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The scalar under a key, or null.</summary>
    public static string? Text(this YamlMappingNode map, string key) => (map.At(key) as YamlScalarNode)?.Value;

    /// <summary>The mapping under a key; an empty one where there is none.</summary>
    public static YamlMappingNode Map(this YamlMappingNode map, string key) => map.At(key) as YamlMappingNode ?? [];

    /// <summary>The scalars under a key, which may be one, a list, or the keys of a mapping.</summary>
    public static IReadOnlyList<string> Words(this YamlMappingNode map, string key) => map.At(key) switch
    {
        YamlScalarNode one => [one.Value!],
        YamlSequenceNode list => [.. list.OfType<YamlScalarNode>().Select(each => each.Value!)],
        YamlMappingNode keys => [.. keys.Children.Keys.OfType<YamlScalarNode>().Select(each => each.Value!)],
        _ => [],
    };

    /// <summary>The pairs of a mapping from text to text.</summary>
    public static IEnumerable<(string Key, string Value)> Pairs(this YamlMappingNode map) =>
        map.Children.Where(pair => pair.Value is YamlScalarNode).Select(pair => (((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value ?? ""));

    /// <summary>Every scalar below a node, with the keys that lead to it.</summary>
    public static IEnumerable<(string Path, string Value)> Scalars(YamlNode node, string path = "") => node switch
    {
        YamlScalarNode scalar => [(path, scalar.Value ?? "")],
        YamlSequenceNode list => list.SelectMany(each => Scalars(each, path)),
        YamlMappingNode map => map.Children.SelectMany(pair => Scalars(pair.Value, $"{path}/{((YamlScalarNode)pair.Key).Value}")),
        _ => [],
    };
}
