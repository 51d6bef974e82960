using System.Text.Json.Nodes;
using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Values of control parameters: AWS has one of eight members for each, the policies have JSON.</summary>
internal static class ControlParameterValues
{
    /// <summary>A parameter's value as JSON; null where it is AWS's own.</summary>
    public static JsonNode? Read(ParameterConfiguration configuration) => configuration.ValueType != ParameterValueType.CUSTOM ? null : configuration.Value switch
    {
        null => null,
        { Integer: { } whole } => JsonValue.Create(whole),
        { Double: { } number } => JsonValue.Create(number),
        { Boolean: { } truth } => JsonValue.Create(truth),
        { String: { } text } => JsonValue.Create(text),
        { Enum: { } word } => JsonValue.Create(word),
        { IntegerList: { Count: > 0 } wholes } => new JsonArray([.. wholes.Select(each => (JsonNode)each)]),
        { StringList: { Count: > 0 } texts } => new JsonArray([.. texts.Select(each => (JsonNode)each)]),
        { EnumList: { Count: > 0 } words } => new JsonArray([.. words.Select(each => (JsonNode)each)]),
        _ => null,
    };

    /// <summary>JSON as a parameter's value; which member it is, the control's definition says, and without one the value itself.</summary>
    public static ParameterConfiguration Write(JsonNode value, ParameterDefinition? definition)
    {
        var options = definition?.ConfigurationOptions;
        return new()
        {
            ValueType = ParameterValueType.CUSTOM,
            Value = value switch
            {
                JsonArray list when options?.EnumList is not null => new() { EnumList = [.. list.Select(Text)] },
                JsonArray list when options?.IntegerList is not null || (options is null && list[0]!.GetValueKind() == System.Text.Json.JsonValueKind.Number) =>
                    new() { IntegerList = [.. list.Select(each => each!.GetValue<int>())] },
                JsonArray list => new() { StringList = [.. list.Select(Text)] },
                _ when value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => new() { Boolean = value.GetValue<bool>() },
                _ when value.GetValueKind() == System.Text.Json.JsonValueKind.Number && options?.Double is null && value.AsValue().TryGetValue<int>(out var whole) => new() { Integer = whole },
                _ when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => new() { Double = value.GetValue<double>() },
                _ when options?.Enum is not null => new() { Enum = Text(value) },
                _ => new() { String = Text(value) },
            },
        };
    }

    private static string Text(JsonNode? node) => node!.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
}
